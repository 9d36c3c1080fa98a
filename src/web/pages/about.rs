//! `/om`: what the figures mean and how far to trust them.

use askama::Template;

use super::parts::Fact;
use crate::{
    figures::CellState,
    review::Area,
    web::{
        Error,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "about.html", config = "dashboards/askama.toml")]
pub(crate) struct About {
    page: Layout,
    view: View,
}

struct View {
    sections: Vec<Part>,
    facts: Vec<Fact>,
}

struct Part {
    heading: String,
    paragraphs: Vec<String>,
    terms: Vec<Fact>,
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<About, Error> {
    let t = site.t;
    let part = |heading: &str, paragraphs: Vec<&str>, terms: Vec<Fact>| Part {
        heading: heading.to_owned(),
        paragraphs: paragraphs.into_iter().map(str::to_owned).collect(),
        terms,
    };
    let states = CellState::ALL.iter().map(|state| Fact::new(t.state_short(*state), t.state(*state))).collect();
    let areas = Area::ALL.iter().map(|area| Fact::new(t.area(*area), t.area_meaning(*area))).collect();
    let sections = vec![
        part(
            t.text("web_about.counted"),
            vec![t.text("web_about.counted_1"), t.text("web_about.counted_2")],
            Vec::new(),
        ),
        part(t.text("web_about.states"), vec![t.text("web_about.states_1")], states),
        part(
            t.text("web_about.trust"),
            vec![t.text("web_about.trust_1"), t.text("web_about.trust_2"), t.text("web_about.trust_3")],
            Vec::new(),
        ),
        part(t.text("web_about.areas"), Vec::new(), areas),
        part(t.text("web_about.files"), vec![t.text("web_about.files_1")], Vec::new()),
    ];
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let data = &site.dataset;
    let facts = vec![
        Fact::new(t.text("web_about.organisations"), count(data.organisations.len())),
        Fact::new(t.text("web_about.reviews"), count(data.reviews.len())),
        Fact::new(t.text("web_about.unplaced"), count(data.unplaced)),
        Fact::new(t.text("web_about.taxonomy"), super::parts::or_dash(site, Some(&data.taxonomy_versions.join(", ")))),
        Fact::new(t.text("web_about.version"), data.version.to_string()),
    ];
    let title = t.text("web_about.title");
    Ok(About { page: site.layout(title, Section::About), view: View { sections, facts } })
}
