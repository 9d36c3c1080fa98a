//! Promises sentence by sentence, each beside what it was matched with.
//!
//! Takes promises as analytics gives them, with the sentences as the store gives them; gives a table for files.

use crate::{
    analytics::Promise,
    figures::{Cell, Row, Table, Unit},
    review::{Action, Place, ReviewId, Status, YearSet},
};

use super::{
    PanelInput,
    columns::{self, text, words, yes_no},
    lists::{PLACE, codes, place, whose, years},
};

/// What a promise was matched with, in its own words.
#[derive(Debug, Clone, Copy)]
pub struct SourcedFollowUp<'a> {
    /// The words.
    pub text: &'a str,
    /// Of an action; of what is said not to be done none.
    pub status: Option<Status>,
    /// The years that it is for.
    pub years: YearSet,
    /// Where it stands.
    pub place: &'a Place,
    /// Row id of its review.
    pub review: ReviewId,
}

/// A promise with its sentences.
#[derive(Debug, Clone, Copy)]
pub struct SourcedPromise<'a> {
    /// The promise and its outcome.
    pub promise: &'a Promise,
    /// Its sentence.
    pub action: &'a Action,
    /// Row id of its review.
    pub review: ReviewId,
    /// What it was matched with.
    pub follow_up: Option<SourcedFollowUp<'a>>,
    /// The words that both have.
    pub shared: &'a [String],
}

const OWN: [(&str, Unit); 22] = [
    ("action", Unit::Text),
    ("heading", Unit::Text),
    ("years", Unit::Code),
    ("areas", Unit::Code),
    ("area_names", Unit::Text),
    ("outcome", Unit::Code),
    ("outcome_name", Unit::Text),
    ("times_carried", Unit::Count),
    ("outcome_confidence", Unit::Decimal),
    ("judged", Unit::Code),
    ("copied", Unit::Code),
    ("next_year", Unit::Year),
    ("follow_up", Unit::Text),
    ("follow_up_kind", Unit::Code),
    ("follow_up_status", Unit::Code),
    ("follow_up_years", Unit::Code),
    ("shared_words", Unit::Text),
    ("likeness", Unit::Decimal),
    ("follow_up_document", Unit::Text),
    ("follow_up_page", Unit::Count),
    ("follow_up_line", Unit::Count),
    ("follow_up_quote", Unit::Text),
];

/// A row per promise, in the order given.
pub fn pairs(input: &PanelInput<'_>, items: &[SourcedPromise<'_>]) -> Table {
    let rows = items.iter().map(|item| row(input, item));
    Table {
        title: input.catalogue.fill("promise.pairs_title", &[("year", &input.filter.year.to_string())]),
        note: input.catalogue.text("promise.pairs_note").to_owned(),
        notice: input.notice(),
        columns: columns::columns(
            input.catalogue,
            &[&columns::ORGANISATION[..], &OWN, &PLACE, &columns::SOURCE].concat(),
        ),
        rows: rows.collect(),
    }
}

fn row(input: &PanelInput<'_>, item: &SourcedPromise<'_>) -> Row {
    let (promise, action, catalogue) = (item.promise, item.action, input.catalogue);
    let names: Vec<&str> = action.areas.iter().map(|area| catalogue.area(area)).collect();
    let organisation = input.dataset.organisation(promise.organisation).map(|organisation| &organisation.key);
    let next = promise.next.and_then(|next| input.dataset.review(next));
    let rounded = |number: f64| Cell::Number((number * 100.0).round() / 100.0);
    let mut cells = whose(input, organisation, input.dataset.review(promise.review).map(|review| review.year));
    cells.extend([
        words(input, &action.text),
        words(input, &action.heading),
        text(years(action.years)),
        text(codes(action.areas)),
        text(names.join(" | ")),
        text(promise.outcome.code()),
        text(catalogue.outcome(promise.outcome)),
        if promise.times > 0 { Cell::Integer(promise.times.into()) } else { Cell::Missing },
        promise.confidence.map_or(Cell::Missing, rounded),
        yes_no(promise.is_judged),
        yes_no(promise.is_copied),
        next.map_or(Cell::Missing, |review| Cell::Integer(review.year.number().into())),
    ]);
    match &item.follow_up {
        None => cells.extend(std::iter::repeat_n(Cell::Missing, 10)),
        Some(found) => cells.extend([
            words(input, found.text),
            text(if found.status.is_some() { "action" } else { "not_done" }),
            Cell::text_or_missing(found.status.map(Status::code)),
            text(years(found.years)),
            text(item.shared.join(" | ")),
            promise.follow_up.map_or(Cell::Missing, |follow_up| rounded(follow_up.likeness.score)),
            Cell::text_or_missing(input.sources.get(&found.review).map(|source| &*source.file_name)),
            found.place.page.map_or(Cell::Missing, |page| Cell::Integer(page.into())),
            Cell::Integer(found.place.line.into()),
            words(input, &found.place.quote),
        ]),
    }
    cells.extend(place(input, &action.place, action.confidence));
    cells.extend(columns::source(input, Some(item.review)));
    Row { cells, link: None }
}
