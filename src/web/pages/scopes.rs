//! Whom the Cybersecurity Act covers, as pages tell it: a row a legal person, and a sentence for one organisation.

use super::parts::or_dash;
use crate::{
    review::{Kind, MUNICIPALITY, Organisation, Scope, ScopeDecision, Year},
    web::site::Site,
};

/// A legal person with what was decided on it.
pub(crate) struct ScopeRow {
    pub(crate) person: String,
    pub(crate) scope: String,
    pub(crate) reason: String,
    pub(crate) decided_by: String,
    pub(crate) decided_on: String,
}

/// The municipality, then each bolag of a year.
pub(crate) fn scope_rows(site: &Site, year: Year) -> Vec<ScopeRow> {
    let companies = site.dataset.expected(year, Some(Kind::Bolag));
    let persons = companies.map(|(_, company)| (company.legal_person(), company.name.as_str()));
    let municipality = (MUNICIPALITY, site.t.text("web_scope.municipality"));
    std::iter::once(municipality).chain(persons).map(|(key, name)| scope_row(site, key, name)).collect()
}

fn decision<'s>(site: &'s Site, legal_person: &str) -> Option<&'s ScopeDecision> {
    site.dataset.scopes.iter().find(|decision| decision.legal_person == legal_person)
}

fn scope_row(site: &Site, key: &str, name: &str) -> ScopeRow {
    let found = decision(site, key);
    let text = |of: fn(&ScopeDecision) -> &str| or_dash(site, found.map(of));
    ScopeRow {
        person: name.to_owned(),
        scope: site.t.scope(found.map_or(Scope::Undecided, |decision| decision.scope)).to_owned(),
        reason: text(|decision| &decision.reason),
        decided_by: text(|decision| &decision.decided_by),
        decided_on: text(|decision| decision.decided_on.as_deref().unwrap_or_default()),
    }
}

/// What the law makes of the legal person that an organisation is or belongs to.
pub(crate) fn scope_of(site: &Site, organisation: &Organisation) -> String {
    let key = organisation.legal_person();
    let person = if key == MUNICIPALITY { site.t.text("web_scope.municipality") } else { &organisation.name };
    let scope = decision(site, key).map_or(Scope::Undecided, |decision| decision.scope);
    site.t.fill("web_scope.of", &[("person", person), ("scope", site.t.scope(scope))])
}
