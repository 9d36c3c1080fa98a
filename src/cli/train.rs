//! `lagesbild train FIXTURES SRC`: the learned models of labels and of sentences, from annotated fixtures alone.
//!
//! Learns from the actions of every `about.toml` below `FIXTURES` that is not held out, from the labelled phrases of every
//! `*.jsonl`, and from the marked sentences of those in a folder `passages`. The same fixtures give the same bytes. For
//! those who work on the program.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Deserialize;

use super::{
    Exit,
    printing::{counted, note},
};
use crate::{
    document::{self, Limits},
    evaluation::{Gold, Likeness, likeness},
    items,
    learned::{Example, Pieces, train},
    normalise::{OUTPUTS, Taxonomy, outputs},
    review::{AreaSet, Label, MeasureSet},
    sections,
};

/// Where the weights stand below `src`.
const LABELS: &str = "normalise/learned.bin";
const SENTENCES: &str = "items/telling.bin";

/// What `train` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder with annotated reviews (about.toml) and phrases (*.jsonl)
    #[arg(value_name = "FIXTURES")]
    fixtures: PathBuf,
    /// The program's own `src`, whose weights are written anew
    #[arg(value_name = "SRC")]
    source: PathBuf,
}

/// A phrase with its labels, a line of JSON.
#[derive(Debug, Deserialize)]
struct Phrase {
    text: String,
    #[serde(default)]
    heading: String,
    #[serde(default)]
    areas: AreaSet,
    #[serde(default)]
    nis2: MeasureSet,
    #[serde(default)]
    areas_ok: AreaSet,
    #[serde(default)]
    nis2_ok: MeasureSet,
}

/// Running text below its headings, each sentence with whether people take it for an action, a line of JSON.
#[derive(Debug, Deserialize)]
struct Passage {
    headings: Vec<String>,
    sentences: Vec<MarkedSentence>,
}

#[derive(Debug, Deserialize)]
struct MarkedSentence {
    text: String,
    /// Nothing where people could differ.
    action: Option<bool>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut files = Vec::new();
    below(&args.fixtures, &mut files)?;
    // Weights that no longer fit the program must not keep it from being trained.
    let taxonomy = Taxonomy::builtin_terms()?;
    let (mut examples, mut sentences) = (Vec::new(), Vec::new());
    for path in files {
        let text = || fs::read_to_string(&path).with_context(|| path.display().to_string());
        if path.ends_with("about.toml") {
            let gold = Gold::from_toml(&text()?).with_context(|| path.display().to_string())?;
            if !gold.held_out {
                sentences.extend(told(&path, &gold)?);
                examples.extend(gold.actions.into_iter().map(|action| {
                    example(
                        &taxonomy.unmasked(&action.text),
                        action.heading.as_deref().unwrap_or_default(),
                        (action.areas, action.nis2),
                        (action.areas_ok, action.nis2_ok),
                    )
                }));
            }
        } else if path.parent().is_some_and(|folder| folder.ends_with("passages")) {
            for line in text()?.lines() {
                let passage: Passage = serde_json::from_str(line).with_context(|| path.display().to_string())?;
                sentences.extend(marked(&passage)?);
            }
        } else if path.extension().is_some_and(|suffix| suffix == "jsonl") {
            for line in text()?.lines() {
                let phrase: Phrase = serde_json::from_str(line).with_context(|| path.display().to_string())?;
                let (right, allowed) = ((phrase.areas, phrase.nis2), (phrase.areas_ok, phrase.nis2_ok));
                examples.push(example(&taxonomy.unmasked(&phrase.text), &phrase.heading, right, allowed));
            }
        }
    }
    anyhow::ensure!(!examples.is_empty(), "there is nothing to learn from in {}", args.fixtures.display());
    for (examples, outputs, name) in [(&examples, OUTPUTS, LABELS), (&sentences, 1, SENTENCES)] {
        let path = args.source.join(name);
        let bytes = train(examples, outputs).to_bytes();
        fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        note(&format!("{name}: learnt from {}", counted(examples.len(), "example", "examples")));
    }
    Ok(Exit::Done)
}

/// The sentences of a document's running text, with whether people took each for an action.
fn told(about: &Path, gold: &Gold) -> anyhow::Result<Vec<Example>> {
    let folder = about.parent().unwrap_or(about);
    let mut files = Vec::new();
    below(folder, &mut files)?;
    let document = files.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "source"));
    let path = document.with_context(|| format!("{} has no document beside it", about.display()))?;
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    seen(&bytes, |sentence| is_action(sentence, gold)).with_context(|| path.display().to_string())
}

/// The sentences of a passage, read as the text of a document is.
fn marked(passage: &Passage) -> anyhow::Result<Vec<Example>> {
    let mut text = String::new();
    for (level, heading) in passage.headings.iter().enumerate() {
        text.push_str(&format!("{} {heading}\n\n", "#".repeat(level + 1)));
    }
    let sentences: Vec<&str> = passage.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    text.push_str(&sentences.join(" "));
    seen(text.as_bytes(), |text| {
        let marked = passage.sentences.iter().find(|sentence| likeness(text, &sentence.text).same);
        marked.and_then(|sentence| sentence.action)
    })
}

/// The sentences of a document's running text as the model sees them, with what people said of each.
fn seen(bytes: &[u8], right: impl Fn(&str) -> Option<bool>) -> anyhow::Result<Vec<Example>> {
    let document = document::read(bytes, Limits::default())?;
    let sections = sections::split(&document.value).value;
    let sentences = items::seen_sentences(&sections).into_iter();
    Ok(sentences.map(|sentence| Example { right: vec![right(&sentence.text)], seen: sentence.pieces }).collect())
}

/// Whether people took a sentence for an action; nothing where they left it open or took it for part of one.
fn is_action(sentence: &str, gold: &Gold) -> Option<bool> {
    let alike = gold.actions.iter().map(|action| (likeness(sentence, &action.text), action.optional));
    let (closest, optional) = alike.max_by(|a, b| a.0.overlap.total_cmp(&b.0.overlap))?;
    match closest {
        Likeness { same: true, .. } => (!optional).then_some(true),
        Likeness { part: true, .. } => None,
        _ => Some(false),
    }
}

fn example(text: &str, above: &str, right: (AreaSet, MeasureSet), allowed: (AreaSet, MeasureSet)) -> Example {
    let holds = |(areas, measures): (AreaSet, MeasureSet), label: Label| match label {
        Label::Area(area) => areas.contains(area),
        Label::Measure(measure) => measures.contains(measure),
    };
    let told = |label| match (holds(right, label), holds(allowed, label)) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    };
    Example { seen: vec![Pieces::of(text), Pieces::above(above)], right: outputs().map(told).collect() }
}

/// All files below a folder, in the order of their paths.
fn below(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("the folder {} cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            below(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
