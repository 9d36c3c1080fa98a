//! The program run as a user runs it, with its time and the memory of its processes measured.

use std::{
    fmt,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Bytes that each of the program's processes may use.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// A run and what it said.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) status: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| text.chars().take(4000).collect::<String>();
        write!(f, "status {}\n{}\n{}", self.status, short(&self.out), short(&self.err))
    }
}

/// Runs the program in a folder and without environment; no process of it may grow beyond its bound.
pub(super) fn run(folder: &Path, arguments: &[String]) -> Run {
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lagesbild"));
    command.current_dir(folder).env_clear().args(arguments);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (ended, pid) = (AtomicBool::new(false), child.id());
    let (output, bytes) = thread::scope(|scope| {
        let peak = scope.spawn(|| {
            let mut most = 0;
            while !ended.load(Ordering::Relaxed) {
                most = most.max(peak_of(pid));
                thread::sleep(Duration::from_millis(5));
            }
            most
        });
        let output = child.wait_with_output().unwrap();
        ended.store(true, Ordering::Relaxed);
        (output, peak.join().unwrap())
    });
    if std::env::var_os("LAGESBILD_TELL_COST").is_some() {
        let shown: String = arguments.join(" ").chars().take(120).collect();
        eprintln!("{shown:?}: {:.2} s, {} MB", begun.elapsed().as_secs_f64(), bytes >> 20);
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let run = Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    assert!(bytes <= MOST_BYTES, "{} MB: {run}", bytes >> 20);
    run
}

/// The most memory that a process or one of its children has used so far; nothing where the system does not tell.
fn peak_of(pid: u32) -> u64 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    // Children are started by threads, each of which lists its own.
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let of_threads = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let all: Vec<String> = std::iter::once(children).chain(of_threads).collect();
    let ids = all.iter().flat_map(|ids| ids.split_whitespace()).filter_map(|id| id.parse().ok());
    ids.chain([pid]).filter_map(own_peak).max().unwrap_or(0)
}

fn own_peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
