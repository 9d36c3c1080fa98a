//! The words within one cell of a table → its text.
//!
//! Takes words and the edges between which they were set; gives paragraphs parted by line breaks, with lines joined, hyphens
//! at their ends mended and words put together that a narrow column broke without one.

use std::collections::HashSet;

use super::{
    letters,
    words::{Row, Word, rows},
};

/// The words of a document in lower case: what tells a broken word from two.
pub(super) type Vocabulary = HashSet<String>;

/// Words after which a hyphen at a line's end is one that stays.
const KEEPS_HYPHEN: [&str; 5] = ["och", "eller", "samt", "respektive", "och/eller"];

/// Short words that begin a line and never go on with a broken one.
const WHOLE: [&str; 40] = [
    "och", "i", "på", "av", "för", "till", "med", "som", "att", "en", "ett", "den", "det", "de", "är", "ska", "om",
    "vid", "från", "eller", "samt", "per", "inom", "under", "hos", "mot", "utan", "över", "efter", "innan", "mellan",
    "kan", "har", "ej", "inte", "så", "minst", "varje", "enligt", "via",
];

/// The text of a cell. `edges` are where the cell begins and ends.
pub(super) fn text(words: Vec<Word>, edges: (f64, f64), vocabulary: &Vocabulary) -> String {
    let rows = rows(words);
    let Some(first) = rows.first() else { return String::new() };
    let size = rows.iter().map(|row| row.size).fold(first.size, f64::max);
    let before = rows.iter().map(|row| row.x0() - edges.0).fold(f64::MAX, f64::min).clamp(0.0, 1.2 * size);
    let widest = rows.iter().map(Row::x1).fold(f64::MIN, f64::max);
    let right = (edges.1 - before).max(widest).min(edges.1.max(widest));
    let pitch = rows.iter().zip(rows.iter().skip(1)).map(|(a, b)| b.y - a.y).fold(f64::MAX, f64::min);
    let mut text = String::new();
    let mut last: Option<&Row> = None;
    for row in &rows {
        let words = row_text(row);
        if let Some(last) = last {
            match joint(last, row, right, pitch, vocabulary) {
                Joint::Paragraph => text.push('\n'),
                Joint::Space => text.push(' '),
                Joint::Nothing => {}
                Joint::DropHyphen => {
                    text.pop();
                }
            }
        }
        text.push_str(&words);
        last = Some(row);
    }
    text
}

