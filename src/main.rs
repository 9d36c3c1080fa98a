//! The program: hands the command line to `cli` and its exit status to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    lagesbild::cli::run()
}
