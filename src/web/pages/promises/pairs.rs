//! The pairs of the page: a promise's sentence, beside it what it was matched with, why, and what persons have said.

use std::collections::HashMap;

use crate::{
    analytics::{FollowUp, Promise, Said},
    figures::Table,
    panels::{self, PanelInput, SourcedFollowUp, SourcedPromise},
    review::{
        ActionId, FindingId, JudgementId, OutcomeKind, ReviewIndex, Sketcher, Status, Verdict, Year, YearSet,
        fingerprint,
    },
    store::{StoredAction, StoredFinding, StoredJudgement},
    web::{
        Error,
        pages::parts::{Choice, Named, Sentence, day, place_words, to_line},
        site::Site,
    },
};

/// Letters of a sentence in a list of choices.
const SHORT: usize = 90;

/// From these on a match is called sure, or likely.
const SURE: f64 = 0.8;
const LIKELY: f64 = 0.6;

/// A promise and what came of it.
pub(super) struct Pair {
    pub(super) anchor: i32,
    pub(super) promise: Sentence,
    pub(super) outcome_code: &'static str,
    pub(super) outcome: String,
    pub(super) confidence: String,
    pub(super) follow_up: Option<Beside>,
    pub(super) reason: String,
    pub(super) why: String,
    pub(super) copied: bool,
    pub(super) judged: Vec<Judged>,
    pub(super) form: Option<Form>,
}

/// What stands beside a promise.
pub(super) struct Beside {
    pub(super) from: String,
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) place: Named,
    pub(super) status_code: &'static str,
    pub(super) status: String,
    pub(super) mention: bool,
    pub(super) years: String,
    pub(super) areas: String,
}

/// What a person has said.
pub(super) struct Judged {
    pub(super) id: i32,
    pub(super) text: String,
    pub(super) back: String,
}

/// What a person can say.
pub(super) struct Form {
    pub(super) organisation: String,
    pub(super) year: Year,
    pub(super) promise: String,
    pub(super) options: Vec<Choice>,
    pub(super) back: String,
}

/// The sentences of some promises and of all that they may be matched with.
struct Sentences {
    actions: HashMap<ActionId, StoredAction>,
    findings: HashMap<FindingId, StoredFinding>,
}

impl Sentences {
    fn of(site: &Site, promises: &[Promise]) -> Result<Sentences, Error> {
        let said = promises.iter().flat_map(|promise| promise.follow_up.iter().chain(&promise.others));
        let (mut actions, mut findings) = (Vec::new(), Vec::new());
        for follow_up in said {
            match follow_up.said {
                Said::Action(action) => actions.push(action.id),
                Said::Finding(finding) => findings.push(finding.id),
            }
        }
        actions.extend(promises.iter().map(|promise| promise.action.id));
        // What a person ruled out is neither matched nor another that could be meant, but is named.
        for promise in promises.iter().filter(|promise| !promise.judgements.is_empty()) {
            let (Some(next), Some(review)) = (promise.next, site.dataset.review(promise.review)) else { continue };
            let judged = site.dataset.judgements_of(promise.organisation, review.year).iter();
            let judged = judged.filter(|judgement| judgement.promise == promise.action.fingerprint);
            let named: Vec<u64> = judged.filter_map(|judgement| judgement.verdict.follow_up()).collect();
            let (own, not_done) = (site.dataset.actions_of(next).iter(), site.dataset.findings_of(next).iter());
            actions.extend(own.filter(|one| named.contains(&one.fingerprint)).map(|one| one.id));
            findings.extend(not_done.filter(|one| named.contains(&one.fingerprint)).map(|one| one.id));
        }
        let actions = site.store().actions(&actions)?.into_iter().map(|found| (found.id, found)).collect();
        let findings = site.store().findings(&findings)?.into_iter().map(|found| (found.id, found)).collect();
        Ok(Sentences { actions, findings })
    }

    /// What is said, as files have it.
    fn sourced(&self, follow_up: &FollowUp) -> Option<SourcedFollowUp<'_>> {
        match follow_up.said {
            Said::Action(action) => self.actions.get(&action.id).map(|found| SourcedFollowUp {
                text: &found.action.text,
                status: Some(found.action.status),
                years: found.action.years,
                place: &found.action.place,
                review: found.review.id,
            }),
            Said::Finding(finding) => self.findings.get(&finding.id).map(|found| SourcedFollowUp {
                text: &found.finding.text,
                status: None,
                years: YearSet::EMPTY,
                place: &found.finding.place,
                review: found.review.id,
            }),
        }
    }
}

