//! Lines for the terminal and for scripts, kept whole whatever a file is called.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

/// The text with control characters written as escapes, so that a name cannot break a line, forge another or steer the
/// terminal. Letters of any script stay as they are; marks that turn the direction of text do not.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        let steers = matches!(character,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if character.is_control() || steers {
            // Writing to a String cannot fail.
            let _ = write!(shown, "{}", character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Writes a line to standard output. A reader that went away (`| head`) does not end the work.
///
/// # Errors
/// Standard output cannot be written for another reason, such as a full disk.
pub(super) fn line(text: &str) -> io::Result<()> {
    match writeln!(io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes a line to standard error, where there is one.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Tells on standard error why the program ends.
pub(super) fn error(error: &anyhow::Error) {
    note(&format!("lagesbild: {}", visible(&format!("{error:#}"))));
}

/// A count with its noun in the right number.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn names_in_any_script_stay_and_control_characters_do_not() {
        assert_eq!(visible("Åre \"översyn\" 報告 تقرير.txt"), "Åre \"översyn\" 報告 تقرير.txt");
        assert_eq!(visible("a\nb\r\u{1b}[31m\u{202e}"), "a\\nb\\r\\u{1b}[31m\\u{202e}");
    }
}
