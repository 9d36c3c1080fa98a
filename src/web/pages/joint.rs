//! `/gemensamt`: the same effort planned by several organisations in the same year, as a draft list for joint work.

use askama::Template;

use super::{
    figures, files,
    parts::{Choice, Named, Sentence, for_year_choices, for_year_value, kind_choices, year_choices},
};
use crate::{
    analytics::Sort,
    joint::JointEffort,
    panels::{self, SourcedAction, Sources},
    review::{Filter, ForYear},
    store::StoredAction,
    web::{
        Error,
        answer::File,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Groups shown; the file has all of them.
const SHOWN: usize = 30;

/// The page.
#[derive(Template)]
#[template(path = "joint.html", config = "dashboards/askama.toml")]
pub(crate) struct Joint {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    lead: String,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    for_years: Vec<Choice>,
    downloads: Vec<Named>,
    groups: Vec<Group>,
    more: String,
    nothing: String,
}

struct Group {
    number: usize,
    words: String,
    subject: String,
    sure: String,
    items: Vec<Sentence>,
}

/// The selection: the year itself where no other is asked for, since joint work is done in one year.
fn chosen(site: &Site) -> Result<Option<Filter>, Error> {
    let filter = site.asked().filter(&site.dataset)?;
    Ok(filter.map(|filter| match filter.for_year {
        ForYear::Any => Filter { for_year: ForYear::Only(filter.year), ..filter },
        _ => filter,
    }))
}

fn stored(site: &Site, filter: &Filter) -> Result<Vec<StoredAction>, Error> {
    Ok(site.store().actions(&crate::analytics::planned(&site.dataset, filter, None))?)
}

fn sourced(stored: &[StoredAction]) -> Vec<SourcedAction<'_>> {
    let sourced = stored.iter().map(|found| SourcedAction {
        action: &found.action,
        review: found.review.id,
        organisation: found.review.organisation.as_ref(),
        year: found.review.year,
    });
    sourced.collect()
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Joint, Error> {
    let t = site.t;
    let page = site.layout(t.text("web_joint.title"), Section::Joint);
    let Some(filter) = chosen(site)? else {
        let none = t.text("web_empty.none").to_owned();
        return Ok(Joint { page, view: View { lead: none.clone(), nothing: none, ..View::default() } });
    };
    let stored = stored(site, &filter)?;
    let sources = Sources::new();
    let groups = panels::joint_efforts(&figures::input(site, filter, Sort::default(), &sources), &sourced(&stored));
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let values = [("n", count(groups.len())), ("actions", count(stored.len())), ("year", filter.year.to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let link = |link: Link| {
        link.with("ar", filter.year).with_some("slag", filter.kind).with_some("for", for_year_value(filter.for_year))
    };
    let view = View {
        lead: t.fill("web_joint.lead", &values),
        years: year_choices(site, filter.year),
        kinds: kind_choices(site, filter.kind),
        // "All years" is no choice here: what is done in different years is not done together.
        for_years: for_year_choices(site, filter.year, filter.for_year).into_iter().skip(1).collect(),
        downloads: files::table_downloads(site, "/gemensamt", link),
        more: if groups.len() > SHOWN {
            t.fill("web_joint.more", &[("n", &count(SHOWN)), ("all", &count(groups.len()))])
        } else {
            String::new()
        },
        groups: (1..).zip(groups.iter().take(SHOWN)).map(|(at, one)| group(site, at, one, &stored)).collect(),
        nothing: t.text("web_joint.nothing").to_owned(),
    };
    Ok(Joint { page, view })
}

fn group(site: &Site, number: usize, group: &JointEffort, stored: &[StoredAction]) -> Group {
    let t = site.t;
    let measure = group.measure.map(|measure| format!("NIS2 {measure}) {}", t.measure(measure)));
    let subject = std::iter::once(t.area(group.area).to_owned()).chain(measure).collect::<Vec<_>>().join("; ");
    Group {
        number,
        words: sentence_case(&group.words.join(", ")),
        subject: t.fill("web_joint.subject", &[("n", &group.organisations.to_string()), ("subject", &subject)]),
        sure: t.share(group.sureness),
        items: group
            .members
            .iter()
            .filter_map(|member| stored.get(*member))
            .map(|found| Sentence::with_organisation(site, found))
            .collect(),
    }
}

/// The words as a heading, with a capital first.
fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same groups as a file.
pub(crate) fn file(site: &Site, format: &str) -> Result<File, Error> {
    let filter = chosen(site)?.ok_or(Error::NotFound)?;
    let stored = stored(site, &filter)?;
    let sourced = sourced(&stored);
    files::of_year(site, "gemensamt", filter, format, |input| {
        panels::joint_table(input, &sourced, &panels::joint_efforts(input, &sourced))
    })
}
