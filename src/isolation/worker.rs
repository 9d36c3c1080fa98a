//! The child's side: bounds itself, then answers jobs until its input ends.

use std::{
    io::{self, BufReader, BufWriter, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use super::{
    bounds,
    frames::{self, Answer, Job, Start},
};
use crate::pipeline::{self, Reading, Register, Taxonomy};

/// Answers the jobs of the parent: standard input and output are nothing but frames.
///
/// # Errors
/// The parent is gone, or is not the same program.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    let (mut input, mut output) = (BufReader::new(input), BufWriter::new(output));
    let Some((start, attached)) = frames::read::<Start>(&mut input)? else { return Ok(()) };
    let taxonomy = attached.first().map(|toml| String::from_utf8_lossy(toml)).unwrap_or_default();
    let reading = Reading {
        register: Register::of(start.register).map_err(io::Error::other)?,
        taxonomy: Taxonomy::from_toml(&taxonomy).map_err(io::Error::other)?,
        limits: start.limits,
    };
    bounds::set(start.memory_bytes);
    while let Some((job, attached)) = frames::read::<Job>(&mut input)? {
        bounds::set_time(Duration::from_secs(start.seconds));
        let (answer, attachments) =
            catch_unwind(AssertUnwindSafe(|| answer(&job, &attached, &reading))).unwrap_or((Answer::Fault, Vec::new()));
        drop(attached);
        let slices: Vec<&[u8]> = attachments.iter().map(Vec::as_slice).collect();
        frames::write(&mut output, &answer, &slices)?;
    }
    Ok(())
}

fn answer(job: &Job, attached: &[Vec<u8>], reading: &Reading) -> (Answer, Vec<Vec<u8>>) {
    let file = attached.first().map(Vec::as_slice).unwrap_or_default();
    let read = match job {
        Job::Read { .. } if pipeline::is_archive(file) => {
            return match pipeline::members(file, reading.limits) {
                Ok(members) => {
                    let (names, bytes) = members.into_iter().map(|member| (member.name, member.bytes)).unzip();
                    (Answer::Members { names }, bytes)
                }
                Err(error) => (Answer::Refused(error), Vec::new()),
            };
        }
        Job::Read { name } => pipeline::read(name, file, reading),
        Job::Pictures { most } => {
            return match pipeline::pictures(file, reading.limits, *most) {
                Ok(pictures) => (Answer::Pictures, pictures),
                Err(error) => (Answer::Refused(error), Vec::new()),
            };
        }
        Job::Recognised { name } => {
            // The words of every page, and then the picture of every page.
            let (pages, pictures) = attached.split_at(attached.len() / 2);
            let pages: Vec<String> = pages.iter().map(|page| String::from_utf8_lossy(page).into_owned()).collect();
            pipeline::recognised(name, &pages, pictures, reading)
        }
    };
    match read {
        Ok(warned) => {
            let media_type = warned.value.media_type.to_owned();
            let review = Box::new(warned.value.review);
            let answer = Answer::Review { media_type, review, diagnostics: warned.diagnostics };
            (answer, vec![warned.value.text.into_bytes()])
        }
        Err(error) => (Answer::Refused(error), Vec::new()),
    }
}
