//! The counts on top of the page: by outcome, organisation and area. Every number leads to its promises.

use super::Selection;
use crate::{
    analytics::{self, Promise, Tally},
    review::{Area, OutcomeKind},
    web::{links::Link, site::Site},
};

/// An outcome set large.
pub(super) struct Count {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) share: String,
    pub(super) what: String,
    pub(super) why: String,
}

/// A row of a table of counts.
pub(super) struct Line {
    pub(super) key: String,
    pub(super) class: &'static str,
    pub(super) href: Option<String>,
    pub(super) label: String,
    pub(super) copied: bool,
    pub(super) total: String,
    pub(super) counts: Vec<Number>,
    pub(super) slippage: String,
}

/// A count that leads to its promises, where there are any.
pub(super) struct Number {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// How much slipped, in a sentence with both counts.
pub(super) fn summary(site: &Site, chosen: &Selection, tally: &Tally) -> String {
    let t = site.t;
    let year = chosen.filter.year.to_string();
    let count = |n: u32| t.integer(n.into());
    let (total, known, slipped) = (count(tally.total()), count(tally.known()), count(tally.slipped()));
    let Some(slippage) = tally.slippage() else {
        return t.fill("web_promise.summary_unknown", &[("n", &total), ("year", &year)]);
    };
    let values = [
        ("n", total.as_str()),
        ("year", &year),
        ("known", &known),
        ("slipped", &slipped),
        ("share", &t.share(slippage)),
    ];
    t.fill("web_promise.summary", &values)
}

/// An entry per outcome, the absent ones too: that nothing was dropped is worth knowing.
pub(super) fn counts(site: &Site, chosen: &Selection, tally: &Tally) -> Vec<Count> {
    let t = site.t;
    let entry = |outcome: &OutcomeKind| Count {
        href: chosen.counted(Link::to("/loften")).with("utfall", outcome).at("par"),
        number: t.integer(tally.count(*outcome).into()),
        share: tally.share(*outcome).map(|share| t.share(share)).unwrap_or_default(),
        what: t.outcome(*outcome).to_owned(),
        why: t.outcome_meaning(*outcome).to_owned(),
    };
    OutcomeKind::ALL.iter().map(entry).collect()
}

/// All, each kind, and below it its organisations.
pub(super) fn organisations(site: &Site, chosen: &Selection, promises: &[Promise]) -> Vec<Line> {
    let (t, dataset) = (site.t, &site.dataset);
    let to = || {
        Link::to("/loften")
            .with("ar", chosen.filter.year)
            .with("for", crate::panels::for_year_code(chosen.filter.for_year))
    };
    let all = chosen.counted(Link::to("/loften"));
    let mut lines = vec![line(site, "all", t.text("promise.all"), None, all, &Tally::of(promises))];
    let organisations = analytics::by_organisation(promises);
    for (kind, tally) in analytics::by_kind(dataset, promises) {
        // Of a chosen organisation its kind counts no other.
        let kinds = match chosen.organisation {
            Some(_) => chosen.counted(Link::to("/loften")),
            None => to().with("slag", kind),
        };
        let head = line(site, kind.code(), t.kinds(kind), Some(kinds.clone().href()), kinds, &tally);
        lines.push(Line { class: "group", ..head });
        for (index, tally) in &organisations {
            let Some(organisation) = dataset.organisation(*index).filter(|organisation| organisation.kind == kind)
            else {
                continue;
            };
            let own = to().with("organisation", &organisation.key);
            let own = line(site, &organisation.key.0, &organisation.name, Some(own.clone().href()), own, tally);
            let copied = promises.iter().any(|promise| promise.organisation == *index && promise.is_copied);
            lines.push(Line { class: "", copied, ..own });
        }
    }
    lines
}

/// A row per area with promises.
pub(super) fn areas(site: &Site, chosen: &Selection, promises: &[Promise]) -> Vec<Line> {
    let own = |(area, tally): (Area, Tally)| {
        let link = chosen.counted(Link::to("/loften")).with("omrade", area);
        let line = line(site, area.code(), site.t.area(area), Some(link.clone().href()), link, &tally);
        Line { class: "", ..line }
    };
    analytics::by_area(promises).into_iter().map(own).collect()
}

fn line(site: &Site, key: &str, label: &str, href: Option<String>, link: Link, tally: &Tally) -> Line {
    let t = site.t;
    let number = |outcome: &OutcomeKind| {
        let count = tally.count(*outcome);
        let href = (count > 0).then(|| link.clone().with("utfall", outcome).at("par"));
        Number { text: t.integer(count.into()), href }
    };
    Line {
        key: key.to_owned(),
        class: "sum",
        href,
        label: label.to_owned(),
        copied: false,
        total: t.integer(tally.total().into()),
        counts: OutcomeKind::ALL.iter().map(number).collect(),
        slippage: tally.slippage().map_or_else(|| t.text("words.missing").to_owned(), |share| t.share(share)),
    }
}
