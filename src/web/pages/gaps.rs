//! What nobody has planned for, as a section of the comparison: group by group, a short list.

use super::parts::Named;
use crate::{
    analytics::{self, Gap, Gaps},
    panels,
    review::Filter,
    web::site::Site,
};

/// Names told of each gap; the file has all of them.
const NAMED: usize = 4;

/// A group with its gaps.
pub(crate) struct Group {
    pub(crate) key: &'static str,
    pub(crate) label: String,
    pub(crate) told: String,
    pub(crate) single: Vec<Item>,
    pub(crate) pairs: Vec<Item>,
    pub(crate) pairs_told: String,
}

/// A gap in words.
pub(crate) struct Item {
    pub(crate) name: Named,
    pub(crate) who: String,
}

/// The gaps of a selection.
pub(crate) fn groups(site: &Site, filter: &Filter) -> Vec<Group> {
    analytics::gaps(&site.dataset, filter).iter().map(|found| group(site, filter, found)).collect()
}

fn group(site: &Site, filter: &Filter, found: &Gaps) -> Group {
    let t = site.t;
    let (pairs, single): (Vec<&Gap>, Vec<&Gap>) =
        found.gaps.iter().partition(|gap| gap.area.is_some() && gap.measure.is_some());
    let told = match (found.usable, single.is_empty(), found.kind.is_some() && filter.kind.is_none()) {
        (0, ..) => "web_gaps.unknown",
        (_, true, false) => "web_gaps.none",
        (_, true, true) => "web_gaps.none_more",
        (_, false, false) => "web_gaps.told",
        (_, false, true) => "web_gaps.told_more",
    };
    let item = |gap: &Gap| item(site, filter, found, gap);
    let counted =
        |key, n: usize| t.fill(key, &[("n", &n.to_string()), ("unspoken", &found.unspoken_pairs.to_string())]);
    Group {
        key: found.kind.map_or("all", |kind| kind.code()),
        label: panels::group_name(t, found.kind).to_owned(),
        told: t.fill(told, &[("n", &found.usable.to_string())]),
        single: single.into_iter().map(item).collect(),
        pairs_told: counted("web_gaps.pairs", pairs.len()),
        pairs: pairs.into_iter().map(item).collect(),
    }
}

fn item(site: &Site, filter: &Filter, found: &Gaps, gap: &Gap) -> Item {
    let href = panels::gap_address(gap, found.kind, filter.year, site.t);
    Item { name: Named { href, label: panels::gap_name(site.t, gap) }, who: who(site, gap) }
}

fn who(site: &Site, gap: &Gap) -> String {
    let names: Vec<&str> = gap
        .speaking
        .iter()
        .filter_map(|index| site.dataset.organisation(*index))
        .map(|organisation| organisation.name.as_str())
        .collect();
    let (first, rest) = names.split_at_checked(NAMED).unwrap_or((&names, &[]));
    let names = first.join(", ");
    let rest_count = rest.len().to_string();
    let told = match (first.is_empty(), rest.is_empty()) {
        (true, _) => site.t.text("web_gaps.nobody").to_owned(),
        (false, true) => site.t.fill("web_gaps.who", &[("names", &names)]),
        (false, false) => site.t.fill("web_gaps.who_more", &[("names", &names), ("n", &rest_count)]),
    };
    match gap.risks {
        0 => told,
        n => format!("{told} {}", site.t.fill("web_gaps.risks", &[("n", &n.to_string())])),
    }
}
