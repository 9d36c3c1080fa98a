//! Decides which units are headings, orders them into an outline, and gives each section its kind.

use crate::pattern::{Folded, folded_patterns, patterns};

use super::{
    Section, SectionKind, Unit,
    kinds::{is_area, names_others, wording},
    marks::{Marker, Number},
    mend::Mended,
    units::{Draft, Shape, Style},
    verbs::begins_measure,
    years,
};

folded_patterns! {
    SENTENCE_VERB = r"\b(?:ska|skall|har|hade|är|var|kommer att|kan|måste|bör|behöver|blir|blev|finns|fanns|gäller|innebär|pågår|planerar|avser|föreslås|genomförs|genomfördes|bedöms|saknas|beslutade|beslutar)\b";
    YEARISH = r"\b(?:20\d\d|år (?:1|2|3|ett|två|tre)|(?:första|andra|tredje|nästa|sista|kommande) (?:plan|verksamhets)?(?:året?|åren|två år(?:en)?|tre år(?:en)?)|vp-året|(?:plan|verksamhets)året?|varje år|årligen|löpande|(?:kommande )?(?:två|tre) år(?:en)?)\b";
    RISK_FIGURES = r"\b(?:sannolikhet|konsekvens|riskvärde)\w*:?\s+(?:\w+\s+)?\(?\d";
}

patterns! {
    YEAR = r"\b20\d\d\b";
    /// "2027 – det viktigaste": a year with a motto.
    YEAR_MOTTO = r"^20\d\d\s*[–—:-]\s*\p{L}";
    YEAR_FILLER = r"(?i)\b(?:20\d\d|under|för|i|år|året|åren|ett|två|tre|första|andra|tredje|nästa|sista|kommande|ska|skall|vi|förvaltningen|nämnden|bolaget|kontoret|\w+förvaltningen|\w+kontoret|\w+nämnden|planerat|planerade|planeras|planår|verksamhetsår(?:et)?|vp|vp-året|och|till|med|samt|år:|varje|årligen|löpande|wave|våg|fas|etapp|steg|horisont|q[1-4]|t[12]|prioritera|göra|genomföra|\d)\b";
    NOUN_START = r"^\p{Lu}\p{Ll}*(?:ning|ningar|ande|tion|syn|gång|kontroll|analys|övning|test|arbete)(?:en|et)?\s+(?:av|för|i|på|till|om)\b";
    ASKING = r"^(?:Vad|Hur|Var|Varför|Vilka|Vilken|När|Vem|Så) ";
    LETTERED = r"^[A-Z][.)]\s+\p{Lu}";
    LABEL_VALUE = r"^[^:]{2,40}:\s+\S";
    SENTENCE_END = r#"[.!;,]["”')*]*$"#;
}

/// The longest heading, in characters and words.
const LONGEST: (usize, usize) = (110, 15);

/// What marks a heading, and so which others stand on its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Signature {
    /// Depth by the document's own marks or numbers: these order themselves.
    Depth(u8),
    /// How it is set and what class of words it has: ordered by which came first.
    Set(Setting, Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Setting {
    Capitals,
    Numbered,
    Bold,
    Plain,
    Label,
}

/// What the words of a heading without order are: a chapter stands above years and topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Chapter,
    Year,
    Topic,
}

pub(super) fn outline(drafts: Vec<Draft>) -> Vec<Section> {
    let chapters_are_numbered = numbers_chapters(&drafts);
    let mut outline = Outline {
        sections: vec![front()],
        stack: Vec::new(),
        chapter: 0,
        chapters_are_numbered,
        list_number: None,
        item_number: None,
        under_number: false,
        number_levels: [0; 5],
    };
    for (at, draft) in drafts.iter().enumerate() {
        match &draft.shape {
            Shape::Table(rows) => outline.push(Unit::Table(rows.clone())),
            Shape::Item { marker, depth } => {
                // Bullets and letters right below a numbered item stand under it, whatever their indent.
                let below = u8::from(outline.under_number && !matches!(marker, Marker::Number(_)));
                outline.push(Unit::Item { marker: *marker, depth: depth + below, words: draft.words.clone() });
            }
            Shape::Line(style) => outline.line(&drafts, at, draft, *style),
        }
    }
    let mut sections = outline.sections;
    let with_children: Vec<usize> = sections.iter().filter_map(|section| section.parents.last().copied()).collect();
    for parent in with_children {
        if let Some(section) = sections.get_mut(parent) {
            section.has_children = true;
        }
    }
    years::beside_one_another(&mut sections);
    sections
}

