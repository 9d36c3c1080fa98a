//! Figures and lists as files: the same numbers as the pages, as CSV, JSON, SVG and PNG, and the links that lead there.

use super::{
    actions::Selection,
    figures::{behind, input},
    parts::Named,
};
use crate::{
    analytics::{self, Sort},
    charts::{self, ChartError, Style},
    exports::{self, Dialect},
    figures::Table,
    panels::{self, Panel, PanelInput, Source, SourcedAction, SourcedMetric, SourcedRisk, SourcedText, Sources},
    review::{Filter, Metric, OrganisationKey, ReviewId, Year},
    web::{Error, answer::File, links::Link, site::Site},
};

/// Pixels of a PNG to each unit of its SVG: sharp on paper and on dense screens.
const PNG_SCALE: f32 = 2.0;

/// A figure as a file, `csv`, `json`, `svg` or `png`; or a list of sentences, `csv` or `json`.
pub(crate) fn file(site: &Site, key: &str, format: &str) -> Result<File, Error> {
    let list = match key {
        "risklista" => Some(risks as fn(&Site, &PanelInput) -> Result<Table, Error>),
        "nyckeltal" => Some(metrics as _),
        _ => None,
    };
    let panel = panels::panel(key);
    if panel.is_none() && list.is_none() {
        return Err(Error::NotFound);
    }
    let filter = site.asked().of_panel(key, &site.dataset)?.ok_or(Error::NotFound)?;
    let organisation = site.asked().organisation(&site.dataset)?;
    let (axis, sort) = (site.asked().axis()?, site.asked().sort()?);
    let dialect = dialect(site)?;
    let sources = match format {
        "csv" | "json" => sources(site, filter.year)?,
        _ => Sources::new(),
    };
    let input = PanelInput {
        organisation: organisation.and_then(|organisation| site.dataset.find(&organisation.key)),
        axis,
        ..input(site, filter, sort, &sources)
    };
    let name = format!("lagesbild-{key}-{}", filter.year);
    match (panel, list, format) {
        (Some(panel), _, "svg" | "png") => drawing(site, panel, &input, format),
        (Some(panel), ..) => table_file(&(panel.table)(&input), &name, format, dialect),
        (_, Some(list), _) => table_file(&list(site, &input)?, &name, format, dialect),
        (None, None, _) => Err(Error::NotFound),
    }
}

/// A table that is built from what the page fetched, with the documents of the year.
pub(crate) fn of_year(
    site: &Site,
    key: &str,
    filter: Filter,
    format: &str,
    build: impl FnOnce(&PanelInput) -> Table,
) -> Result<File, Error> {
    let dialect = dialect(site)?;
    let sources = sources(site, filter.year)?;
    let table = build(&input(site, filter, Sort::default(), &sources));
    table_file(&table, &format!("lagesbild-{key}-{}", filter.year), format, dialect)
}

fn drawing(site: &Site, panel: &Panel, input: &PanelInput, format: &str) -> Result<File, Error> {
    let refused = |error: ChartError| match error {
        ChartError::NoPicture => Error::NotFound,
        error => Error::internal(error),
    };
    let svg = charts::svg(&(panel.build)(input), &Style::of(site.language())).map_err(refused)?;
    if format == "svg" {
        return Ok(File { media_type: "image/svg+xml", save_as: None, bytes: svg.into_bytes() });
    }
    let bytes = charts::png(&svg, PNG_SCALE).map_err(refused)?;
    Ok(File { media_type: "image/png", save_as: None, bytes })
}

/// The actions of a selection as a file.
pub(crate) fn actions_file(site: &Site, chosen: &Selection, format: &str) -> Result<File, Error> {
    let dialect = dialect(site)?;
    let stored = site.store().actions(&behind(site, chosen).counted)?;
    let sources = sources(site, chosen.filter.year)?;
    let items: Vec<SourcedAction> = stored
        .iter()
        .map(|found| SourcedAction {
            action: &found.action,
            review: found.review.id,
            organisation: found.review.organisation.as_ref(),
            year: found.review.year,
        })
        .collect();
    let table = panels::actions(&input(site, chosen.filter, Sort::default(), &sources), &items);
    table_file(&table, &format!("lagesbild-atgarder-{}", chosen.filter.year), format, dialect)
}

