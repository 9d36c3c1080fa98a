//! `/sok`: the sentences that hold what was asked for, whatever they are, with the words marked.

use askama::Template;

use super::{
    files,
    parts::{Choice, Named, area_choices, kind_choices, page_links, place_words, status_choices},
};
use crate::{
    panels::SourcedText,
    review::{Area, Kind, Organisation, ReviewId, Status, Year},
    search::{Found, Group, Hit, Index, LONGEST_QUERY, Narrowing, Query, Text, What},
    web::{
        Error,
        answer::File,
        finder::Finder,
        links::Link,
        site::{Layout, Section, Site},
    },
};

/// Hits shown at once.
const PAGE: usize = 30;

/// Queries that are shown to somebody who has not searched yet; those that find nothing are left out.
const EXAMPLES: [&str; 6] =
    ["klassning", "behörighet", "\"lokal anvisning\"", "leverantör avtal", "utbildning -chefer", "övning"];

/// The page.
#[derive(Template)]
#[template(path = "search.html", config = "dashboards/askama.toml")]
pub(crate) struct Search {
    page: Layout,
    view: View,
}

#[derive(Default)]
struct View {
    typed: String,
    longest: usize,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    organisations: Vec<Choice>,
    areas: Vec<Choice>,
    statuses: Vec<Choice>,
    groups: Vec<Choice>,
    clear: Option<String>,
    tallies: Vec<Tally>,
    lead: String,
    downloads: Vec<Named>,
    hits: Vec<HitView>,
    pages: Vec<Named>,
    explained: Vec<String>,
    instead: Vec<Named>,
}

/// How many hits of a sort there are, with the way to them alone.
struct Tally {
    to: Named,
    count: String,
    current: bool,
}

struct HitView {
    what: String,
    heading: String,
    runs: Vec<RunView>,
    who: Named,
    place: Named,
    status: Option<(&'static str, String)>,
    optional: bool,
    years: String,
    areas: String,
}

struct RunView {
    text: String,
    marked: bool,
}

/// What the address asks for.
struct Chosen<'s> {
    typed: &'s str,
    year: Option<Year>,
    kind: Option<Kind>,
    organisation: Option<&'s Organisation>,
    area: Option<Area>,
    status: Option<Status>,
    group: Option<Group>,
}

