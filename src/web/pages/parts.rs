//! Pieces that several pages are made of: links, choices of a form, facts, sentences with their places.

use crate::{
    diagnostics::Diagnostic,
    panels,
    review::{Action, Amount, Area, Deadline, Filter, ForYear, Kind, Label, Place, Source, Status, Year},
    store::{DocumentId, StoredAction},
    web::{links::Link, site::Site},
};

/// A link with its words.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A year to go to.
pub(crate) struct YearLink {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// A value of a choice in a form.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) selected: bool,
}

impl Choice {
    pub(crate) fn new(value: impl ToString, label: impl Into<String>, selected: bool) -> Choice {
        Choice { value: value.to_string(), label: label.into(), selected }
    }
}

/// A fact with its name.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
}

impl Fact {
    pub(crate) fn new(label: &str, value: impl Into<String>) -> Fact {
        Fact { label: label.to_owned(), value: value.into() }
    }
}

/// A figure set large.
pub(crate) struct KeyFigure {
    pub(crate) href: String,
    pub(crate) number: String,
    pub(crate) of: String,
    pub(crate) what: String,
    pub(crate) why: String,
}

/// Links to the years that there are reviews for, newest first.
pub(crate) fn years(site: &Site, path: &str, current: Option<Year>) -> Vec<YearLink> {
    let mut years: Vec<Year> = site.dataset.years().iter().collect();
    years.reverse();
    let link = |year: Year| YearLink {
        href: Link::to(path).with("ar", year).href(),
        label: year.to_string(),
        current: Some(year) == current,
    };
    years.into_iter().map(link).collect()
}

/// The choice of a VP year.
pub(crate) fn year_choices(site: &Site, chosen: Year) -> Vec<Choice> {
    let mut years: Vec<Year> = site.dataset.years().iter().collect();
    years.reverse();
    years.into_iter().map(|year| Choice::new(year, year.to_string(), year == chosen)).collect()
}

/// The choice of a kind of organisation.
pub(crate) fn kind_choices(site: &Site, chosen: Option<Kind>) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("web.all_kinds"), chosen.is_none());
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind, site.t.kinds(*kind), chosen == Some(*kind)));
    std::iter::once(all).chain(kinds).collect()
}

/// The choice of the years that actions are for: those that any action of the year's reviews states.
pub(crate) fn for_year_choices(site: &Site, year: Year, chosen: ForYear) -> Vec<Choice> {
    let mut stated = crate::review::YearSet::EMPTY;
    for action in &site.dataset.actions {
        if site.dataset.review(action.review).is_some_and(|review| review.year == year) {
            stated = stated.union(action.years);
        }
    }
    if let ForYear::Only(year) = chosen {
        stated.insert(year);
    }
    let any = Choice::new("", site.t.text("words.any_year"), chosen == ForYear::Any);
    let years = stated.iter().map(|year| Choice::new(year, year.to_string(), chosen == ForYear::Only(year)));
    let undated =
        Choice::new(panels::for_year_code(ForYear::Undated), site.t.text("words.undated"), chosen == ForYear::Undated);
    std::iter::once(any).chain(years).chain([undated]).collect()
}

/// The choice of an organisation, one of those that a review is expected of.
pub(crate) fn organisation_choices(site: &Site, filter: &Filter, chosen: Option<&str>) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("web.all_organisations"), chosen.is_none());
    let expected = site.dataset.expected(filter.year, filter.kind).map(|(_, organisation)| organisation);
    let each = expected.map(|organisation| {
        let selected = chosen == Some(organisation.key.0.as_str());
        Choice::new(&organisation.key, organisation.name.clone(), selected)
    });
    std::iter::once(all).chain(each).collect()
}

/// The choice of a status.
pub(crate) fn status_choices(site: &Site, chosen: Option<Status>) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("web.all_statuses"), chosen.is_none());
    let each = Status::ALL.iter().map(|status| Choice::new(status, site.t.status(*status), chosen == Some(*status)));
    std::iter::once(all).chain(each).collect()
}

/// The choice of an area.
pub(crate) fn area_choices(site: &Site, chosen: Option<Area>) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("web.all_areas"), chosen.is_none());
    let each = Area::ALL.iter().map(|area| Choice::new(area, site.t.area(*area), chosen == Some(*area)));
    std::iter::once(all).chain(each).collect()
}

/// Links to the pages of a list before and after one, each the list's address with its number.
pub(crate) fn page_links(site: &Site, page: usize, pages: usize, list: impl Fn() -> Link) -> Vec<Named> {
    let to = |number: usize, key: &str| Named {
        href: list().with("sida", number).href(),
        label: site.t.text(key).to_owned(),
    };
    let earlier = (page > 1).then(|| to(page - 1, "web.earlier"));
    let later = (page < pages).then(|| to(page + 1, "web.later"));
    [earlier, later].into_iter().flatten().collect()
}

/// `for` as it stands in addresses.
pub(crate) fn for_year_value(for_year: ForYear) -> Option<String> {
    match for_year {
        ForYear::Any => None,
        for_year => Some(panels::for_year_code(for_year)),
    }
}

/// Page and line in words.
pub(crate) fn place_words(site: &Site, page: Option<u32>, line: u32) -> String {
    let line = line.to_string();
    match page {
        Some(page) => site.t.fill("web.page_line", &[("page", &page.to_string()), ("line", &line)]),
        None => site.t.fill("web.line", &[("line", &line)]),
    }
}

/// The way to a line of a document.
pub(crate) fn to_line(site: &Site, document: DocumentId, place: &Place) -> Named {
    let href = Link::to(format!("/dokument/{}", document.0)).with("rad", place.line).at(format!("rad-{}", place.line));
    Named { href, label: place_words(site, place.page, place.line) }
}

