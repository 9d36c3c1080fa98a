//! `/loften`: what came of what was planned: counts on top, then each promise beside what it was matched with.

mod counts;
mod pairs;

use askama::Template;

use super::{
    figures, files,
    parts::{Choice, Named, area_choices, kind_choices, organisation_choices, year_choices},
};
use crate::{
    analytics::{self, Promise, Sort, Tally},
    catalogue::Catalogue,
    panels::{self, PanelInput},
    review::{Area, Filter, ForYear, Organisation, OutcomeKind, YearSet},
    web::{
        Error,
        answer::File,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Pairs shown at once, so that a page stays light.
const PAGE: usize = 20;

/// The page.
#[derive(Template)]
#[template(path = "promises.html", config = "dashboards/askama.toml")]
pub(crate) struct Promises {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    lead: String,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    organisations: Vec<Choice>,
    areas: Vec<Choice>,
    for_years: Vec<Choice>,
    outcomes: Vec<Choice>,
    clear: String,
    summary: String,
    counts: Vec<counts::Count>,
    headings: Vec<String>,
    organisation_rows: Vec<counts::Line>,
    area_rows: Vec<counts::Line>,
    count_files: Vec<Named>,
    is_overview: bool,
    showing: String,
    pair_files: Vec<Named>,
    pairs: Vec<pairs::Pair>,
    pages: Vec<Named>,
    nothing: String,
}

/// What the address asks for.
#[derive(Clone, Copy)]
struct Selection<'a> {
    filter: Filter,
    organisation: Option<&'a Organisation>,
    area: Option<Area>,
    outcome: Option<OutcomeKind>,
}

impl<'a> Selection<'a> {
    /// Reads the address; `None` where there are no reviews.
    fn of(site: &'a Site) -> Result<Option<Selection<'a>>, Error> {
        let asked = site.asked();
        let (area, outcome) = (asked.area()?, asked.outcome()?);
        let organisation = asked.organisation(&site.dataset)?;
        Ok(asked.promised(&site.dataset)?.map(|filter| Selection { filter, organisation, area, outcome }))
    }

    fn onto(&self, link: Link) -> Link {
        self.counted(link).with_some("omrade", self.area).with_some("utfall", self.outcome)
    }

    /// The choices that the counts follow: not area and outcome, by which they are divided.
    fn counted(&self, link: Link) -> Link {
        link.with("ar", self.filter.year)
            .with_some("slag", self.filter.kind)
            .with("for", panels::for_year_code(self.filter.for_year))
            .with_some("organisation", self.organisation.map(|organisation| &organisation.key))
    }

    fn promises(&self, site: &Site) -> Vec<Promise> {
        let organisation = self.organisation.and_then(|organisation| site.dataset.find(&organisation.key));
        analytics::promises(&site.dataset, &self.filter, organisation)
    }

    /// Those of them that are listed.
    fn listed(&self, promises: &[Promise]) -> Vec<Promise> {
        let listed = promises.iter().filter(|promise| {
            self.area.is_none_or(|area| promise.action.areas.contains(area))
                && self.outcome.is_none_or(|outcome| promise.outcome == outcome)
        });
        listed.cloned().collect()
    }
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Promises, Error> {
    let t = site.t;
    let Some(chosen) = Selection::of(site)? else {
        let view = View {
            lead: t.text("web_promise.lead").to_owned(),
            clear: "/loften".to_owned(),
            nothing: t.text("web_empty.none").to_owned(),
            kinds: kind_choices(site, None),
            ..View::default()
        };
        return Ok(Promises { page: site.layout(t.text("web_promise.title"), Section::Promises), view });
    };
    let promises = chosen.promises(site);
    let listed = chosen.listed(&promises);
    let pages = listed.len().div_ceil(PAGE).max(1);
    let number = site.asked().page().min(pages);
    let shown: Vec<Promise> = listed.iter().skip((number - 1) * PAGE).take(PAGE).cloned().collect();
    let tally = Tally::of(&promises);
    let view = View {
        lead: t.text("web_promise.lead").to_owned(),
        years: year_choices(site, chosen.filter.year),
        kinds: kind_choices(site, chosen.filter.kind),
        organisations: organisation_choices(
            site,
            &chosen.filter,
            chosen.organisation.map(|organisation| organisation.key.0.as_str()),
        ),
        areas: area_choices(site, chosen.area),
        for_years: for_year_choices(site, &chosen),
        outcomes: outcome_choices(t, chosen.outcome),
        clear: Link::to("/loften").with("ar", chosen.filter.year).href(),
        summary: counts::summary(site, &chosen, &tally),
        counts: counts::counts(site, &chosen, &tally),
        headings: OutcomeKind::ALL.iter().map(|outcome| t.outcome(*outcome).to_owned()).collect(),
        organisation_rows: counts::organisations(site, &chosen, &promises),
        area_rows: counts::areas(site, &chosen, &promises),
        count_files: files::table_downloads(site, "/figurer/loften", |link| chosen.counted(link)),
        is_overview: number == 1 && chosen.area.is_none() && chosen.outcome.is_none(),
        showing: showing(t, listed.len(), number),
        pair_files: files::table_downloads(site, "/loften", |link| chosen.onto(link)),
        pairs: pairs::pairs(site, &shown, &chosen.onto(Link::to("")).with("sida", number).href())?,
        pages: page_links(t, &chosen, number, pages),
        nothing: t.text("web_promise.nothing").to_owned(),
    };
    let year = chosen.filter.year.to_string();
    Ok(Promises { page: site.layout(t.fill("web_promise.title_of", &[("year", &year)]), Section::Promises), view })
}

/// The same pairs as a file.
pub(crate) fn file(site: &Site, format: &str) -> Result<File, Error> {
    let chosen = Selection::of(site)?.ok_or(Error::NotFound)?;
    let dialect = files::dialect(site)?;
    let listed = chosen.listed(&chosen.promises(site));
    let reviews = listed.iter().flat_map(|promise| [Some(promise.review), promise.next]).flatten();
    let mut reviews: Vec<_> = reviews.filter_map(|index| site.dataset.review(index)).map(|review| review.id).collect();
    reviews.sort_unstable();
    reviews.dedup();
    let sources = files::sources_of(site, &reviews)?;
    let input = PanelInput { ..figures::input(site, chosen.filter, Sort::default(), &sources) };
    let table = pairs::table(site, &input, &listed)?;
    files::table_file(&table, &format!("lagesbild-loften-{}", chosen.filter.year), format, dialect)
}

fn showing(t: &Catalogue, listed: usize, number: usize) -> String {
    let count = |n: usize| t.integer(i64::try_from(n).unwrap_or(i64::MAX));
    let (from, to) = ((number - 1) * PAGE + 1, (number * PAGE).min(listed));
    let key = match listed {
        1 => "web_promise.showing_one",
        n if n > PAGE => "web_promise.showing_pages",
        _ => "web_promise.showing",
    };
    t.fill(key, &[("n", &count(listed)), ("from", &count(from)), ("to", &count(to))])
}

fn outcome_choices(t: &Catalogue, chosen: Option<OutcomeKind>) -> Vec<Choice> {
    let all = Choice::new("", t.text("web_promise.all_outcomes"), chosen.is_none());
    let each = OutcomeKind::ALL.iter();
    let each = each.map(|outcome| Choice::new(outcome, t.outcome(*outcome), chosen == Some(*outcome)));
    std::iter::once(all).chain(each).collect()
}

/// The years that the year's reviews promise something for; the year itself first. "Any" has a value of its own, as
/// nothing means the year itself.
fn for_year_choices(site: &Site, chosen: &Selection) -> Vec<Choice> {
    let (year, wanted) = (chosen.filter.year, chosen.filter.for_year);
    let mut years = YearSet::from_iter([year]);
    for action in site.dataset.actions.iter().filter(|action| !action.optional) {
        if site.dataset.review(action.review).is_some_and(|review| review.year == year) {
            years = years.union(action.years);
        }
    }
    if let ForYear::Only(year) = wanted {
        years.insert(year);
    }
    let choice =
        |for_year: ForYear, label: String| Choice::new(panels::for_year_code(for_year), label, wanted == for_year);
    let each = years.iter().filter(|one| *one >= year || wanted == ForYear::Only(*one));
    let each = each.map(|one| choice(ForYear::Only(one), one.to_string()));
    let any = choice(ForYear::Any, site.t.text("words.any_year").to_owned());
    let undated = choice(ForYear::Undated, site.t.text("words.undated").to_owned());
    each.chain([any, undated]).collect()
}

fn page_links(t: &Catalogue, chosen: &Selection, page: usize, pages: usize) -> Vec<Named> {
    let to = |number: usize, key: &str| Named {
        href: chosen.onto(Link::to("/loften")).with("sida", number).at("par"),
        label: t.text(key).to_owned(),
    };
    let earlier = (page > 1).then(|| to(page - 1, "web.earlier"));
    let later = (page < pages).then(|| to(page + 1, "web.later"));
    [earlier, later].into_iter().flatten().collect()
}
