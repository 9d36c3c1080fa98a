//! `/tillganglighet`: the accessibility statement.

use askama::Template;

use crate::web::{
    Error,
    site::{Layout, Section, Site},
};

/// The page.
#[derive(Template)]
#[template(path = "accessibility.html", config = "dashboards/askama.toml")]
pub(crate) struct Accessibility {
    page: Layout,
    sections: Vec<(String, String)>,
}

/// Builds the page.
#[expect(clippy::unnecessary_wraps, reason = "pages are built by one kind of function")]
pub(crate) fn page(site: &Site) -> Result<Accessibility, Error> {
    let section = |name: &str| {
        let text = |part: &str| site.t.text(&format!("web_accessibility.{name}{part}")).to_owned();
        (text(""), text("_text"))
    };
    let sections = ["level", "known", "tested", "report", "law"].map(section).into();
    Ok(Accessibility { page: site.layout(site.t.text("web_accessibility.title"), Section::Other), sections })
}