/// What a search found, as a file.
pub(crate) fn found_file(
    site: &Site,
    query: &str,
    items: &[SourcedText],
    reviews: &[ReviewId],
    format: &str,
) -> Result<File, Error> {
    let dialect = dialect(site)?;
    let year = site.dataset.years().last().ok_or(Error::NotFound)?;
    let sources = sources_of(site, reviews)?;
    let input = input(site, Filter::of_year(year), Sort::default(), &sources);
    table_file(&panels::found(&input, query, items), "lagesbild-sok", format, dialect)
}

/// The risks of a selection, sentence by sentence, mentions too.
fn risks(site: &Site, input: &PanelInput) -> Result<Table, Error> {
    let stored = site.store().risks(&analytics::listed(input.dataset, &input.filter, input.organisation))?;
    let items: Vec<SourcedRisk> = stored
        .iter()
        .map(|found| SourcedRisk {
            risk: &found.risk,
            review: found.review.id,
            organisation: found.review.organisation.as_ref(),
            year: found.review.year,
        })
        .collect();
    Ok(panels::risks(input, &items))
}

/// The metrics of a selection as stated, in the order of the organisations.
fn metrics(site: &Site, input: &PanelInput) -> Result<Table, Error> {
    let mut stated: Vec<(ReviewId, &OrganisationKey, Metric)> = Vec::new();
    for review in input.dataset.reviews.iter().filter(|review| review.year == input.filter.year) {
        let Some(organisation) = input.dataset.organisation(review.organisation) else { continue };
        let of_one = input.organisation.is_none_or(|only| only == review.organisation);
        if of_one && input.filter.kind.is_none_or(|kind| kind == organisation.kind) {
            let metrics = site.store().metrics_of(review.id)?;
            stated.extend(metrics.into_iter().map(|metric| (review.id, &organisation.key, metric)));
        }
    }
    let year = Some(input.filter.year);
    let items: Vec<SourcedMetric> = stated
        .iter()
        .map(|(review, key, metric)| SourcedMetric { metric, review: *review, organisation: Some(key), year })
        .collect();
    Ok(panels::metrics(input, &items))
}

pub(super) fn table_file(table: &Table, name: &str, format: &str, dialect: Dialect) -> Result<File, Error> {
    let mut bytes = Vec::new();
    let media_type = match format {
        "csv" => {
            exports::csv(table, dialect, &mut bytes).map_err(Error::internal)?;
            "text/csv; charset=utf-8"
        }
        "json" => {
            exports::json(table, &mut bytes).map_err(Error::internal)?;
            "application/json"
        }
        _ => return Err(Error::NotFound),
    };
    Ok(File { media_type, save_as: Some(format!("{name}.{format}")), bytes })
}

pub(super) fn dialect(site: &Site) -> Result<Dialect, Error> {
    let asked = site.asked().dialect().unwrap_or_default();
    let known = || "rfc4180, excel".to_owned();
    asked.parse().map_err(|_| Error::Choice { name: "dialekt", found: asked.to_owned(), known: known() })
}

/// The documents that the reviews of a year were read from.
fn sources(site: &Site, year: Year) -> Result<Sources, Error> {
    let reviews: Vec<ReviewId> =
        site.dataset.reviews.iter().filter(|review| review.year == year).map(|review| review.id).collect();
    sources_of(site, &reviews)
}

/// The documents that reviews were read from.
pub(super) fn sources_of(site: &Site, reviews: &[ReviewId]) -> Result<Sources, Error> {
    let sources = site.store().reviews(reviews)?.into_iter().map(|head| {
        let source = Source {
            file_name: head.file_name,
            sha256: head.sha256,
            version: head.version,
            taxonomy_version: head.taxonomy_version,
        };
        (head.id, source)
    });
    Ok(sources.collect())
}

/// Links to a figure as files and as images.
pub(crate) fn downloads(site: &Site, path: &str, choices: impl Fn(Link) -> Link) -> Vec<Named> {
    let image = |format: &str, key: &str| Named {
        href: choices(Link::to(format!("{path}.{format}"))).href(),
        label: site.t.text(key).to_owned(),
    };
    let mut links = table_downloads(site, path, &choices);
    links.extend([image("svg", "web.svg"), image("png", "web.png")]);
    links
}

/// Links to a table as files.
pub(crate) fn table_downloads(site: &Site, path: &str, choices: impl Fn(Link) -> Link) -> Vec<Named> {
    let link = |format: &str| choices(Link::to(format!("{path}.{format}")));
    let named = |link: Link, key: &str| Named { href: link.href(), label: site.t.text(key).to_owned() };
    vec![
        named(link("csv"), "web.csv"),
        named(link("csv").with("dialekt", "excel"), "web.csv_excel"),
        named(link("json"), "web.json"),
    ]
}
