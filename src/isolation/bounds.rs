//! What a reading child may use: set by the child on itself before it sees the first byte of a document.

use std::time::Duration;

/// Bounds memory, written bytes and open files for good. What the system refuses to bound is left to the parent's watch.
#[cfg(target_os = "linux")]
pub(super) fn set(memory_bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let at_most = |value| Rlimit { current: Some(value), maximum: Some(value) };
    let bounds = [
        (Resource::As, memory_bytes),
        // Standard input, output and error stay open; nothing else is opened from here on.
        (Resource::Nofile, 3),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
    ];
    for (resource, value) in bounds {
        let _ = setrlimit(resource, at_most(value));
    }
}

/// Bounds the processor time of the next file: so much more than what was used so far.
#[cfg(target_os = "linux")]
pub(super) fn set_time(time: Duration) {
    use rustix::{
        process::{Resource, Rlimit, getrlimit, setrlimit},
        time::{ClockId, clock_gettime},
    };

    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let most = used + time.as_secs() + 1;
    let maximum = getrlimit(Resource::Cpu).maximum;
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(most), maximum });
}

/// Elsewhere the parent's watch over time is the only bound.
#[cfg(not(target_os = "linux"))]
pub(super) fn set(_memory_bytes: u64) {}

/// Elsewhere the parent's watch over time is the only bound.
#[cfg(not(target_os = "linux"))]
pub(super) fn set_time(_time: Duration) {}
