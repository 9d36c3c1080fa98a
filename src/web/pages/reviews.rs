//! `/genomgangar`: the reviews that came in, and those that belong to no organisation or year.

use askama::Template;

use super::parts::{YearLink, day, or_dash, years};
use crate::{
    analytics,
    review::{ReviewId, ReviewIndex},
    store::ReviewHead,
    web::{
        Error,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "reviews.html", config = "dashboards/askama.toml")]
pub(crate) struct Reviews {
    page: Layout,
    view: View,
}

struct View {
    years: Vec<YearLink>,
    rows: Vec<Row>,
    unplaced: Vec<Row>,
}

/// A review as a row.
pub(crate) struct Row {
    pub(crate) who: String,
    pub(crate) who_href: Option<String>,
    pub(crate) year: String,
    pub(crate) href: String,
    pub(crate) file: String,
    pub(crate) version: i32,
    pub(crate) state: String,
    pub(crate) decided: String,
    pub(crate) dnr: String,
    pub(crate) received: String,
    pub(crate) remarks: String,
    /// Where most of its actions stand in the review of the year before too.
    pub(crate) repeated: String,
}

impl Row {
    /// The row of a review.
    pub(crate) fn of(site: &Site, head: &ReviewHead) -> Row {
        let t = site.t;
        let written = head.organisation_as_written.as_deref();
        let who = match (head.organisation_name.as_deref(), written) {
            (Some(name), _) => name.to_owned(),
            (None, Some(written)) => t.fill("web_review.not_in_register", &[("name", written)]),
            (None, None) => t.text("web_review.unknown").to_owned(),
        };
        let state = match head {
            _ if head.organisation.is_none() || head.year.is_none() => "web_review.unplaced",
            _ if !head.current => "web_review.older",
            _ if head.usable => "web_review.usable",
            _ => "web_review.unusable",
        };
        Row {
            who,
            who_href: head
                .organisation
                .as_ref()
                .map(|key| Link::to(format!("/organisationer/{key}")).with_some("ar", head.year).href()),
            year: head.year.map_or_else(|| t.text("words.missing").to_owned(), |year| year.to_string()),
            href: format!("/dokument/{}", head.document.0),
            file: head.file_name.clone(),
            version: head.version,
            state: t.text(state).to_owned(),
            decided: or_dash(site, head.decided_on.as_deref()),
            dnr: or_dash(site, head.dnr.as_deref()),
            received: day(&head.received_at),
            remarks: t.integer(i64::from(head.remarks)),
            repeated: repeated(site, head, "web_review.repeated").unwrap_or_default(),
        }
    }
}

/// In words, that most of what a review lists was copied from the year before.
pub(crate) fn repeated(site: &Site, head: &ReviewHead, key: &str) -> Option<String> {
    let at = site.dataset.reviews.iter().position(|review| review.id == head.id)?;
    let found = analytics::repeated(&site.dataset, ReviewIndex(u32::try_from(at).ok()?))?;
    let (same, of) = (found.same.to_string(), found.of.to_string());
    Some(site.t.fill(key, &[("same", &same), ("of", &of), ("year", &found.earlier.to_string())]))
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Reviews, Error> {
    let year = site.asked().year(&site.dataset)?;
    let of_year = site.dataset.reviews.iter().filter(|review| Some(review.year) == year);
    let ids: Vec<ReviewId> = of_year.map(|review| review.id).collect();
    let rows = site.store().reviews(&ids)?.iter().map(|head| Row::of(site, head)).collect();
    let unplaced = site.store().unplaced()?.iter().map(|head| Row::of(site, head)).collect();
    let page = site.layout(site.t.text("web_reviews.title"), Section::Reviews);
    Ok(Reviews { page, view: View { years: years(site, "/genomgangar", year), rows, unplaced } })
}