/// The words of a row within a cell, its bullet known to `sections`.
fn row_text(row: &Row) -> String {
    let mut text = String::new();
    let begins_item = row.words.len() > 1 && row.words.first().is_some_and(|word| letters::is_bullet(&word.text));
    for (at, word) in row.words.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        let words = if at == 0 && begins_item { letters::known_bullet(&word.text) } else { &word.text };
        if !(word.raised && at > 0) {
            text.push_str(words);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

enum Joint {
    Paragraph,
    Space,
    Nothing,
    DropHyphen,
}

fn joint(last: &Row, row: &Row, right: f64, pitch: f64, vocabulary: &Vocabulary) -> Joint {
    let (Some(end), Some(start)) = (last.words.last(), row.words.first()) else { return Joint::Space };
    let marked = row.words.len() > 1
        && (letters::is_bullet(&start.text) && start.text != "-" && start.text != "–" || is_hung_number(row))
        || (row.words.len() > 1 && matches!(start.text.as_str(), "-" | "–") && !ends_open(end));
    let lower = start.text.starts_with(char::is_lowercase);
    let hyphenated = end.text.ends_with(['-', '\u{2010}', '\u{ad}']) && end.text.chars().count() > 1;
    if marked {
        return Joint::Paragraph;
    }
    if hyphenated {
        return match_hyphen(&end.text, &start.text);
    }
    if row.y - last.y > 1.35 * pitch.max(last.size) && !lower {
        return Joint::Paragraph;
    }
    let space = 0.25 * row.size;
    let had_room = last.x1() + space + (start.x1 - start.x0) < right - 0.15 * row.size;
    if had_room && !lower && !ends_open(end) {
        return Joint::Paragraph;
    }
    if is_broken(last, end, start, right, vocabulary) { Joint::Nothing } else { Joint::Space }
}

fn ends_open(word: &Word) -> bool {
    word.text.ends_with(',') || WHOLE.contains(&word.text.to_lowercase().as_str())
}

fn is_hung_number(row: &Row) -> bool {
    let [number, next, ..] = row.words.as_slice() else { return false };
    letters::is_number(&number.text) && number.text.ends_with(['.', ')']) && !next.text.starts_with(char::is_lowercase)
}

/// The rule by which `sections` mends a hyphen at a line's end.
fn match_hyphen(end: &str, start: &str) -> Joint {
    let stem = end.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    if KEEPS_HYPHEN.contains(&start) || stem.is_empty() {
        return Joint::Space;
    }
    let broken = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_word = broken.chars().count() > 1 && broken.chars().any(char::is_lowercase);
    let ends_in_digit = broken.ends_with(|c: char| c.is_ascii_digit());
    let goes_on = start.starts_with(char::is_lowercase);
    // A hyphen of this kind is put in by a typesetter, so it may also stand within capitals.
    let typeset = end.ends_with(['\u{2010}', '\u{ad}']) && stem.ends_with(char::is_alphabetic);
    if typeset && start.starts_with(char::is_alphabetic) {
        return Joint::DropHyphen;
    }
    if goes_on && is_word && !ends_in_digit { Joint::DropHyphen } else { Joint::Nothing }
}

/// Whether a word was broken without a hyphen, as it was wider than its column: it stands alone and leaves no room for the
/// next letter.
fn is_broken(last: &Row, end: &Word, start: &Word, right: f64, vocabulary: &Vocabulary) -> bool {
    let alone = last.words.len() == 1 && !end.spaced;
    let goes_on = start.text.starts_with(char::is_lowercase) && end.text.ends_with(char::is_alphabetic);
    let near = end.x1 + 1.2 * end.size > right;
    if !(alone && near && goes_on && end.text.chars().count() >= 3) {
        return false;
    }
    let next = start.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if WHOLE.contains(&next.as_str()) {
        return false;
    }
    let whole = format!("{}{}", end.text.to_lowercase(), next);
    if vocabulary.contains(&whole) || begins_no_word(&next) {
        return true;
    }
    // What may be a word is one, unless there was no room for its first letter and a compound lacks its end.
    let full = end.x1 + start.first > right - 0.35;
    let linked = end.text.ends_with('s') && !end.text.ends_with("vis") && end.text.chars().count() >= 6;
    full && linked && !vocabulary.contains(&next)
}

/// Whether the start of a row that goes on over a page is the rest of a broken word.
fn goes_on_broken(start: &str) -> bool {
    start.starts_with(char::is_lowercase) && begins_no_word(start.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether letters begin no Swedish word: one or two of them that are none, an ending, or consonants that never stand so.
fn begins_no_word(next: &str) -> bool {
    const SHORT: &str =
        " i på av en om så nu ny nå ej få ge gå se ta åt år öl ö å ur vi du ni de vs st tr kr nr kl it el ha är ska ";
    const ONSETS: &str = " bl br bj dr dj dv fl fr fj fn gl gr gj gn hj kl kr kn kv kj lj mj nj pl pr pj ps sc sf sj sk sl sm sn sp st sv tj tr tv tw th vr ch ph rh wr ";
    const ENDINGS: &str = " het ing are ade ens ets nas ans ers ning ningen ningar heten heter ingar ingen iering ering \
        eringar eringen ande ende arna erna orna ligt liga skap ion ioner tion tioner ation ationer ighet isk iska else elser \
        ats ätt ättning ättningen arens aren arnas ernas ";
    const LINKS: [&str; 8] = ["ets", "hets", "ings", "nings", "ons", "ions", "tions", "ations"];
    let holds = |list: &str, part: &str| list.contains(&format!(" {part} "));
    if next.chars().count() <= 2 {
        return !holds(SHORT, next);
    }
    if holds(ENDINGS, next) || LINKS.iter().any(|link| next.starts_with(link) && next.len() > link.len() + 3) {
        return true;
    }
    let start: String = next.chars().take(2).collect();
    let is_consonant = |c: char| c.is_alphabetic() && !"aeiouyåäöé".contains(c);
    start.chars().all(is_consonant) && !holds(ONSETS, &start)
}

/// Joins the rest of a cell that was split over a page.
pub(super) fn go_on(cell: &mut String, rest: &str) {
    if cell.is_empty() || rest.is_empty() {
        cell.push_str(rest);
        return;
    }
    let end = cell.split_whitespace().next_back().unwrap_or_default().to_owned();
    let start = rest.split_whitespace().next().unwrap_or_default();
    let hyphenated = end.ends_with(['-', '\u{2010}', '\u{ad}']) && end.chars().count() > 1;
    match if hyphenated { match_hyphen(&end, start) } else { Joint::Space } {
        Joint::DropHyphen => {
            cell.pop();
        }
        Joint::Nothing => {}
        Joint::Space | Joint::Paragraph if letters::is_bullet(start) => cell.push('\n'),
        Joint::Space | Joint::Paragraph if end.ends_with(char::is_alphabetic) && goes_on_broken(start) => {}
        Joint::Space | Joint::Paragraph => cell.push(' '),
    }
    cell.push_str(rest);
}