/// The pairs of a page; `query` is what its address asks for.
pub(super) fn pairs(site: &Site, promises: &[Promise], query: &str) -> Result<Vec<Pair>, Error> {
    let sentences = Sentences::of(site, promises)?;
    let ids: Vec<JudgementId> = promises.iter().flat_map(|promise| promise.judgements.iter().copied()).collect();
    let judgements = site.store().judgements(&ids)?.into_iter().map(|found| (found.id, found)).collect();
    let mut sketcher = Sketcher::default();
    let pair = |promise: &Promise| {
        let own = sentences.actions.get(&promise.action.id)?;
        let follow_up = promise.follow_up.as_ref().and_then(|found| Some((found, sentences.sourced(found)?)));
        let shared =
            follow_up.map(|(_, found)| shared(&mut sketcher, &own.action.text, found.text)).unwrap_or_default();
        Some(Pair {
            anchor: promise.action.id.0,
            promise: Sentence::with_organisation(site, own),
            outcome_code: promise.outcome.code(),
            outcome: outcome(site, promise),
            confidence: confidence(site, promise),
            follow_up: promise.follow_up.as_ref().and_then(|found| beside(site, promise, found, &sentences)),
            reason: reason(site, promise),
            why: follow_up.map(|(found, _)| why(site, found, &shared)).unwrap_or_default(),
            copied: promise.is_copied,
            judged: judged(site, promise, &judgements, &sentences, query),
            form: form(site, promise, &sentences, query),
        })
    };
    Ok(promises.iter().filter_map(pair).collect())
}