impl<'s> Chosen<'s> {
    fn of(site: &'s Site) -> Result<Chosen<'s>, Error> {
        let asked = site.asked();
        Ok(Chosen {
            typed: asked.words().unwrap_or_default(),
            year: if asked.names_year() { asked.year(&site.dataset)? } else { None },
            kind: asked.kind()?,
            organisation: asked.organisation(&site.dataset)?,
            area: asked.area()?,
            status: asked.status()?,
            group: asked.group()?,
        })
    }

    fn narrowing(&self, site: &Site) -> Narrowing {
        Narrowing {
            year: self.year,
            kind: self.kind,
            organisation: self.organisation.and_then(|organisation| site.dataset.find(&organisation.key)),
            area: self.area,
            status: self.status,
            group: self.group,
        }
    }

    /// The address with every choice but the sort of text.
    fn onto_all(&self, link: Link) -> Link {
        link.with("q", self.typed)
            .with_some("ar", self.year)
            .with_some("slag", self.kind)
            .with_some("organisation", self.organisation.map(|organisation| &organisation.key))
            .with_some("omrade", self.area)
            .with_some("status", self.status)
    }

    fn onto(&self, link: Link) -> Link {
        self.onto_all(link).with_some("vad", self.group)
    }
}

fn to_query(words: &str) -> Named {
    Named { href: Link::to("/sok").with("q", words).href(), label: words.to_owned() }
}

/// Builds the page.
pub(crate) fn page(site: &Site) -> Result<Search, Error> {
    let t = site.t;
    let chosen = Chosen::of(site)?;
    let title = match chosen.typed {
        "" => t.text("web_search.title").to_owned(),
        typed => t.fill("web_search.title_of", &[("query", &short(typed))]),
    };
    let page = site.layout(title, Section::Other);
    let view = View {
        typed: chosen.typed.to_owned(),
        longest: LONGEST_QUERY,
        years: years(site, &chosen),
        kinds: kind_choices(site, chosen.kind),
        organisations: organisations(site, &chosen),
        areas: area_choices(site, chosen.area),
        statuses: status_choices(site, chosen.status),
        groups: groups(site, chosen.group),
        clear: (chosen.narrowing(site) != Narrowing::default()).then(|| to_query(chosen.typed).href),
        ..View::default()
    };
    if site.dataset.reviews.is_empty() {
        let explained = vec![t.text("web_empty.none").to_owned()];
        return Ok(Search { page, view: View { explained, ..view } });
    }
    let Ok(query) = Query::parse(chosen.typed) else {
        let explained = vec![t.fill("web_search.too_long", &[("n", &LONGEST_QUERY.to_string())])];
        // What is too long is not sent back either.
        return Ok(Search { page, view: View { explained, typed: String::new(), clear: None, ..view } });
    };
    let finder = site.finder()?;
    if query.is_empty() {
        let key = if query.only_excludes() { "web_search.only_excludes" } else { "web_search.nothing_asked" };
        let explained = [key, "web_search.how", "web_search.examples"].map(|key| t.text(key).to_owned()).into();
        let instead = examples(&finder.index);
        return Ok(Search { page, view: View { explained, instead, ..view } });
    }
    let found = finder.index.find(&query, &chosen.narrowing(site));
    if found.hits.is_empty() {
        let (explained, instead) = nothing(site, &chosen, &query, &finder.index);
        // Hits of other sorts are one step away.
        let others = if found.counts.total() > 0 { tallies(site, &chosen, &found) } else { Vec::new() };
        return Ok(Search { page, view: View { tallies: others, explained, instead, ..view } });
    }
    let pages = found.hits.len().div_ceil(PAGE);
    let page_number = site.asked().page().min(pages);
    let shown = found.hits.iter().skip((page_number - 1) * PAGE).take(PAGE);
    let view = View {
        tallies: tallies(site, &chosen, &found),
        lead: lead(site, found.hits.len(), page_number),
        downloads: files::table_downloads(site, "/sok", |link| chosen.onto(link)),
        hits: shown.filter_map(|hit| hit_view(site, &finder, &found, *hit)).collect(),
        pages: page_links(site, page_number, pages, || chosen.onto(Link::to("/sok"))),
        ..view
    };
    Ok(Search { page, view })
}

/// The hits as a file.
pub(crate) fn file(site: &Site, format: &str) -> Result<File, Error> {
    let chosen = Chosen::of(site)?;
    let query = Query::parse(chosen.typed).map_err(|_| Error::QueryTooLong)?;
    let finder = site.finder()?;
    let found = finder.index.find(&query, &chosen.narrowing(site));
    let items: Vec<SourcedText> = found
        .hits
        .iter()
        .filter_map(|hit| finder.index.text(*hit))
        .filter_map(|text| {
            Some(SourcedText {
                what: code(text.what),
                text: site.found_words(text.text),
                heading: site.found_words(text.heading),
                years: text.years,
                status: text.status,
                areas: text.areas,
                optional: text.optional,
                page: text.page,
                line: text.line,
                review: site.dataset.review(text.review)?.id,
                organisation: site.dataset.organisation(text.organisation).map(|organisation| &organisation.key),
                year: Some(text.year),
            })
        })
        .collect();
    let mut reviews: Vec<ReviewId> = items.iter().map(|item| item.review).collect();
    reviews.sort_unstable();
    reviews.dedup();
    files::found_file(site, chosen.typed, &items, &reviews, format)
}

fn code(what: What) -> &'static str {
    match what {
        What::Action(_) => "action",
        What::Risk(_) => "risk",
        What::Finding(kind) => kind.code(),
        What::Sentence => "sentence",
    }
}

/// A long query is cut in the title.
fn short(typed: &str) -> String {
    let mut letters = typed.chars();
    let begins: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() { format!("{begins}…") } else { begins }
}

fn years(site: &Site, chosen: &Chosen) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("words.any_year"), chosen.year.is_none());
    let mut years: Vec<Year> = site.dataset.years().iter().collect();
    years.reverse();
    let each = years.into_iter().map(|year| Choice::new(year, year.to_string(), chosen.year == Some(year)));
    std::iter::once(all).chain(each).collect()
}

/// The organisations that have sent in anything.
fn organisations(site: &Site, chosen: &Chosen) -> Vec<Choice> {
    let all = Choice::new("", site.t.text("web.all_organisations"), chosen.organisation.is_none());
    let mut with_reviews: Vec<_> = site.dataset.reviews.iter().map(|review| review.organisation).collect();
    with_reviews.dedup();
    let each = with_reviews.into_iter().filter_map(|index| site.dataset.organisation(index)).map(|organisation| {
        let selected = chosen.organisation.is_some_and(|chosen| chosen.key == organisation.key);
        Choice::new(&organisation.key, organisation.name.clone(), selected)
    });
    std::iter::once(all).chain(each).collect()
}

fn group_words(site: &Site, group: Option<Group>) -> &str {
    site.t.text(match group {
        None => "web_search.all",
        Some(Group::Actions) => "web_search.actions",
        Some(Group::Risks) => "web_search.risks",
        Some(Group::Other) => "web_search.other",
    })
}

fn each_group() -> impl Iterator<Item = Option<Group>> {
    std::iter::once(None).chain(Group::ALL.map(Some))
}

fn groups(site: &Site, chosen: Option<Group>) -> Vec<Choice> {
    let choice = |group: Option<Group>| {
        let value = group.map(Group::code).unwrap_or_default();
        Choice::new(value, group_words(site, group), chosen == group)
    };
    each_group().map(choice).collect()
}

