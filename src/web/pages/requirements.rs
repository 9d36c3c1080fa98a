//! `/krav`: the catalogues of requirements with version and day in force, and how each requirement hangs together with
//! areas, measures and clauses of ISO/IEC 27001.

use askama::Template;

use crate::{
    requirements::{self, Requirement, Requirements},
    web::{
        Error,
        site::{Layout, Section, Site},
    },
};

/// The page.
#[derive(Template)]
#[template(path = "requirements.html", config = "dashboards/askama.toml")]
pub(crate) struct RequirementsPage {
    page: Layout,
    catalogues: Vec<CatalogueView>,
}

struct CatalogueView {
    key: String,
    title: String,
    note: String,
    facts: String,
    rows: Vec<RequirementView>,
}

struct RequirementView {
    title: String,
    measures: String,
    areas: String,
    iso: String,
}

/// Builds the page.
#[expect(clippy::unnecessary_wraps, reason = "pages are built by one kind of function")]
pub(crate) fn page(site: &Site) -> Result<RequirementsPage, Error> {
    let catalogues = requirements::builtin().iter().map(|catalogue| catalogue_view(site, catalogue)).collect();
    Ok(RequirementsPage { page: site.layout(site.t.text("web_requirements.title"), Section::Readiness), catalogues })
}

fn catalogue_view(site: &Site, catalogue: &Requirements) -> CatalogueView {
    let facts = match &catalogue.in_force {
        Some(from) => site.t.fill(
            "web_requirements.facts",
            &[("from", from), ("source", &catalogue.source), ("version", &catalogue.version)],
        ),
        None => site.t.fill(
            "web_requirements.facts_undecided",
            &[("source", &catalogue.source), ("version", &catalogue.version)],
        ),
    };
    CatalogueView {
        key: catalogue.key.clone(),
        title: catalogue.title.of(site.language()).to_owned(),
        note: catalogue.note.of(site.language()).to_owned(),
        facts,
        rows: catalogue.requirements.iter().map(|requirement| requirement_view(site, requirement)).collect(),
    }
}

fn requirement_view(site: &Site, requirement: &Requirement) -> RequirementView {
    let measures: Vec<&str> = requirement.measures.iter().map(|measure| measure.code()).collect();
    let areas: Vec<&str> = requirement.areas.iter().map(|area| site.t.area(area)).collect();
    RequirementView {
        title: requirement.title.of(site.language()).to_owned(),
        measures: measures.join(", "),
        areas: areas.join(", "),
        iso: if requirement.iso.is_empty() {
            site.t.text("words.missing").to_owned()
        } else {
            requirement.iso.join(", ")
        },
    }
}
