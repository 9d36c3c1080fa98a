//! Lines → units: paragraphs, items of lists, tables and lines that number or mark themselves as headings.

use crate::{
    document::{Document, Line, Look},
    pattern::patterns,
};

use super::{
    grid,
    marks::{Mark, Marker, Number},
    mend::Mended,
    triples,
};

patterns! {
    ENDS_SENTENCE = r#"[.!?:;]["”')*]*$"#;
    /// "Under 2027 ska förvaltningen": a line that heads what follows, however close it stands.
    YEAR_LINE = r"^(?:Under|År|Åtgärder|Aktiviteter)\s+(?:för\s+)?20\d\d(?:\s*[–-]\s*20\d\d)?(?:\s+(?:ska|skall|kommer|avser|planerar)(?:\s+\S+){1,4})?\s*:?$|^20\d\d\s+[–—-]\s+\p{L}[^.;]{0,60}$";
    /// "Ansvarig: …", "Kostnad: …" below a measure: a line of its own, however close it stands.
    CARD_LINE = r"(?i)^(?:ansvar(?:ig\w*)?|utförare|tid(?:plan|punkt|sram)?|när|klart?|start|kostnad\w*|budget|resurs\w*|status|varför|motiv\w*|syfte|nytta|prioritet|omfattning|uppföljning|finansiering|betyg)\s*:\s+\S";
    LABEL = r"^\p{Lu}[\p{L} ,–-]{2,40}:\s";
    /// "Ledningens genomgång inför" at the end of a line.
    AWAITS_YEAR = r"(?i)\b(?:inför|för|verksamhetsplan)$";
    RESOLVES = r"(?i)\b(?:beslut(?:ade|ar|at|as|ades)|beslöt|uppdrar|uppdrog|föreslår|föreslås)(?: \p{L}+)?:?$";
    CARRIES_ON = r"(?i)(?:[,/–-]|\b(?:den|det|de|en|ett|och|eller|samt|i|på|till|av|för|med|som|att|under|om|från|enligt|vid|per|är|ska|har|inom|mellan|senast|inför))$";
}

/// How a heading is set, where the document tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub(super) markdown: Option<u8>,
    pub(super) number: Option<Number>,
    pub(super) underline: Option<char>,
    pub(super) bold: bool,
    /// Stands apart from what is before it.
    pub(super) apart: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Line(Style),
    Item { marker: Marker, depth: u8 },
    Table(Vec<Vec<Mended>>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) shape: Shape,
    pub(super) words: Mended,
}

/// Lines longer than this are paragraphs that were never wrapped.
const UNWRAPPED: usize = 140;

/// `marks` and `furniture` have one entry a line.
pub(super) fn assemble(document: &Document, marks: &[Mark<'_>], furniture: &[bool]) -> Vec<Draft> {
    let mut tables = grid::find(document, furniture);
    let mut in_table = vec![false; document.lines.len()];
    let mark = |in_table: &mut Vec<bool>, tables: &[grid::Found]| {
        for table in tables {
            for flag in in_table.iter_mut().take(table.last + 1).skip(table.first) {
                *flag = true;
            }
        }
    };
    mark(&mut in_table, &tables);
    let taken: Vec<bool> = in_table.iter().zip(furniture).map(|(table, furniture)| *table || *furniture).collect();
    let risks = triples::find(document, &taken);
    mark(&mut in_table, &risks);
    tables.extend(risks);
    tables.sort_by_key(|table| table.first);
    let mut builder = Builder {
        document,
        width: wrap_width(document, furniture, &in_table),
        blanks_that_part: if is_double_spaced(document, furniture, &in_table) { 2 } else { 1 },
        drafts: Vec::new(),
        open: None,
        list: Vec::new(),
    };
    let mut tables = tables.into_iter().peekable();
    let mut gap = Gap { blanks: 1, furniture: false };
    for (at, (line, mark)) in document.lines.iter().zip(marks).enumerate() {
        if tables.peek().is_some_and(|table| table.first == at) {
            builder.close();
            builder.list.clear();
            if let Some(table) = tables.next() {
                let words =
                    table.rows.iter().flatten().find(|cell| !cell.text().is_empty()).cloned().unwrap_or_default();
                builder.drafts.push(Draft { shape: Shape::Table(table.rows), words });
            }
        }
        if in_table.get(at).copied().unwrap_or(false) {
            gap = Gap { blanks: 1, furniture: false };
            continue;
        }
        if furniture.get(at).copied().unwrap_or(false) {
            gap.furniture = true;
            continue;
        }
        match mark {
            Mark::Blank => gap.blanks += 1,
            mark => {
                builder.add(*mark, line, gap);
                gap = Gap { blanks: 0, furniture: false };
            }
        }
    }
    builder.close();
    builder.drafts
}

#[derive(Debug, Clone, Copy)]
struct Gap {
    blanks: usize,
    furniture: bool,
}

struct Open {
    draft: Draft,
    /// Column where the text of an item begins.
    indent: u16,
    last_line: String,
    last_indent: u16,
    lines: usize,
}

struct Builder<'d> {
    document: &'d Document,
    /// Where lines wrap, in characters; `None` where they do not.
    width: Option<usize>,
    blanks_that_part: usize,
    drafts: Vec<Draft>,
    open: Option<Open>,
    /// Indent and marker of the lists that are open, outermost first.
    list: Vec<(u16, std::mem::Discriminant<Marker>, char)>,
}

