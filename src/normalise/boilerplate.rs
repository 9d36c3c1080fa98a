//! How much of a document is wording that many reviews share.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::{items::Sentence, pattern::Folded};

/// Phrases that city templates and the law put into reviews.
const PHRASES: &str = include_str!("boilerplate.txt");

static SHARED: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let lines = PHRASES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let phrases: Vec<String> = lines.map(|line| Folded::of(line).text().to_owned()).collect();
    #[expect(clippy::expect_used, reason = "the phrases stand beside the source and are used by a test")]
    AhoCorasick::new(phrases).expect("phrases can be searched")
});

/// The share of words, 0 to 1, in sentences that hold a shared phrase. None where the document is too short to tell.
pub(super) fn share(sentences: &[Sentence]) -> Option<f64> {
    const FEWEST_WORDS: usize = 60;
    let (mut shared, mut all) = (0_usize, 0_usize);
    for sentence in sentences {
        let words = sentence.text().split_whitespace().count();
        all += words;
        if is_shared(sentence.text()) {
            shared += words;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    (all >= FEWEST_WORDS).then(|| shared as f64 / all as f64)
}

fn is_shared(text: &str) -> bool {
    SHARED.is_match(Folded::of(text).text())
}