/// The way to the sentence of an action in its document.
pub(crate) fn to_action(site: &Site, stored: &StoredAction) -> Named {
    let (place, review) = (&stored.action.place, &stored.review);
    let href = Link::to(format!("/dokument/{}", review.document.0)).with("atgard", stored.id.0);
    Named {
        href: href.at(format!("rad-{}", place.line)),
        label: format!("{}, {}", review.file_name, place_words(site, place.page, place.line)),
    }
}

/// A remark of the reading, with the line that it speaks of.
pub(crate) struct Remark {
    pub(crate) text: String,
    pub(crate) place: Option<Named>,
}

impl Remark {
    /// A remark on a document.
    pub(crate) fn of(site: &Site, document: DocumentId, remark: &Diagnostic) -> Remark {
        let place = remark.place.as_ref().map(|place| to_line(site, document, place));
        Remark { text: site.words(&remark.message(site.language())), place }
    }
}

/// Why an area or measure was given.
pub(crate) struct Why {
    pub(crate) label: String,
    pub(crate) confidence: String,
    pub(crate) words: Vec<Earned>,
}

/// Words that earned a label, or spoke against it.
pub(crate) struct Earned {
    pub(crate) words: String,
    pub(crate) note: String,
}

/// An action as lists show it.
pub(crate) struct Sentence {
    pub(crate) id: i32,
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) who: Option<Named>,
    pub(crate) place: Named,
    pub(crate) status_code: &'static str,
    pub(crate) status: String,
    pub(crate) optional: bool,
    pub(crate) years: String,
    pub(crate) responsible: String,
    pub(crate) deadline: String,
    pub(crate) amounts: String,
    pub(crate) areas: String,
    pub(crate) measures: String,
    pub(crate) confidence: String,
    pub(crate) why: Vec<Why>,
}

impl Sentence {
    /// An action in a list of several organisations.
    pub(crate) fn with_organisation(site: &Site, stored: &StoredAction) -> Sentence {
        let review = &stored.review;
        let who = review.organisation.as_ref().map(|key| Named {
            href: Link::to(format!("/organisationer/{key}")).with_some("ar", review.year).href(),
            label: review.organisation_name.clone().unwrap_or_else(|| key.to_string()),
        });
        Sentence { who, ..Sentence::of(site, stored) }
    }

    /// An action on the page of its organisation.
    pub(crate) fn of(site: &Site, stored: &StoredAction) -> Sentence {
        let (t, action) = (site.t, &stored.action);
        Sentence {
            id: stored.id.0,
            heading: site.words(&action.heading),
            text: site.words(&action.text),
            who: None,
            place: to_action(site, stored),
            status_code: action.status.code(),
            status: t.status(action.status).to_owned(),
            optional: action.optional,
            years: t.years(action.years),
            responsible: action.responsible.clone().unwrap_or_default(),
            deadline: action.deadline.as_ref().map(deadline_words).unwrap_or_default(),
            amounts: action.amounts.iter().map(|amount| amount_words(site, amount)).collect::<Vec<_>>().join("; "),
            areas: action.areas.iter().map(|area| t.area(area)).collect::<Vec<_>>().join(", "),
            measures: action
                .nis2
                .iter()
                .map(|measure| format!("{measure}) {}", t.measure(measure)))
                .collect::<Vec<_>>()
                .join("; "),
            confidence: t.share(f64::from(action.confidence)),
            why: why(site, action),
        }
    }
}

/// The words, and the exact form where it says more.
fn deadline_words(deadline: &Deadline) -> String {
    match &deadline.period {
        Some(period) if *period != deadline.as_written => format!("{} ({period})", deadline.as_written),
        _ => deadline.as_written.clone(),
    }
}

/// The words; the unit of a bare figure stands in the sum.
fn amount_words(site: &Site, amount: &Amount) -> String {
    let is_bare = !amount.as_written.contains(char::is_alphabetic);
    let sum = |ore: i64| site.t.fill("web_action.kronor", &[("n", &site.t.integer(ore / 100))]);
    if is_bare { format!("{} ({})", amount.as_written, sum(amount.ore)) } else { amount.as_written.clone() }
}

fn why(site: &Site, action: &Action) -> Vec<Why> {
    let t = site.t;
    let each = action.evidence.iter().map(|evidence| Why {
        label: match evidence.label {
            Label::Area(area) => t.area(area).to_owned(),
            Label::Measure(measure) => format!("NIS2 {measure}) {}", t.measure(measure)),
        },
        confidence: t.share(f64::from(evidence.confidence)),
        words: evidence
            .earned_by
            .iter()
            .map(|earned| Earned {
                words: earned.words.clone(),
                note: t.fill(
                    "web_action.weight",
                    &[
                        ("weight", &t.decimal(f64::from(earned.weight), 2)),
                        (
                            "source",
                            match earned.source {
                                Source::Text => t.text("web_action.in_text"),
                                Source::Heading => t.text("web_action.in_heading"),
                                Source::Stated => t.text("web_action.by_sender"),
                                Source::Learned => t.text("web_action.by_learning"),
                            },
                        ),
                    ],
                ),
            })
            .collect(),
    });
    each.collect()
}

/// The day of a moment in ISO form.
pub(crate) fn day(moment: &str) -> String {
    moment.split(['T', ' ']).next().unwrap_or(moment).to_owned()
}

/// A text, or a dash where there is none.
pub(crate) fn or_dash(site: &Site, text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or(site.t.text("words.missing")).to_owned()
}