impl Builder<'_> {
    /// Adds a line of whose place the file itself tells.
    fn add_styled(&mut self, mark: Mark<'_>, line: &Line) {
        let all = self.document.words(line);
        let (number, marker, words) = match mark {
            Mark::Numbered(number, words) => (Some(number), Some(Marker::Number(number.last())), words),
            Mark::Item(marker, words) => (None, Some(marker), words),
            _ => (None, None, all),
        };
        match line.look {
            Look::Continued if self.open.is_some() => self.carry_on(all, line),
            Look::Heading(level) => {
                let (number, words) = if number.is_some() { (number, words) } else { (None, all) };
                let style = Style { markdown: Some(level), number, apart: true, ..Style::default() };
                self.begin(Shape::Line(style), words, line, line.indent);
                self.list.clear();
            }
            Look::Item(depth) => {
                let marker = marker.unwrap_or(Marker::Bullet('•'));
                self.begin(Shape::Item { marker, depth }, words, line, line.indent);
            }
            look => {
                let bold = look == Look::Paragraph { bold: true };
                let shape = match mark {
                    Mark::Item(marker, _) => Shape::Item { marker, depth: self.depth(marker, line.indent) },
                    _ => Shape::Line(Style { number, bold, apart: true, ..Style::default() }),
                };
                self.begin(shape, words, line, line.indent);
            }
        }
    }

    fn add(&mut self, mark: Mark<'_>, line: &Line, gap: Gap) {
        if line.look != Look::Plain && !matches!(mark, Mark::Rule(_)) {
            return self.add_styled(mark, line);
        }
        let apart = gap.blanks >= self.blanks_that_part;
        match mark {
            Mark::Rule(sign) => {
                // A rule right below a single line underlines it as a heading.
                if gap.blanks == 0
                    && matches!(sign, '-' | '=' | '~')
                    && let Some(open) = self.open.as_mut().filter(|open| open.lines == 1)
                    && let Shape::Line(style) = &mut open.draft.shape
                {
                    style.underline = Some(sign);
                }
                self.close();
            }
            Mark::Markdown(level, words) => {
                let style = Style { markdown: Some(level), apart: true, ..Style::default() };
                self.begin(Shape::Line(style), words, line, line.indent);
                self.close();
                self.list.clear();
            }
            Mark::Numbered(number, words) if !self.is_carried_on(line, words, gap, true) => {
                let style = Style { number: Some(number), apart: true, bold: is_bold(words), ..Style::default() };
                self.begin(Shape::Line(style), words, line, line.indent);
            }
            Mark::Item(marker, words) if !self.is_dash_in_sentence(marker, words, line, gap) => {
                let depth = self.depth(marker, line.indent);
                let before = self.document.words(line).len().saturating_sub(words.len());
                let indent = line.indent.saturating_add(u16::try_from(before.min(6)).unwrap_or(2));
                self.begin(Shape::Item { marker, depth }, words, line, indent);
            }
            _ => {
                let words = self.document.words(line);
                if self.is_resolution(words, gap) {
                    let marker = Marker::Bullet('•');
                    self.begin(Shape::Item { marker, depth: 0 }, words, line, line.indent);
                    return;
                }
                if self.is_carried_on(line, words, gap, false) {
                    self.carry_on(words, line);
                } else {
                    self.list.clear();
                    let style = Style {
                        apart: apart || gap.furniture || self.ended_short(words),
                        bold: is_bold(words),
                        ..Style::default()
                    };
                    self.begin(Shape::Line(style), words, line, line.indent);
                }
            }
        }
    }

    fn begin(&mut self, shape: Shape, words: &str, line: &Line, indent: u16) {
        self.close();
        let all = self.document.words(line);
        let before = if all.ends_with(words) { all.len() - words.len() } else { all.find(words).unwrap_or(0) };
        let start = line.span.start + before;
        let mut mended = Mended::default();
        mended.push_line(words, start, line);
        self.open = Some(Open {
            draft: Draft { shape, words: mended },
            indent,
            last_line: self.document.words(line).to_owned(),
            last_indent: line.indent,
            lines: 1,
        });
    }

    fn carry_on(&mut self, words: &str, line: &Line) {
        if let Some(open) = &mut self.open {
            open.draft.words.push_line(words, line.span.start, line);
            open.last_line = words.to_owned();
            open.last_indent = line.indent;
            open.lines += 1;
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take()
            && !open.draft.words.text().is_empty()
        {
            self.drafts.push(open.draft);
        }
    }

    /// Whether a line carries on the open unit.
    fn is_carried_on(&self, line: &Line, words: &str, gap: Gap, numbered: bool) -> bool {
        let Some(open) = &self.open else { return false };
        if !numbered && YEAR_LINE.is_match(words) {
            return gap.blanks == 0 && AWAITS_YEAR.is_match(open.last_line.trim_end_matches('*'));
        }
        if !numbered && CARD_LINE.is_match(words) && words.starts_with(char::is_uppercase) {
            return false;
        }
        let last = open.last_line.trim_end_matches('*');
        let hyphenated = last.ends_with(['-', '\u{ad}']) && !last.ends_with(" -");
        let lower = words.starts_with(char::is_lowercase);
        let ended = ENDS_SENTENCE.is_match(last);
        let wants_more = !ended && (CARRIES_ON.is_match(last) || hyphenated);
        if numbered {
            // A wrapped line may begin with a figure: "den / 1 januari", "inom / 3 veckor".
            let joined = self.document.words(line);
            return wants_more
                && !is_short_heading(open)
                && (gap.blanks < self.blanks_that_part || gap.furniture)
                && !joined.contains('\t')
                && (lower || self.is_full(open, joined));
        }
        if matches!(&open.draft.shape, Shape::Line(Style { number: Some(_), .. })) && !lower && !wants_more {
            // A numbered heading takes no second line that begins like a sentence, unless it filled its own.
            let is_single =
                matches!(&open.draft.shape, Shape::Line(Style { number: Some(number), .. }) if number.depth() == 1);
            return gap.blanks < self.blanks_that_part && (!ended || is_single) && self.is_full(open, words);
        }
        if gap.blanks >= self.blanks_that_part || gap.furniture {
            return !ended
                && (lower
                    || wants_more
                    || (gap.furniture
                        && gap.blanks < 2 + self.blanks_that_part
                        && self.is_full(open, words)
                        && open.lines > 1));
        }
        if hyphenated || (lower && !ended) || wants_more {
            return true;
        }
        if ended && LABEL.is_match(words) {
            return false;
        }
        let hangs = matches!(open.draft.shape, Shape::Item { .. })
            && line.indent > open.last_indent.min(open.indent.saturating_sub(2))
            && line.indent > 0;
        if hangs {
            return true;
        }
        self.is_full(open, words)
    }

    /// "Mötet beslutade / att …, / att …": each resolution stands apart without a mark.
    fn is_resolution(&self, words: &str, gap: Gap) -> bool {
        let Some(open) = self.open.as_ref().filter(|_| words.starts_with("att ") && gap.blanks > 0) else {
            return false;
        };
        let is_item = matches!(open.draft.shape, Shape::Item { .. }) && open.draft.words.text().starts_with("att ");
        is_item || RESOLVES.is_match(open.last_line.trim_end_matches('*'))
    }

    /// Whether the open line was full, so that the next word had to go to a new one.
    fn is_full(&self, open: &Open, next: &str) -> bool {
        let Some(width) = self.width else { return false };
        let used = usize::from(open.last_indent) + open.last_line.chars().count();
        let word = next.split_whitespace().next().unwrap_or_default().chars().count();
        used + 1 + word > width
    }

    /// Whether the line before had room for the next word, and so was broken on purpose.
    fn ended_short(&self, words: &str) -> bool {
        self.open.as_ref().is_none_or(|open| !self.is_full(open, words))
    }

    /// A dash at the start of a wrapped line is often the dash of a sentence.
    fn is_dash_in_sentence(&self, marker: Marker, words: &str, line: &Line, gap: Gap) -> bool {
        let dash = matches!(marker, Marker::Bullet('–' | '—' | '-'));
        let Some(open) = self.open.as_ref().filter(|_| dash && gap.blanks == 0) else { return false };
        let other_marker = !matches!(open.draft.shape, Shape::Item { marker: opened, .. } if opened == marker);
        other_marker
            && words.starts_with(char::is_lowercase)
            && !ENDS_SENTENCE.is_match(&open.last_line)
            && self.is_full(open, self.document.words(line))
            && line.indent <= open.last_indent + 1
    }

    fn depth(&mut self, marker: Marker, indent: u16) -> u8 {
        let class = std::mem::discriminant(&marker);
        let sign = match marker {
            Marker::Bullet(sign) => sign,
            _ => ' ',
        };
        let same = self
            .list
            .iter()
            .rposition(|(at, known, known_sign)| *known == class && *known_sign == sign && *at == indent);
        match same {
            Some(level) => self.list.truncate(level + 1),
            None => {
                let known = |(_, known, known_sign): &(u16, std::mem::Discriminant<Marker>, char)| {
                    *known == class && *known_sign == sign
                };
                while self.list.last().is_some_and(|(at, ..)| *at > indent)
                    || (self.list.last().is_some_and(|(at, ..)| *at == indent) && self.list.iter().any(known))
                {
                    self.list.pop();
                }
                self.list.push((indent, class, sign));
            }
        }
        u8::try_from(self.list.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}

fn is_short_heading(open: &Open) -> bool {
    matches!(open.draft.shape, Shape::Line(Style { number: Some(_), .. } | Style { markdown: Some(_), .. }))
}

fn is_bold(words: &str) -> bool {
    let words = words.trim_end_matches([':', '.']);
    words.len() > 4 && words.starts_with("**") && words.ends_with("**") && words.matches("**").count() == 2
}

/// The column at which lines wrap: nearly the longest line, where there are enough long ones.
fn wrap_width(document: &Document, furniture: &[bool], in_table: &[bool]) -> Option<usize> {
    let skip = |at: usize| furniture.get(at).copied().unwrap_or(false) || in_table.get(at).copied().unwrap_or(false);
    let mut lengths: Vec<usize> = document
        .lines
        .iter()
        .enumerate()
        .filter(|(at, _)| !skip(*at))
        .map(|(_, line)| (line, document.words(line)))
        .filter(|(_, words)| !words.is_empty())
        .map(|(line, words)| usize::from(line.indent) + words.chars().count())
        .collect();
    lengths.sort_unstable();
    let unwrapped = lengths.iter().filter(|length| **length > UNWRAPPED).count();
    if unwrapped * 25 > lengths.len() {
        return None;
    }
    lengths.get(lengths.len() * 92 / 100).copied().filter(|width| *width >= 40)
}

/// Whether a blank line stands after nearly every line, so that one blank parts nothing.
fn is_double_spaced(document: &Document, furniture: &[bool], in_table: &[bool]) -> bool {
    let mut filled = 0usize;
    let mut single = 0usize;
    let mut carried_on = 0usize;
    let mut previous: Option<(usize, &str)> = None;
    for (at, line) in document.lines.iter().enumerate() {
        let words = document.words(line);
        if words.is_empty() || furniture.get(at).copied().unwrap_or(false) || in_table.get(at).copied().unwrap_or(false)
        {
            continue;
        }
        filled += 1;
        if let Some((before, last)) = previous {
            single += usize::from(at - before == 2);
            carried_on +=
                usize::from(at - before == 2 && words.starts_with(char::is_lowercase) && !ENDS_SENTENCE.is_match(last));
        }
        previous = Some((at, words));
    }
    single * 10 > filled * 6 && carried_on * 6 > filled
}
