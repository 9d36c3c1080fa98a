//! What a person says of a promise over a form: whether it may be said, and what is kept.
//!
//! Takes a form; gives a judgement to the store, and the way back to the page. A form that another site made a browser
//! send is refused; so is one that names a person.

use actix_web::{HttpRequest, http::header, web};
use serde::Deserialize;

use super::{Error, asked, links::Link, site::Site};
use crate::{
    personal,
    review::{Judgement, JudgementId, PersonalKind, Verdict, Year},
};

/// Longest role and longest reason, in letters.
const LONGEST_ROLE: usize = 60;
const LONGEST_NOTE: usize = 300;

/// The choices of the page that are kept on the way back.
const KEPT: [&str; 8] = ["ar", "slag", "for", "organisation", "omrade", "utfall", "sida", "lang"];

/// A judgement as the form sends it.
#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    ar: String,
    #[serde(default)]
    lofte: String,
    #[serde(default)]
    mot: String,
    #[serde(default)]
    utslag: String,
    #[serde(default)]
    roll: String,
    #[serde(default)]
    skal: String,
    #[serde(flatten)]
    back: Back,
}

/// A judgement that is taken back.
#[derive(Deserialize)]
pub(super) struct TakenBack {
    #[serde(default)]
    bedomning: String,
    #[serde(flatten)]
    back: Back,
}

/// The page that the form stood on.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    tillbaka: String,
    #[serde(default)]
    plats: String,
}

impl Back {
    /// An address of our own, whatever was sent.
    fn address(&self) -> String {
        let sent = web::Query::<Vec<(String, String)>>::from_query(&self.tillbaka).map(web::Query::into_inner);
        let kept = sent.unwrap_or_default().into_iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
        let link = kept.fold(Link::to("/loften"), |link, (name, value)| link.with(&name, value));
        match self.plats.parse::<i32>() {
            Ok(id) => link.at(format!("lofte-{id}")),
            Err(_) => link.href(),
        }
    }
}

/// Lets pass what our own pages send. Browsers say so in Sec-Fetch-Site; older ones in Origin.
pub(super) fn same_site(request: &HttpRequest) -> Result<(), Error> {
    let said = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    let is_own = match said("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            let origin = said(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
            let host = said(header::HOST.as_str()).filter(|host| !host.is_empty());
            origin.zip(host).is_some_and(|((_, origin), host)| origin.eq_ignore_ascii_case(host))
        }
    };
    if is_own { Ok(()) } else { Err(Error::OtherSite) }
}

/// Keeps a judgement; gives the way back.
pub(super) fn judge(site: &Site, given: &Given) -> Result<String, Error> {
    let organisation = asked::organisation(&site.dataset, &given.organisation)?;
    let wrong = |name: &'static str, found: &str, known: &str| Error::Choice {
        name,
        found: found.to_owned(),
        known: known.to_owned(),
    };
    let year: Year = given.ar.parse().map_err(|_| wrong("ar", &given.ar, &site.t.years(site.dataset.years())))?;
    let number = |text: &str| u64::from_str_radix(text, 16).ok();
    let index = site.dataset.find(&organisation.key);
    let review = index.and_then(|index| site.dataset.review_of(index, year)).map(|(review, _)| review);
    let promised = review.map(|review| site.dataset.actions_of(review)).unwrap_or_default();
    let promise = number(&given.lofte).filter(|promise| promised.iter().any(|one| one.fingerprint == *promise));
    let promise = promise.ok_or_else(|| wrong("lofte", &given.lofte, site.t.text("web_promise.from_page")))?;
    let follow_up = number(&given.mot).filter(|number| is_said(site, *number));
    let verdict = Verdict::of(&given.utslag, follow_up)
        .ok_or_else(|| wrong("utslag", &given.utslag, site.t.text("web_promise.from_page")))?;
    let (role, note) = (given.roll.trim(), given.skal.trim());
    if role.is_empty() || role.chars().count() > LONGEST_ROLE || note.chars().count() > LONGEST_NOTE {
        return Err(Error::Role);
    }
    if names_person(role) || names_person(note) {
        return Err(Error::Role);
    }
    site.store().judge(&Judgement {
        organisation: organisation.key.clone(),
        year,
        promise,
        verdict,
        role: role.to_owned(),
        note: (!note.is_empty()).then(|| note.to_owned()),
    })?;
    Ok(given.back.address())
}

/// Takes a judgement back, be it gone already; gives the way back.
pub(super) fn take_back(site: &Site, taken: &TakenBack) -> Result<String, Error> {
    let id = taken.bedomning.parse().map_err(|_| Error::Choice {
        name: "bedomning",
        found: taken.bedomning.clone(),
        known: site.t.text("web_promise.from_page").to_owned(),
    })?;
    site.store().take_back(JudgementId(id))?;
    Ok(taken.back.address())
}

/// Whether any current review says something of these words.
fn is_said(site: &Site, fingerprint: u64) -> bool {
    site.dataset.actions.iter().any(|action| action.fingerprint == fingerprint)
        || site.dataset.findings.iter().any(|finding| finding.fingerprint == fingerprint)
}

fn names_person(text: &str) -> bool {
    personal::mask(text, PersonalKind::code) != text
}

#[cfg(test)]
mod tests {
    use super::Back;

    #[test]
    fn the_way_back_is_always_our_own() {
        let address =
            |tillbaka: &str, plats: &str| Back { tillbaka: tillbaka.to_owned(), plats: plats.to_owned() }.address();
        assert_eq!(address("ar=2025&slag=bolag&x=1", "7"), "/loften?ar=2025&slag=bolag#lofte-7");
        assert_eq!(address("//annan.se/?ar=a%0D%0Ab", "x"), "/loften");
        assert_eq!(address("utfall=%0D%0Aa", ""), "/loften?utfall=%0D%0Aa");
    }
}