fn tallies(site: &Site, chosen: &Chosen, found: &Found) -> Vec<Tally> {
    let tally = |group: Option<Group>| Tally {
        to: Named {
            href: chosen.onto_all(Link::to("/sok")).with_some("vad", group).href(),
            label: group_words(site, group).to_owned(),
        },
        count: count(site, group.map_or(found.counts.total(), |group| found.counts.of(group))),
        current: chosen.group == group,
    };
    each_group().map(tally).collect()
}

fn count(site: &Site, number: usize) -> String {
    site.t.integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn lead(site: &Site, hits: usize, page: usize) -> String {
    let key = match hits {
        1 => "web_search.lead_one",
        hits if hits > PAGE => "web_search.lead_pages",
        _ => "web_search.lead",
    };
    let (from, to) = ((page - 1) * PAGE + 1, (page * PAGE).min(hits));
    site.t.fill(key, &[("n", &count(site, hits)), ("from", &count(site, from)), ("to", &count(site, to))])
}

/// Examples that find something.
fn examples(index: &Index) -> Vec<Named> {
    let finds = |words: &&&str| {
        let query = Query::parse(words);
        query.is_ok_and(|query| !index.find(&query, &Narrowing::default()).hits.is_empty())
    };
    EXAMPLES.iter().filter(finds).map(|words| to_query(words)).collect()
}

/// Why nothing was found, and what finds something: the nearest word, the search without its filters, fewer words.
fn nothing(site: &Site, chosen: &Chosen, query: &Query, index: &Index) -> (Vec<String>, Vec<Named>) {
    let t = site.t;
    let narrowing = chosen.narrowing(site);
    let unfiltered = index.find(query, &Narrowing::default()).hits.len();
    let ways =
        |key: &str, ways: Vec<Named>| (vec![t.text("web_search.nothing").to_owned(), t.text(key).to_owned()], ways);
    if narrowing != Narrowing::default() && unfiltered > 0 {
        let label = t.fill("web_search.unfiltered", &[("n", &count(site, unfiltered))]);
        return ways("web_search.filtered", vec![Named { href: to_query(chosen.typed).href, label }]);
    }
    let hits =
        |words: &str| Query::parse(words).map_or(0, |query| index.find(&query, &Narrowing::default()).hits.len());
    let with_count = |words: &str| {
        let label = t.fill("web_search.part", &[("words", words), ("n", &count(site, hits(words)))]);
        Named { label, ..to_query(words) }
    };
    let finding = query.parts().into_iter().filter(|words| hits(words) > 0);
    let mut parts: Vec<Named> = finding.map(|words| with_count(&words)).collect();
    if let Some((missing, nearest)) = index.suggestion(query) {
        // The typed words with the nearest in the place of the one that is nowhere; that one alone where it helps no more.
        let whole = chosen.typed.to_lowercase().replace(&missing, nearest);
        let instead = if hits(&whole) > 0 { whole } else { nearest.to_owned() };
        parts.insert(0, with_count(&instead));
        return ways("web_search.nearest", parts);
    }
    if parts.is_empty() { ways("web_search.other_words", examples(index)) } else { ways("web_search.fewer", parts) }
}

fn hit_view(site: &Site, finder: &Finder, found: &Found, hit: Hit) -> Option<HitView> {
    let text = finder.index.text(hit)?;
    let organisation = site.dataset.organisation(text.organisation)?;
    Some(HitView {
        what: what(site, text.what),
        heading: site.found_words(text.heading),
        runs: finder
            .index
            .runs(found, hit)
            .into_iter()
            .map(|run| RunView { text: site.found_words(run.text), marked: run.marked })
            .collect(),
        who: Named {
            href: Link::to(format!("/organisationer/{}", organisation.key)).with("ar", text.year).href(),
            label: format!("{}, {}", organisation.name, text.year),
        },
        place: place(site, finder, &text)?,
        status: text.status.map(|status| (status.code(), site.t.status(status).to_owned())),
        optional: text.optional,
        years: if text.years.is_empty() { String::new() } else { site.t.years(text.years) },
        areas: text.areas.iter().map(|area| site.t.area(area)).collect::<Vec<_>>().join(", "),
    })
}

fn what(site: &Site, what: What) -> String {
    let key = match what {
        What::Action(_) => "web_search.action",
        What::Risk(_) => "web_search.risk",
        What::Finding(kind) => return site.t.findings(kind).to_owned(),
        What::Sentence => "web_search.sentence",
    };
    site.t.text(key).to_owned()
}

fn place(site: &Site, finder: &Finder, text: &Text) -> Option<Named> {
    let head = finder.head(&site.dataset, text.review)?;
    let link = Link::to(format!("/dokument/{}", head.document.0));
    let link = match text.what {
        What::Action(id) => link.with("atgard", id.0),
        What::Risk(id) => link.with("risk", id.0),
        What::Finding(_) | What::Sentence => link.with("rad", text.line),
    };
    let words = place_words(site, text.page, text.line);
    Some(Named { href: link.at(format!("rad-{}", text.line)), label: format!("{}, {words}", head.file_name) })
}
