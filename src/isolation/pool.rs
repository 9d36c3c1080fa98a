//! The parent's side: starts children, hands them files, watches the time, replaces those that die.

use std::{
    io::{BufReader, BufWriter},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use super::{
    COMMAND, Failure, Setup,
    frames::{self, Answer, Job, Start},
};
use crate::{
    diagnostics::Warned,
    pipeline::{Limits, Member, ReadError, ReadReview, Register},
};

/// Children, started as they are needed and kept for the next file.
#[derive(Debug)]
pub struct Readers {
    setup: Setup,
    register: Register,
    idle: Mutex<Vec<Reader>>,
}

/// What became of a file.
#[derive(Debug)]
pub enum Reply {
    /// A review was read from it.
    Review(Box<Warned<ReadReview>>),
    /// It is an archive of these.
    Archive(Vec<Member>),
}

type Framed = (Answer, Vec<Vec<u8>>);

/// One child.
#[derive(Debug)]
struct Reader {
    child: Child,
    input: BufWriter<ChildStdin>,
    answers: Receiver<Option<Framed>>,
    /// Files that it has read.
    files: usize,
}

/// Why a child gave no answer.
enum Silence {
    /// It was too slow and was ended.
    Slow,
    /// It died.
    Dead,
}

impl Readers {
    /// Readers that begin with nothing running.
    pub fn new(setup: Setup, register: Register) -> Readers {
        Readers { setup, register, idle: Mutex::new(Vec::new()) }
    }

    /// The organisations that a review can be of.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// How large an input may be.
    pub fn limits(&self) -> Limits {
        self.setup.limits
    }

    /// Reads one file. Blocks; may be called from many threads at once.
    ///
    /// # Errors
    /// `Failure` where the file cannot be read, or no child could be started.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<Reply, Failure> {
        let limit = self.setup.limits.file_bytes;
        if bytes.len() > limit {
            return Err(ReadError::TooLarge { found: bytes.len(), limit }.into());
        }
        let job = Job::Read { name: name.to_owned() };
        match self.ask(&job, &[bytes])? {
            (Answer::Refused(ReadError::NeedsOcr { pages }), _) => match &self.setup.ocr {
                Some(ocr) => self.recognise(ocr, name, bytes, pages),
                None => Err(ReadError::NeedsOcr { pages }.into()),
            },
            answer => reply(answer),
        }
    }

    /// Draws the pages in one child, has the words in them recognised, and reads these in another.
    fn recognise(&self, ocr: &super::Ocr, name: &str, bytes: &[u8], pages: usize) -> Result<Reply, Failure> {
        if pages > ocr.most_pages {
            return Err(ReadError::TooManyPages { limit: ocr.most_pages }.into());
        }
        let pictures = match self.ask(&Job::Pictures { most: pages }, &[bytes])? {
            (Answer::Pictures, pictures) => pictures,
            answer => return reply(answer),
        };
        let words = ocr.words(&pictures)?;
        let pages: Vec<&[u8]> = words.iter().chain(&pictures).map(Vec::as_slice).collect();
        reply(self.ask(&Job::Recognised { name: name.to_owned() }, &pages)?)
    }

    fn ask(&self, job: &Job, attachments: &[&[u8]]) -> Result<Framed, Failure> {
        let bounds = self.setup.bounds;
        let too_costly =
            Failure::TooCostly { seconds: bounds.time.as_secs(), megabytes: bounds.memory_bytes / (1024 * 1024) };
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut reader = match idle {
                Some(reader) => reader,
                None => self.start()?,
            };
            match reader.ask(job, attachments, bounds.time) {
                Ok(framed) => {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
                    return Ok(framed);
                }
                // A child that has read others may have died of what they left behind; a fresh one tells.
                Err(Silence::Dead) if reader.files > 0 => {}
                Err(Silence::Dead | Silence::Slow) => return Err(too_costly),
            }
        }
    }

    fn start(&self) -> Result<Reader, Failure> {
        let fault = |error: std::io::Error| Failure::Start(error.to_string());
        let mut child = Command::new(&self.setup.program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a dying child prints may hold the text of a document.
            .stderr(Stdio::null())
            .env_clear()
            .spawn()
            .map_err(fault)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Start("it has no input or output".to_owned()));
        };
        let (sender, answers) = mpsc::channel();
        // A pipe cannot be waited for with an end in time; a channel can.
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let answer = frames::read::<Answer>(&mut output).ok().flatten();
                let ended = answer.is_none();
                if sender.send(answer).is_err() || ended {
                    return;
                }
            }
        });
        let mut reader = Reader { child, input: BufWriter::new(input), answers, files: 0 };
        let start = Start {
            register: self.register.organisations().to_vec(),
            limits: self.setup.limits,
            memory_bytes: self.setup.bounds.memory_bytes,
            seconds: self.setup.bounds.time.as_secs(),
        };
        frames::write(&mut reader.input, &start, &[self.setup.taxonomy.source().as_bytes()]).map_err(fault)?;
        Ok(reader)
    }
}

impl Reader {
    fn ask(&mut self, job: &Job, attachments: &[&[u8]], time: Duration) -> Result<Framed, Silence> {
        // A child that dies while it is written to is found out when no answer comes.
        let _ = frames::write(&mut self.input, job, attachments);
        match self.answers.recv_timeout(time) {
            Ok(Some(framed)) => {
                self.files += 1;
                Ok(framed)
            }
            Err(RecvTimeoutError::Timeout) => Err(Silence::Slow),
            Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(Silence::Dead),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn reply((answer, attached): Framed) -> Result<Reply, Failure> {
    let text = |bytes: Option<Vec<u8>>| String::from_utf8(bytes.unwrap_or_default()).map_err(|_| Failure::Fault);
    match answer {
        Answer::Review { media_type, review, diagnostics } => {
            let text = text(attached.into_iter().next())?;
            let value = ReadReview { media_type, text, review: *review };
            Ok(Reply::Review(Box::new(Warned { value, diagnostics })))
        }
        Answer::Members { names } => {
            Ok(Reply::Archive(names.into_iter().zip(attached).map(|(name, bytes)| Member { name, bytes }).collect()))
        }
        Answer::Refused(error) => Err(error.into()),
        Answer::Pictures | Answer::Fault => Err(Failure::Fault),
    }
}