fn front() -> Section {
    Section {
        title: Mended::default(),
        number: None,
        kind: SectionKind::Front,
        kind_is_own: true,
        parents: Vec::new(),
        has_children: false,
        body: Vec::new(),
    }
}

/// Whether single numbers number chapters rather than lists: some chapter is numbered deeper, or one has a chapter's words.
fn numbers_chapters(drafts: &[Draft]) -> bool {
    let numbered = drafts.iter().filter_map(|draft| match &draft.shape {
        Shape::Line(Style { number: Some(number), .. }) => Some((number, draft)),
        _ => None,
    });
    let mut first = true;
    for (number, draft) in numbered {
        if number.depth() > 1 && is_short(draft.words.text()) {
            return true;
        }
        if first && number.depth() == 1 && is_short(draft.words.text()) && wording(draft.words.text()).is_some() {
            return true;
        }
        first = false;
    }
    false
}

struct Outline {
    sections: Vec<Section>,
    stack: Vec<(Signature, usize)>,
    /// Number of the last numbered chapter.
    chapter: u16,
    chapters_are_numbered: bool,
    /// The last single number taken for an item of a list, while nothing else came between.
    list_number: Option<u16>,
    /// The last single number taken for an item of a list in this section.
    item_number: Option<u16>,
    /// Whether only items have come since a numbered one.
    under_number: bool,
    /// The level that numbers of each depth stand on; 0 where none has come yet.
    number_levels: [u8; 5],
}

impl Outline {
    fn push(&mut self, unit: Unit) {
        self.list_number = None;
        match &unit {
            Unit::Item { marker: Marker::Number(number), .. } => {
                self.item_number = Some(*number);
                self.under_number = true;
            }
            Unit::Item { .. } => {}
            Unit::Paragraph(_) | Unit::Table(_) => self.under_number = false,
        }
        if let Some(section) = self.sections.last_mut() {
            section.body.push(unit);
        }
    }

    fn line(&mut self, drafts: &[Draft], at: usize, draft: &Draft, style: Style) {
        let text = draft.words.text();
        if let Some(number) = style.number.filter(|_| style.markdown.is_none()) {
            return self.numbered(drafts, at, draft, style, number);
        }
        let next = drafts.get(at + 1);
        let signature = match (style.markdown, style.underline) {
            (Some(level), _) => Some(Signature::Depth(match style.number {
                Some(number) => self.level(number, level),
                None => level,
            })),
            (None, Some('=')) if is_short(text) => Some(Signature::Depth(1)),
            (None, Some(_)) if is_short(text) => Some(Signature::Depth(2)),
            _ => self.by_setting(text, style, next),
        };
        match signature {
            Some(signature) => self.open(signature, draft.words.clone(), style.number),
            None => self.push(Unit::Paragraph(draft.words.clone())),
        }
    }

    /// The level of a numbered heading that is set on the given level: below that of the numbers that hold it.
    fn level(&mut self, number: Number, set: u8) -> u8 {
        let depth = usize::from(number.depth());
        let above = self.number_levels.iter().take(depth.saturating_sub(1)).copied().max().unwrap_or(0);
        let level = set.max(above + 1);
        if let Some(slot) = self.number_levels.get_mut(depth.saturating_sub(1)) {
            *slot = level;
        }
        level
    }