/// The same as rows of a file.
pub(super) fn table(site: &Site, input: &PanelInput, promises: &[Promise]) -> Result<Table, Error> {
    let sentences = Sentences::of(site, promises)?;
    let mut sketcher = Sketcher::default();
    let items: Vec<(&Promise, &StoredAction, Option<SourcedFollowUp<'_>>, Vec<String>)> = promises
        .iter()
        .filter_map(|promise| {
            let own = sentences.actions.get(&promise.action.id)?;
            let found = promise.follow_up.as_ref().and_then(|found| sentences.sourced(found));
            let shared = found.map(|found| shared(&mut sketcher, &own.action.text, found.text)).unwrap_or_default();
            Some((promise, own, found, shared))
        })
        .collect();
    let rows: Vec<SourcedPromise<'_>> = items
        .iter()
        .map(|(promise, own, follow_up, shared)| SourcedPromise {
            promise,
            action: &own.action,
            review: own.review.id,
            follow_up: *follow_up,
            shared,
        })
        .collect();
    Ok(panels::pairs(input, &rows))
}

/// The words of the first text that the second has too, each once, as they are written in the first.
fn shared(sketcher: &mut Sketcher, one: &str, other: &str) -> Vec<String> {
    let other = sketcher.sketch(other);
    let mut seen = Vec::new();
    let words = sketcher.words(one).into_iter().filter(|(stem, _)| {
        let is_new = other.binary_search(stem).is_ok() && !seen.contains(stem);
        seen.push(*stem);
        is_new
    });
    words.map(|(_, word)| word.to_lowercase()).collect()
}

fn outcome(site: &Site, promise: &Promise) -> String {
    let name = site.t.outcome(promise.outcome);
    match promise.times {
        0 | 1 => name.to_owned(),
        times => site.t.fill("web_promise.times", &[("outcome", name), ("n", &times.to_string())]),
    }
}

fn confidence(site: &Site, promise: &Promise) -> String {
    let t = site.t;
    match promise.confidence {
        None => String::new(),
        Some(_) if promise.is_judged => t.text("web_promise.by_person").to_owned(),
        Some(sure) => {
            let word = match sure {
                SURE.. => "web_promise.sure",
                LIKELY.. => "web_promise.likely",
                _ => "web_promise.unsure",
            };
            t.fill("web_promise.confidence", &[("word", t.text(word)), ("share", &t.share(sure))])
        }
    }
}

/// Where a next review is of another organisation, its name stands with the year.
fn review_words(site: &Site, promise: &Promise, next: ReviewIndex) -> Option<String> {
    let review = site.dataset.review(next)?;
    let year = review.year.to_string();
    if review.organisation == promise.organisation {
        return Some(site.t.fill("web_promise.review_of", &[("year", &year)]));
    }
    let heir = &site.dataset.organisation(review.organisation)?.name;
    Some(site.t.fill("web_promise.review_of_heir", &[("year", &year), ("organisation", heir)]))
}

/// Why nothing stands beside a promise.
fn reason(site: &Site, promise: &Promise) -> String {
    match (promise.outcome, promise.next.and_then(|next| review_words(site, promise, next))) {
        (OutcomeKind::Unknown, _) | (_, None) => site.t.text("web_promise.unknown").to_owned(),
        (_, Some(review)) => site.t.fill("web_promise.silent", &[("review", &review)]),
    }
}

fn why(site: &Site, found: &FollowUp, shared: &[String]) -> String {
    let t = site.t;
    let part = |share: f64| t.share(share);
    let likeness = found.likeness;
    let values = [("text", part(likeness.text)), ("area", part(likeness.area)), ("year", part(likeness.year))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let parts = t.fill("web_promise.parts", &values);
    if shared.is_empty() {
        return parts;
    }
    let words: Vec<String> = shared.iter().map(|word| format!("”{}”", site.words(word))).collect();
    format!("{} {parts}", t.fill("web_promise.shared", &[("words", &words.join(", "))]))
}

fn beside(site: &Site, promise: &Promise, found: &FollowUp, sentences: &Sentences) -> Option<Beside> {
    let t = site.t;
    let from = review_words(site, promise, promise.next?)?;
    Some(match found.said {
        Said::Action(action) => {
            let sentence = Sentence::of(site, sentences.actions.get(&action.id)?);
            Beside {
                from,
                heading: sentence.heading,
                text: sentence.text,
                place: sentence.place,
                status_code: sentence.status_code,
                status: sentence.status,
                mention: sentence.optional,
                years: sentence.years,
                areas: sentence.areas,
            }
        }
        Said::Finding(finding) => {
            let stored = sentences.findings.get(&finding.id)?;
            let found = &stored.finding;
            let label =
                format!("{}, {}", stored.review.file_name, place_words(site, found.place.page, found.place.line));
            Beside {
                from,
                heading: site.words(&found.heading),
                text: site.words(&found.text),
                place: Named { label, ..to_line(site, stored.review.document, &found.place) },
                status_code: "dropped",
                status: t.findings(found.kind).to_owned(),
                mention: false,
                years: t.text("words.missing").to_owned(),
                areas: found.areas.iter().map(|area| t.area(area)).collect::<Vec<_>>().join(", "),
            }
        }
    })
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

fn judged(
    site: &Site,
    promise: &Promise,
    judgements: &HashMap<JudgementId, StoredJudgement>,
    sentences: &Sentences,
    query: &str,
) -> Vec<Judged> {
    let t = site.t;
    let said = promise.judgements.iter().filter_map(|id| judgements.get(id)).map(|stored| {
        let judgement = &stored.judgement;
        let (role, date) = (site.words(&judgement.role), day(&stored.judged_at));
        let of = judgement.verdict.follow_up();
        let texts = sentences.actions.values().map(|found| &found.action.text);
        let mut texts = texts.chain(sentences.findings.values().map(|found| &found.finding.text));
        let sentence = of.and_then(|of| texts.find(|text| fingerprint(text) == of));
        let sentence = sentence
            .map_or_else(|| t.text("web_promise.gone").to_owned(), |text| format!("”{}”", site.words(&short(text))));
        let key = match judgement.verdict {
            Verdict::Same(_) => "web_promise.judged_same",
            Verdict::NotSame(_) => "web_promise.judged_not_same",
            Verdict::Nothing => "web_promise.judged_nothing",
        };
        let text = t.fill(key, &[("role", &role), ("date", &date), ("sentence", &sentence)]);
        let note = judgement.note.as_deref().map(|note| format!(" {}", site.words(note))).unwrap_or_default();
        Judged { id: stored.id.0, text: format!("{text}{note}"), back: query.trim_start_matches('?').to_owned() }
    });
    said.collect()
}

/// Nothing can be said where no next review has come in.
fn form(site: &Site, promise: &Promise, sentences: &Sentences, query: &str) -> Option<Form> {
    promise.next?;
    let organisation = site.dataset.organisation(promise.organisation)?;
    let options = promise.follow_up.iter().chain(&promise.others).filter_map(|found| {
        let sourced = sentences.sourced(found)?;
        let status = sourced.status.map_or_else(
            || site.t.findings(crate::review::FindingKind::NotDone).to_owned(),
            |status: Status| site.t.status(status).to_owned(),
        );
        let label = format!("{} ({})", site.words(&short(sourced.text)), status.to_lowercase());
        let is_matched = promise.follow_up.as_ref() == Some(found);
        Some(Choice::new(format!("{:016x}", found.said.fingerprint()), label, is_matched))
    });
    Some(Form {
        organisation: organisation.key.0.clone(),
        year: site.dataset.review(promise.review)?.year,
        promise: format!("{:016x}", promise.action.fingerprint),
        options: options.collect(),
        back: query.trim_start_matches('?').to_owned(),
    })
}
