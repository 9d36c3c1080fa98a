//! Sentences of running text → found actions: which of them tell of a measure.
//!
//! Takes sentences and what stands above them; gives those that tell of something that the organisation has done, does or
//! will do. Rules say what a sentence is about, and a small model learned from annotated documents weighs what they say:
//! prose tells of measures in more ways than any list of words foresees.

use std::{cell::RefCell, rc::Rc, sync::LazyLock};

use crate::{
    learned::{Model, Pieces},
    pattern::{Folded, folded_patterns, patterns},
    sections::{Mended, SectionKind},
};

use super::{
    context::{Context, Form, FoundAction},
    signs::{Signs, around, of_sentence},
    wording::YEAR,
};

folded_patterns! {
    /// A sentence that goes on telling of the measure before it.
    CARRIES_ON = r"^(?:utkomsten|resultatet (?:av|blir)|detta sker|som ett led i detta)\b";
}

patterns! {
    DATED = r"^(?:(?:Därefter|Sedan|Och)\s+)?(?:Under|År|I|Senast|Våren|Hösten|Sommaren|Från|Före|Till|För|Inför|Med start|Vid)\b[^.]{0,40}?\b(20\d\d)\b|^(20\d\d)\s|^((?:Året därpå|Året därefter|Året efter|Nästa år|(?:Det )?(?:andra|tredje|sista) (?:året|planåret)|Därpå följande år))\b";
}

/// From this likelihood on a sentence tells of a measure; and where the rules say so already; and where they do and the
/// section holds mentions only. Chosen on documents that the model had not seen: what the rules say in a plan or a follow-up
/// is right three times in four, and they miss much elsewhere.
const TELLS: f32 = 0.6;
const STAYS: f32 = 0.2;
const MENTIONS: f32 = 0.4;

/// Fewer words tell of nothing.
const FEWEST_WORDS: usize = 4;

/// Weights of the model; made by `lagesbild train`.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::from_bytes(include_bytes!("telling.bin")).ok());

/// A sentence with all that the model sees of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenSentence {
    /// The sentence.
    pub text: String,
    /// Its words, their places, what the rules say, and what stands above and around.
    pub pieces: Vec<Pieces>,
}

/// Collects what the model sees, for training.
pub(super) type Seen = Rc<RefCell<Vec<SeenSentence>>>;

/// Sentences of running text that tell of measures.
pub(super) fn prose(sentences: &[Mended], context: &mut Context<'_>, found: &mut Vec<FoundAction>) {
    // In a plan that is told in prose a year holds until another is named.
    let mut running: Option<String> = context.told_year.clone().filter(|_| context.kind == SectionKind::Plan);
    let mut last_told = false;
    let all_signs: Vec<Signs> = sentences.iter().map(|sentence| Signs::of(sentence.text(), context)).collect();
    let around = around(&all_signs, context);
    for (sentence, signs) in sentences.iter().zip(&all_signs) {
        let text = sentence.text();
        // A time at the head of a sentence holds for the sentences after it.
        if let Some(year) =
            DATED.captures(text).and_then(|found| found.get(1).or_else(|| found.get(2)).or_else(|| found.get(3)))
        {
            running = Some(year.as_str().to_owned());
            context.told_year.clone_from(&running);
        }
        if last_told
            && CARRIES_ON.is_match(&Folded::of(text))
            && let Some(action) = found.last_mut()
        {
            action.words = action.words.followed_by(sentence);
            continue;
        }
        last_told = false;
        if text.split_whitespace().count() < FEWEST_WORDS || signs.is_list_of_names(text) {
            continue;
        }
        let commits = signs.commits;
        let mentioned = commits
            && matches!(
                context.kind,
                SectionKind::Background
                    | SectionKind::Summary
                    | SectionKind::Unknown
                    | SectionKind::Front
                    | SectionKind::Risks
            );
        // What can be neither an action nor a mention needs no weighing.
        if !(can_count(context.kind) || mentioned || context.seen.is_some()) {
            continue;
        }
        let (words, told) = (Pieces::of(text), of_sentence(text, signs, context.kind));
        let likely = MODEL.as_ref().map_or(if commits { 1.0 } else { 0.0 }, |model| {
            model.likely([&words, &told, &around]).first().copied().unwrap_or(0.0)
        });
        if let Some(seen) = &context.seen {
            let pieces = vec![words, told, around.clone()];
            seen.borrow_mut().push(SeenSentence { text: text.to_owned(), pieces });
        }
        let least = if commits && context.counts() { STAYS } else { TELLS };
        let counted = likely >= least && can_count(context.kind);
        if !(counted || mentioned && likely >= MENTIONS) {
            continue;
        }
        let mut action = context.action(sentence.clone(), Form::Sentence);
        action.optional = !counted;
        if counted && action.running_year.is_none() {
            action.running_year = running.clone().filter(|_| !YEAR.is_match(text));
        }
        last_told = counted;
        found.push(action);
    }
}

/// Where sentences can be more than mentions.
fn can_count(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Plan | SectionKind::Status | SectionKind::Unknown | SectionKind::Findings)
}