    fn by_setting(&self, text: &str, style: Style, next: Option<&Draft>) -> Option<Signature> {
        let heads_list = matches!(next, Some(Draft { shape: Shape::Item { .. } | Shape::Table(_), .. }));
        // "Wave 1 – 2026: Fix the basics" heads a list; "Ansvarig: ekonomichef" does not.
        let is_data = LABEL_VALUE.is_match(text) && !(heads_list && YEARISH.is_match(&Folded::of(text)));
        if !style.apart || !is_short(text) || is_data || RISK_FIGURES.is_match(&Folded::of(text)) {
            return None;
        }
        let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '§'));
        let introduces = text.ends_with(':') || text.ends_with('?');
        if !starts || SENTENCE_END.is_match(text) {
            return None;
        }
        if LETTERED.is_match(text) {
            return Some(Signature::Set(Setting::Numbered, Class::Topic));
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters >= 4 && !text.chars().any(char::is_lowercase);
        let setting = if capitals {
            Setting::Capitals
        } else if style.bold {
            Setting::Bold
        } else if introduces {
            Setting::Label
        } else {
            Setting::Plain
        };
        let is_measure = begins_measure(text) && !text.contains(". ");
        let is_sentence = !is_measure
            && SENTENCE_VERB.is_match(&Folded::of(text))
            && text.split_whitespace().count() > 3
            && !NOUN_START.is_match(text)
            && !ASKING.is_match(text);
        // "Under 2026 ska förvaltningen" over a list is a heading although it has a verb; so is a question.
        // What is set in capitals stands on one level, whatever its words.
        let class = if capitals { Class::Chapter } else { self.class_here(text) };
        if is_sentence
            && !capitals
            && !style.bold
            && !text.ends_with('?')
            && !((heads_list || text.split_whitespace().count() <= 6) && class == Class::Year && !introduces)
        {
            return None;
        }
        // A short lead-in to a list introduces it; it heads a section only when its words are a chapter's or a year's.
        if setting == Setting::Label && text.ends_with(':') && text.split_whitespace().count() > 7 {
            return None;
        }
        Some(Signature::Set(setting, class))
    }

    /// The class of a heading's words where it stands: below a plan a word such as "ansvar" is a topic, no chapter.
    fn class_here(&self, text: &str) -> Class {
        let inherited =
            self.stack.last().and_then(|(_, section)| self.sections.get(*section)).map(|section| section.kind);
        let is_plan = matches!(inherited, Some(SectionKind::Plan | SectionKind::Status));
        match (class_of(text), wording(text)) {
            (Class::Chapter, Some(SectionKind::Background | SectionKind::Metrics)) if is_plan => Class::Topic,
            (Class::Chapter, Some(SectionKind::Findings)) if is_plan && !names_others(text) => Class::Topic,
            (class, _) => class,
        }
    }

    /// Whether the topic that is open last is one of several that hold no years of their own: then a year that follows
    /// stands beside it, not below it.
    fn years_stand_beside_topics(&self) -> bool {
        let Some((Signature::Set(_, Class::Topic), topic)) = self.stack.last() else { return false };
        let plan = self.sections.get(*topic).filter(|section| section.kind == SectionKind::Plan);
        let Some(parents) = plan.map(|section| &section.parents) else { return false };
        let is_parent = |index: usize| self.sections.iter().any(|section| section.parents.last() == Some(&index));
        let siblings = self
            .sections
            .iter()
            .enumerate()
            .filter(|(index, section)| index != topic && section.parents == *parents && section.number.is_none());
        siblings.filter(|(index, _)| !is_parent(*index)).count() >= 1 && !is_parent(*topic)
    }

    /// Whether a topic stands under the year above it although both are set alike: the year heads nothing of its own.
    fn is_under_year(&self, at: Option<usize>, depth: u8, title: &str) -> bool {
        let Some((Signature::Depth(known), year)) = at.and_then(|at| self.stack.get(at)) else { return false };
        let Some(section) = self.sections.get(*year) else { return false };
        *known == depth
            && section.body.is_empty()
            && section.kind == SectionKind::Plan
            && class_of(section.title.text()) == Class::Year
            && self.class_here(title) == Class::Topic
    }

    fn numbered(&mut self, drafts: &[Draft], at: usize, draft: &Draft, style: Style, number: Number) {
        let text = draft.words.text();
        let single = number.depth() == 1;
        let neighbour = |at: Option<usize>| at.and_then(|at| drafts.get(at)).and_then(single_number);
        let previous_in_list = self.list_number.is_some_and(|last| last + 1 == number.last());
        let next_in_list = neighbour(at.checked_add(1)).is_some_and(|next| next == number.last() + 1);
        let long = !is_short(text) || (SENTENCE_END.is_match(text) && text.split_whitespace().count() > 4);
        let year_like = class_of(text) == Class::Year;
        // A list whose items carry paragraphs of their own goes on with the next number.
        let goes_on =
            single && !self.chapters_are_numbered && self.item_number.is_some_and(|last| last + 1 == number.last());
        // After chapter 5 a lone "1." numbers no chapter.
        let restarts =
            single && self.chapters_are_numbered && !style.bold && !year_like && number.last() <= self.chapter;
        // Markdown numbers every item 1 and lets the page count.
        let all_ones =
            single && number.last() == 1 && (self.list_number == Some(1) || neighbour(at.checked_add(1)) == Some(1));
        let is_item = goes_on
            || restarts
            || all_ones
            || (single
                && (previous_in_list || next_in_list)
                && !year_like
                && !(self.chapters_are_numbered && wording(text).is_some() && number.last() > self.chapter))
            || long;
        if is_item {
            let words = draft.words.clone();
            self.push(Unit::Item { marker: Marker::Number(number.last()), depth: 0, words });
            self.list_number = single.then_some(number.last());
            return;
        }
        self.list_number = None;
        let continues = number.last() > self.chapter && number.last() <= self.chapter + 3;
        let signature = match number.depth() {
            1 if self.chapters_are_numbered && continues => {
                self.chapter = number.last();
                Signature::Depth(self.level(number, 1))
            }
            1 => Signature::Set(if style.bold { Setting::Bold } else { Setting::Numbered }, Class::Topic),
            depth => Signature::Depth(self.level(number, depth)),
        };
        self.open(signature, draft.words.clone(), Some(number));
    }

    fn open(&mut self, signature: Signature, title: Mended, number: Option<Number>) {
        self.list_number = None;
        self.item_number = None;
        self.under_number = false;
        match signature {
            Signature::Depth(depth) => {
                let higher = self.stack.iter().position(|(known, _)| match known {
                    Signature::Depth(known) => *known >= depth,
                    Signature::Set(setting, _) => *setting != Setting::Capitals || depth == 1,
                });
                let keep = usize::from(number.is_none() && self.is_under_year(higher, depth, title.text()));
                self.stack.truncate(higher.map_or(self.stack.len(), |higher| higher + keep));
            }
            Signature::Set(setting, class) => {
                if class == Class::Year && self.years_stand_beside_topics() {
                    self.stack.pop();
                }
                let same = self.stack.iter().rposition(|(known, _)| *known == signature);
                // A chapter stands under no year and no topic of its own setting or a lesser one.
                let lesser = self.stack.iter().position(|(known, _)| match known {
                    Signature::Set(known_setting, known_class) => {
                        class == Class::Chapter && *known_setting >= setting && *known_class != Class::Chapter
                    }
                    Signature::Depth(_) => false,
                });
                let cut = same.into_iter().chain(lesser).min();
                self.stack.truncate(cut.unwrap_or(self.stack.len()));
            }
        }
        let parents: Vec<usize> = self.stack.iter().map(|(_, section)| *section).collect();
        let inherited = parents.last().and_then(|parent| self.sections.get(*parent)).map(|section| section.kind);
        let ordered = matches!(signature, Signature::Depth(_));
        let is_year = class_of(title.text()) == Class::Year;
        let below_year = parents
            .iter()
            .filter_map(|parent| self.sections.get(*parent))
            .filter(|above| !above.parents.is_empty() || class_of(above.title.text()) == Class::Year)
            .any(|above| above.kind == SectionKind::Plan && YEAR.is_match(above.title.text()));
        let is_topic = below_year && title.text().split_whitespace().count() <= 3;
        let own = own_kind(title.text(), inherited, ordered)
            .filter(|kind| !(is_topic && matches!(kind, SectionKind::Risks | SectionKind::Status)));
        // "1 Sammanfattning" over 1.1, 1.2 and 1.3 is a title; what is numbered below it is no summary.
        let inherited = inherited.filter(|kind| !(ordered && number.is_some() && *kind == SectionKind::Summary));
        // A follow-up that no heading names, only an area's ("E. Personuppgifter"), gives way to a year.
        let is_guessed = |kind: SectionKind| {
            kind == SectionKind::Status
                && !parents
                    .iter()
                    .filter_map(|parent| self.sections.get(*parent))
                    .any(|section| section.kind_is_own && section.kind == SectionKind::Status)
        };
        let kind = match own.or(inherited) {
            Some(kind) if !(is_year && own.is_none() && (yields_to_year(kind) || is_guessed(kind))) => kind,
            _ if is_year => SectionKind::Plan,
            _ => SectionKind::Unknown,
        };
        // An area by itself heads what is done in it, and what will be.
        let kind = if kind == SectionKind::Unknown && is_area(title.text()) { SectionKind::Status } else { kind };
        self.stack.push((signature, self.sections.len()));
        self.sections.push(Section {
            title,
            number,
            kind,
            kind_is_own: own.is_some(),
            parents,
            has_children: false,
            body: Vec::new(),
        });
    }
}

