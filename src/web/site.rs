//! Who visits, in which language, and what every page has around its content.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};

use super::{Error, State, asked::Asked, assets, finder::Finder, links::Link};
use crate::{
    catalogue::Catalogue,
    dashboards::Dashboard,
    personal,
    review::{Dataset, Language},
    search,
    store::Store,
};

/// The name of the cookie that remembers the language.
pub(super) const LANGUAGE_COOKIE: &str = "lang";

/// A request for a page, before any work.
#[derive(Clone)]
pub(super) struct Visitor {
    /// The state of the app.
    pub(super) state: web::Data<State>,
    /// The choices of the address.
    pub(super) asked: Asked,
    /// The language: of the address, else of the cookie, else Swedish.
    pub(super) language: Language,
    path: String,
    query: Vec<(String, String)>,
}

impl Visitor {
    /// Reads a request.
    pub(super) fn of(request: &HttpRequest) -> Result<Visitor, Error> {
        let state = request.app_data::<web::Data<State>>().ok_or_else(|| Error::internal("the app has no state"))?;
        let asked = web::Query::<Asked>::from_query(request.query_string());
        let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let cookie = || request.cookie(LANGUAGE_COOKIE).and_then(|cookie| cookie.value().parse().ok());
        let asked = asked.map(web::Query::into_inner).map_err(|_| Error::Query)?;
        Ok(Visitor {
            state: state.clone(),
            language: asked.language().or_else(cookie).unwrap_or(Language::Sv),
            asked,
            path: request.path().to_owned(),
            query: query.map(web::Query::into_inner).unwrap_or_default(),
        })
    }

    /// The same visitor, whatever the query says; for pages that tell of a faulty one.
    pub(super) fn plain(request: &HttpRequest) -> Option<Visitor> {
        let state = request.app_data::<web::Data<State>>()?.clone();
        let cookie = request.cookie(LANGUAGE_COOKIE).and_then(|cookie| cookie.value().parse().ok());
        let language = cookie.unwrap_or(Language::Sv);
        Some(Visitor { state, asked: Asked::default(), language, path: request.path().to_owned(), query: Vec::new() })
    }

    /// The site with the data as they are now. Reads the store: only off the threads that answer requests.
    pub(super) fn site(self) -> Result<Site, Error> {
        let dataset = self.state.dataset()?;
        Ok(self.with(dataset))
    }

    /// The site with given data.
    pub(super) fn with(self, dataset: Arc<Dataset>) -> Site {
        Site { t: Catalogue::of(self.language), dataset, visitor: self }
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Visitor, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Visitor::of(request))
    }
}

/// What a page is built from.
pub(super) struct Site {
    /// Words and number forms.
    pub(super) t: &'static Catalogue,
    /// What is counted over.
    pub(super) dataset: Arc<Dataset>,
    visitor: Visitor,
}

impl Site {
    /// The store, for the texts that a page shows.
    pub(super) fn store(&self) -> &Store {
        self.visitor.state.store()
    }

    /// The dashboards, in the order of their keys.
    pub(super) fn dashboards(&self) -> &[Dashboard] {
        &self.visitor.state.settings().dashboards
    }

    /// Words of a document as pages show them: without what tells of a person.
    pub(super) fn words(&self, text: &str) -> String {
        personal::mask(text, |kind| self.t.personal(kind)).into_owned()
    }

    /// Words of the index as pages show them: with the words for what tells of a person.
    pub(super) fn found_words(&self, text: &str) -> String {
        search::with_words(text, |kind| self.t.personal(kind))
    }

    /// The index over the site's data.
    pub(super) fn finder(&self) -> Result<Arc<Finder>, Error> {
        Ok(self.visitor.state.finder(&self.dataset)?)
    }

    /// The choices of the address.
    pub(super) fn asked(&self) -> &Asked {
        &self.visitor.asked
    }

    /// The language of the page.
    pub(super) fn language(&self) -> Language {
        self.visitor.language
    }

    /// What stands around the content of a page.
    pub(super) fn layout(&self, title: impl Into<String>, current: Section) -> Layout {
        let other = match self.language() {
            Language::Sv => Language::En,
            Language::En => Language::Sv,
        };
        let kept = self.visitor.query.iter().filter(|(name, _)| name != "lang");
        let same = kept.fold(Link::to(self.visitor.path.clone()), |link, (name, value)| link.with(name, value));
        Layout {
            t: self.t,
            language: self.language(),
            title: title.into(),
            style: assets::style(),
            menu: Section::MENU.iter().map(|section| section.item(self.t, current)).collect(),
            other,
            other_href: same.with("lang", other).href(),
            other_name: match other {
                Language::Sv => "Svenska",
                Language::En => "English",
            },
            invented: self.dataset.invented,
            versions: self.versions(),
        }
    }

    fn versions(&self) -> String {
        if self.dataset.reviews.is_empty() {
            return String::new();
        }
        let data = self.dataset.version.to_string();
        let taxonomy = self.dataset.taxonomy_versions.join(", ");
        self.t.fill("web.versions", &[("data", &data), ("taxonomy", &taxonomy)])
    }
}

/// The parts of the site that the menu leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Overview,
    Compare,
    Readiness,
    Dashboards,
    Actions,
    Joint,
    Areas,
    Promises,
    Organisations,
    Reporting,
    Reviews,
    About,
    /// A page that the menu does not lead to.
    Other,
}

impl Section {
    const MENU: [Section; 11] = [
        Section::Overview,
        Section::Compare,
        Section::Readiness,
        Section::Joint,
        Section::Areas,
        Section::Actions,
        Section::Promises,
        Section::Organisations,
        Section::Reporting,
        Section::Reviews,
        Section::About,
    ];

    fn item(self, t: &'static Catalogue, current: Section) -> MenuItem {
        let (href, label) = match self {
            Section::Overview => ("/", t.text("web_nav.overview")),
            Section::Compare => ("/jamforelse", t.text("web_nav.compare")),
            Section::Readiness => ("/nis2", t.text("web_nav.readiness")),
            Section::Dashboards => ("/oversikter", t.text("web_nav.dashboards")),
            Section::Actions => ("/atgarder", t.text("web_nav.actions")),
            Section::Joint => ("/gemensamt", t.text("web_nav.joint")),
            Section::Areas => ("/omraden", t.text("web_nav.areas")),
            Section::Promises => ("/loften", t.text("web_nav.promises")),
            Section::Organisations => ("/organisationer", t.text("web_nav.organisations")),
            Section::Reporting => ("/inlamnade", t.text("web_nav.reporting")),
            Section::Reviews => ("/genomgangar", t.text("web_nav.reviews")),
            Section::About | Section::Other => ("/om", t.text("web_nav.about")),
        };
        MenuItem { href, label, current: self == current }
    }
}

/// An entry of the menu.
pub(super) struct MenuItem {
    pub(super) href: &'static str,
    pub(super) label: &'static str,
    pub(super) current: bool,
}

/// What stands around the content of a page.
pub(super) struct Layout {
    pub(super) t: &'static Catalogue,
    pub(super) language: Language,
    pub(super) title: String,
    pub(super) style: &'static str,
    pub(super) menu: Vec<MenuItem>,
    pub(super) other: Language,
    pub(super) other_href: String,
    pub(super) other_name: &'static str,
    pub(super) invented: bool,
    pub(super) versions: String,
}
