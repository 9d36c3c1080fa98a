//! Reviews made from what `about.toml` says by hand, so that pages and store are tested without the reading of documents.

use std::{fs, path::Path};

use lagesbild::{
    review::{
        Action, Area, EarnedBy, Evidence, Label, Matched, Metric, Organisation, Place, Review, Risk, Source, Span,
        Status,
    },
    store::{Incoming, ReadDocument, Sha256Hex},
};
use sha2::{Digest, Sha256};
use toml::{Table, Value};

/// Every case of `fixtures/reviews`, sorted by name.
pub(crate) fn cases(register: &[Organisation]) -> Vec<Incoming> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reviews");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases.iter().filter(|case| case.join("about.toml").is_file()).map(|case| incoming(case, register)).collect()
}

fn incoming(case: &Path, register: &[Organisation]) -> Incoming {
    let about: Table = fs::read_to_string(case.join("about.toml")).unwrap().parse().unwrap();
    let source =
        ["txt", "md"].iter().map(|end| case.join(format!("source.{end}"))).find(|path| path.is_file()).unwrap();
    let bytes = fs::read(&source).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let stem = case.file_name().unwrap().to_string_lossy().into_owned();
    let end = source.extension().unwrap().to_string_lossy().into_owned();
    let review = review(&stem, &about, &text, register);
    Incoming {
        file_name: format!("{stem}.{end}"),
        sha256: Sha256Hex(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()),
        read: ReadDocument { media_type: "text/plain".to_owned(), text, review, diagnostics: Vec::new() },
        bytes,
    }
}

fn review(stem: &str, about: &Table, text: &str, register: &[Organisation]) -> Review {
    let name = words(about, "organisation");
    let found = register.iter().find(|organisation| Some(&organisation.name) == name.as_ref());
    let list = |key: &str| about.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let tables = |key: &str| list(key).into_iter().filter_map(|item| item.as_table().cloned()).collect::<Vec<_>>();
    Review {
        doc: stem.to_owned(),
        organisation: found.map(|organisation| Matched {
            key: organisation.key.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
        }),
        organisation_as_written: name,
        review_year: about.get("review_year").cloned().and_then(|year| year.try_into().ok()),
        plan_years: Value::Array(list("plan_years")).try_into().unwrap(),
        dnr: words(about, "dnr"),
        decided_on: words(about, "decided_on"),
        actions: tables("actions").iter().map(|item| action(item, text)).collect(),
        risks: tables("risks").iter().map(|item| risk(item, text)).collect(),
        metrics: tables("metrics").iter().map(|item| metric(item, text)).collect(),
        findings: Vec::new(),
        personal: Vec::new(),
        taxonomy_version: "handmade".to_owned(),
    }
}

fn action(item: &Table, text: &str) -> Action {
    let areas: Vec<Area> = typed(item, "areas").unwrap_or_default();
    let quote = words(item, "text").unwrap();
    let first = quote.split(' ').next().unwrap_or_default().to_owned();
    let earned = EarnedBy { words: first, weight: 1.0, source: Source::Text };
    Action {
        place: place(text, &quote),
        heading: words(item, "heading").unwrap_or_default(),
        years: typed(item, "years").unwrap_or_default(),
        status: typed(item, "status").unwrap_or(Status::Planned),
        nis2: typed(item, "nis2").unwrap_or_default(),
        responsible: None,
        deadline: None,
        amounts: Vec::new(),
        optional: flag(item, "optional"),
        confidence: 0.9,
        evidence: areas
            .iter()
            .map(|area| Evidence { label: Label::Area(*area), confidence: 0.8, earned_by: vec![earned.clone()] })
            .collect(),
        areas: areas.into_iter().collect(),
        text: quote,
    }
}

fn risk(item: &Table, text: &str) -> Risk {
    let event = words(item, "text").unwrap();
    Risk {
        place: place(text, &event),
        likelihood: typed(item, "likelihood"),
        consequence: typed(item, "consequence"),
        value: typed(item, "value"),
        treatment: words(item, "treatment"),
        areas: typed(item, "areas").unwrap_or_default(),
        optional: flag(item, "optional"),
        confidence: 0.9,
        evidence: Vec::new(),
        text: event,
    }
}

fn metric(item: &Table, text: &str) -> Metric {
    let quote = words(item, "quote").unwrap_or_default();
    Metric {
        place: place(text, &quote),
        kind: typed(item, "kind").unwrap(),
        value: item
            .get("value")
            .map(|value| value.as_float().unwrap_or_else(|| value.as_integer().unwrap() as f64))
            .unwrap(),
        approximate: flag(item, "approximate"),
        note: words(item, "note"),
        confidence: 0.9,
        quote,
    }
}

fn words(item: &Table, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn typed<T: serde::de::DeserializeOwned>(item: &Table, key: &str) -> Option<T> {
    item.get(key).cloned().and_then(|value| value.try_into().ok())
}

fn flag(item: &Table, key: &str) -> bool {
    item.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// Where the words stand, white space aside; at the start of the text where they were mended too much to be found.
fn place(text: &str, words: &str) -> Place {
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, letter)| !letter.is_whitespace()).collect();
    let wanted: Vec<char> = words.chars().filter(|letter| !letter.is_whitespace()).collect();
    let found = [wanted.len(), 20].into_iter().find_map(|length| {
        let start = wanted.get(..length.min(wanted.len())).filter(|start| !start.is_empty())?;
        let same = |window: &[(usize, char)]| window.iter().map(|(_, letter)| letter).eq(start);
        let at = letters.windows(start.len()).position(same)?;
        let (last, letter) = letters[at + start.len() - 1];
        Some(Span { start: letters[at].0, end: last + letter.len_utf8() })
    });
    let span = found.unwrap_or(Span { start: 0, end: 0 });
    let line = text.get(..span.start).unwrap().matches('\n').count() + 1;
    Place { page: None, line: line as u32, span, quote: span.of(text).unwrap().to_owned() }
}