/// Whether a bare year below a section of this kind begins a plan: minutes and checklists list what is decided without a
/// heading for it.
fn yields_to_year(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Unknown | SectionKind::Front | SectionKind::Risks | SectionKind::Decision)
}

/// The kind by a heading's own words. Below a plan or a follow-up a word such as "uppföljning" or "ansvar" is a topic; only
/// a heading that clearly turns elsewhere does so.
fn own_kind(title: &str, inherited: Option<SectionKind>, ordered: bool) -> Option<SectionKind> {
    let own = wording(title)?;
    match (inherited, own) {
        (Some(SectionKind::Plan), SectionKind::Background | SectionKind::Metrics) => None,
        (Some(SectionKind::Status), SectionKind::Background) => None,
        (Some(SectionKind::Plan), SectionKind::Findings) if !names_others(title) => None,
        (Some(SectionKind::NotPlanned | SectionKind::Decision), SectionKind::Plan | SectionKind::Background) => None,
        (Some(SectionKind::Findings), SectionKind::Plan | SectionKind::Background | SectionKind::Risks) => None,
        (Some(SectionKind::Summary), SectionKind::Plan | SectionKind::Background) if !ordered => None,
        _ => Some(own),
    }
}

fn single_number(draft: &Draft) -> Option<u16> {
    match &draft.shape {
        Shape::Line(Style { number: Some(number), .. }) if number.depth() == 1 => Some(number.last()),
        _ => None,
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST.0 && text.split_whitespace().count() <= LONGEST.1
}

/// Whether a heading says no more than a year.
pub(super) fn is_year(text: &str) -> bool {
    class_of(text) == Class::Year
}

/// The class of a heading's words.
fn class_of(text: &str) -> Class {
    if YEARISH.is_match(&Folded::of(text)) {
        let rest = YEAR_FILLER.replace_all(text, " ");
        let left = rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).count();
        if left <= 1 && (left == 0 || wording(text).is_none() || YEAR.is_match(text)) && wording(&rest).is_none() {
            return Class::Year;
        }
    }
    const LONGEST_MOTTO: usize = 5;
    let motto = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_motto = !begins_measure(motto) || motto.split_whitespace().count() <= 3;
    if YEAR_MOTTO.is_match(text) && is_motto && motto.split_whitespace().count() <= LONGEST_MOTTO {
        return Class::Year;
    }
    if wording(text).is_some() { Class::Chapter } else { Class::Topic }
}
