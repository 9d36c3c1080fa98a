//! What the learned model says beside the taxonomy's terms: it adds a label that is likely, and takes back one that is not.

use super::taxonomy::{Heading, Labels};
use crate::{
    learned::{Model, Pieces},
    review::{Area, EarnedBy, Label, Measure, Source},
};

/// As likely as this, and a label is given where no term earned an area; and where one did. The bounds were chosen on
/// reviews that the model had not seen.
const ADDS: f32 = 0.5;
const ADDS_MORE: f32 = 0.8;

/// Less likely than this, and a label is taken back that single words earned in a text of few words. The model knows
/// phrases; in a long text too much is beside the point for it to object.
const TAKES_BACK: f32 = 0.05;
const FEW_WORDS: usize = 8;

/// Fewer words than these, and the model has no say.
const FEWEST_WORDS: usize = 3;

/// How many words are told of those that spoke for a label.
const WORDS: usize = 3;

/// How many outputs a model of labels has.
pub const OUTPUTS: usize = Area::ALL.len() + Measure::ALL.len();

/// The labels in the order of a model's outputs.
pub fn outputs() -> impl Iterator<Item = Label> {
    let areas = Area::ALL.iter().map(|area| Label::Area(*area));
    areas.chain(Measure::ALL.iter().map(|measure| Label::Measure(*measure)))
}

pub(super) fn second_opinion(
    mut labels: Labels,
    model: &Model,
    text: &str,
    nearest: Option<(&str, &Heading)>,
) -> Labels {
    // Of a word or two the model knows nothing.
    if text.split_whitespace().count() < FEWEST_WORDS {
        return labels;
    }
    let nothing = Pieces::default();
    let (nearest, above) = nearest.map_or(("", &nothing), |(words, heading)| (words, &heading.pieces));
    let pieces = Pieces::of(text);
    let (by_words, likely) = model.likely_below(&pieces, above);
    // A heading speaks where the words are silent; where they earned an area, what is added must be likely by them alone.
    let is_silent = labels.areas.is_empty();
    let adds = if is_silent { ADDS } else { ADDS_MORE };
    let is_short = text.split_whitespace().count() <= FEW_WORDS;
    for ((index, label), likely) in outputs().enumerate().zip(likely) {
        let given = labels.contains(label);
        if given && is_short && likely < TAKES_BACK && is_weak(&labels, label, text) {
            labels.take_back(label);
        } else if !given && likely > adds && (is_silent || by_words.get(index).is_some_and(|likely| *likely > ADDS)) {
            let words = model.speaks_for(text, &pieces, index).into_iter().take(WORDS);
            let mut earned_by: Vec<EarnedBy> = words
                .map(|(words, weight)| EarnedBy { words: words.to_owned(), weight, source: Source::Learned })
                .collect();
            if earned_by.is_empty() {
                earned_by.push(EarnedBy { words: nearest.to_owned(), weight: likely, source: Source::Heading });
            }
            labels.add(label, likely.min(0.95), earned_by);
        }
    }
    labels
}

/// Whether a label rests on single words that do not head the text, and none of them names NIS2.
fn is_weak(labels: &Labels, label: Label, text: &str) -> bool {
    let head = text.to_lowercase();
    let mut earned =
        labels.evidence.iter().filter(|evidence| evidence.label == label).flat_map(|evidence| &evidence.earned_by);
    label != Label::Area(Area::Nis2)
        && earned.all(|earned| !earned.words.contains(' ') && !head.starts_with(earned.words.as_str()))
}
