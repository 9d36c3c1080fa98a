//! What no test can catch from within: an input without end, one that eats the memory, one that overflows the stack.
//!
//! Each input is kept on disk while it is read, so that whatever ends the process leaves it behind.

use std::{
    fs::{File, OpenOptions},
    os::unix::fs::FileExt,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// No input of a fuzzer may take longer: it is a hundred times smaller than what may be sent in.
const MOST_TIME: Duration = Duration::from_secs(10);

/// Nor may the process, of which other tests are part, grow beyond this.
const MOST_BYTES: u64 = 3 << 30;

/// Watches over one target.
pub(super) struct Watch {
    file: File,
    path: PathBuf,
    /// Milliseconds from `origin` at which the input began; 0 for none.
    began: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
    origin: Instant,
}

impl Watch {
    /// Begins to watch. `reproduce` tells how to get here again.
    pub(super) fn begin(target: &'static str, reproduce: &str) -> Watch {
        let path = std::env::temp_dir().join(format!("lagesbild-fuzz-{target}-{}", std::process::id()));
        let file = OpenOptions::new().create(true).truncate(true).write(true).open(&path).unwrap();
        let watch =
            Watch { file, path: path.clone(), began: Arc::default(), ended: Arc::default(), origin: Instant::now() };
        let (began, ended, origin) = (Arc::clone(&watch.began), Arc::clone(&watch.ended), watch.origin);
        let reproduce = reproduce.to_owned();
        thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(100));
                let began = Duration::from_millis(began.load(Ordering::Relaxed));
                let slow = !began.is_zero() && origin.elapsed() > began + MOST_TIME;
                let large = resident().is_some_and(|bytes| bytes > MOST_BYTES);
                if slow || large {
                    let what = if slow { "takes too long" } else { "takes too much memory" };
                    eprintln!("{target}: the input in {} {what}; {reproduce}", path.display());
                    std::process::abort();
                }
            }
        });
        watch
    }

    /// An input is about to be read.
    pub(super) fn reads(&self, bytes: &[u8]) {
        self.file.set_len(bytes.len() as u64).unwrap();
        self.file.write_all_at(bytes, 0).unwrap();
        let now = u64::try_from(self.origin.elapsed().as_millis()).unwrap().max(1);
        self.began.store(now, Ordering::Relaxed);
    }

    /// Where the input lies.
    pub(super) fn path(&self) -> &PathBuf {
        &self.path
    }

    /// All went well: nothing is left behind.
    pub(super) fn end(self) {
        std::fs::remove_file(&self.path).unwrap();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// Memory of this process that is in use.
fn resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    text.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4096)
}
