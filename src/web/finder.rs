//! The index over what the store holds, for one version of the data.
//!
//! Takes the store and the data set; gives an index whose texts belong to reviews of that data set, and the heads of those
//! reviews for the pages. Built when first asked for, and again when the data have changed; see `State::finder`.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::{
    review::{AreaSet, Dataset, ReviewId, ReviewIndex, Span, YearSet},
    search::{self, Index, Text, What},
    store::{ReviewHead, Store, StoreError, StoredText, StoredTexts, TextOf},
};

/// An index with what pages say beside its texts.
pub(super) struct Finder {
    /// Version of the data.
    pub(super) version: i64,
    /// The index.
    pub(super) index: Index,
    heads: HashMap<ReviewId, ReviewHead>,
}

impl Finder {
    /// Builds the index over the data as they are now.
    pub(super) fn build(store: &Store, dataset: &Dataset) -> Result<Finder, StoreError> {
        let StoredTexts { heads, items, documents } = store.texts()?;
        let positions: HashMap<ReviewId, ReviewIndex> =
            dataset.reviews.iter().map(|review| review.id).zip((0u32..).map(ReviewIndex)).collect();
        let mut taken: HashMap<ReviewId, Vec<Span>> = HashMap::new();
        for item in &items {
            taken.entry(item.review).or_default().push(item.span);
        }
        let passages: Vec<(ReviewId, search::Passage)> = documents
            .par_iter()
            .flat_map_iter(|(review, text)| {
                let taken = taken.get(review).map(Vec::as_slice).unwrap_or_default();
                search::passages(text, taken).into_iter().map(|passage| (*review, passage))
            })
            .collect();
        // A treatment is found with its risk.
        let whole: Vec<String> = items.iter().map(words).collect();
        let mut texts: Vec<Text> = Vec::with_capacity(items.len() + passages.len());
        for (item, words) in items.iter().zip(&whole) {
            let Some(index) = positions.get(&item.review) else { continue };
            let Some(text) = text(dataset, *index, item.line, words) else { continue };
            texts.push(Text {
                what: match item.of {
                    TextOf::Action(id) => What::Action(id),
                    TextOf::Risk(id) => What::Risk(id),
                    TextOf::Finding(kind) => What::Finding(kind),
                },
                areas: item.areas,
                status: item.status,
                years: item.years,
                optional: item.optional,
                page: item.page,
                heading: &item.heading,
                ..text
            });
        }
        for (review, passage) in &passages {
            let Some(index) = positions.get(review) else { continue };
            texts.extend(text(dataset, *index, passage.line, &passage.text));
        }
        Ok(Finder { version: dataset.version, index: Index::build(&texts), heads })
    }

    /// The head of the review that a text stands in.
    pub(super) fn head(&self, dataset: &Dataset, review: ReviewIndex) -> Option<&ReviewHead> {
        self.heads.get(&dataset.review(review)?.id)
    }
}

fn words(item: &StoredText) -> String {
    match item.treatment.as_deref().filter(|treatment| !treatment.is_empty()) {
        Some(treatment) => format!("{} – {treatment}", item.text),
        None => item.text.clone(),
    }
}

/// A sentence of a review; `None` where the data set does not hold that review.
fn text<'t>(dataset: &Dataset, review: ReviewIndex, line: u32, text: &'t str) -> Option<Text<'t>> {
    let entry = dataset.review(review)?;
    Some(Text {
        what: What::Sentence,
        review,
        organisation: entry.organisation,
        kind: dataset.organisation(entry.organisation)?.kind,
        year: entry.year,
        areas: AreaSet::EMPTY,
        status: None,
        years: YearSet::EMPTY,
        optional: false,
        page: None,
        line,
        heading: "",
        text,
    })
}
