//! Cards of measures → found actions: a heading, or a line "Vad: …", with who, when and what it costs on lines of their own.
//!
//! Takes a section that holds nothing but labelled lines; gives its one action. What else the lines tell is for `assigned`.

use crate::{
    pattern::{Pattern, patterns},
    sections::{Mended, Section, SectionKind, Unit},
};

use super::context::{Context, Form, FoundAction};

patterns! {
    LINE = r"^([^:]{2,40}):\s+(\S.*)$";
    WHAT = r"(?i)^(?:vad|åtgärd|aktivitet|insats|beskrivning|leverans|innehåll|vad (?:ska|vi) gör\w*)$";
    WHO = r"(?i)^(?:ansvar\w*|ägare|utförare|vem)\b";
    WHEN = r"(?i)^(?:tid\w*|när|klart?|start|slut\w*|deadline)\b";
    COST = r"(?i)^(?:kostnad\w*|budget|resurs\w*|finansiering)\b";
    STATUS = r"(?i)^(?:status|läge|utfall)$";
    /// A card of a risk.
    RISK = r"(?i)^(?:sannolikhet|konsekvens|riskvärde|risk)\b";
}

/// The action that a section tells as a card; nothing where it is none.
pub(super) fn card(section: &Section, context: &Context<'_>) -> Option<FoundAction> {
    let is_open = !matches!(context.kind, SectionKind::NotPlanned | SectionKind::Findings | SectionKind::Decision);
    if section.has_children || !is_open || section.title.text().is_empty() {
        return None;
    }
    let lines: Vec<(&str, Mended)> = section.body.iter().map(line).collect::<Option<_>>()?;
    let has = |pattern: &Pattern| lines.iter().any(|(label, _)| pattern.is_match(label));
    let assigned = [has(&WHO), has(&WHEN), has(&COST)].into_iter().filter(|is| *is).count();
    if assigned < 2 || has(&RISK) {
        return None;
    }
    let of =
        |pattern: &Pattern| lines.iter().find(|(label, _)| pattern.is_match(label)).map(|(_, value)| value.clone());
    let kind = if context.kind == SectionKind::Status { SectionKind::Status } else { SectionKind::Plan };
    let mut above = Context { kind, ..context.clone() };
    let mut action = match of(&WHAT) {
        Some(what) => above.action(what, Form::Labelled),
        None => {
            above.headings.pop();
            above.action(section.title.clone(), Form::Heading)
        }
    };
    action.when = of(&WHEN).map(|when| when.text().to_owned());
    action.status = of(&STATUS).map(|status| status.text().to_owned());
    Some(action)
}

/// The label of a line, and what stands after it.
fn line(unit: &Unit) -> Option<(&str, Mended)> {
    let (Unit::Paragraph(words) | Unit::Item { words, .. }) = unit else { return None };
    let found = LINE.captures(words.text())?;
    let (label, value) = found.get(1).zip(found.get(2))?;
    (label.as_str().split_whitespace().count() <= 4).then(|| (label.as_str(), words.part(value.range())))
}
