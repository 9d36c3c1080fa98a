//! What `chart` and `export` are asked to show, and the data that it is shown from.
//!
//! Takes arguments and settings; gives the dataset with the choices checked against it. Never writes to the database.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::{
    analytics::{Axis, Direction, Sort, SortBy},
    catalogue::Catalogue,
    config::Settings,
    panels::{PanelInput, Source, Sources, parse_for_year},
    review::{Dataset, Filter, ForYear, Kind, Language, OrganisationIndex, OrganisationKey, ReviewId, Year},
    store::{Location, Store},
};

/// The choices.
#[derive(Debug, clap::Args)]
pub(super) struct Selection {
    /// VP year whose reviews are shown [default: the newest year with a review]
    #[arg(long, value_name = "YEAR")]
    year: Option<Year>,
    /// One kind of organisation: kommunstyrelse, stadsdelsnamnd, facknamnd or bolag
    #[arg(long, value_name = "KIND")]
    kind: Option<Kind>,
    /// Count only actions for this year, or those without a year: YEAR, undated or any
    #[arg(long = "for", value_name = "YEAR", value_parser = parse_for_year, default_value = "any")]
    for_year: ForYear,
    /// One organisation, by its key in the register (`lagesbild register list`)
    #[arg(long, value_name = "KEY")]
    organisation: Option<String>,
    /// What the columns of the comparison are: omraden (areas), nis2 (measures of NIS2 article 21.2), arbetssatt (working
    /// methods) or handlingsplan (areas of the action plan)
    #[arg(long, value_name = "AXIS", default_value = "omraden")]
    axis: Axis,
    /// Order of organisations: register, name, total or a column of the axis, such as utbildning
    #[arg(long, value_name = "BY", default_value = "register")]
    sort: String,
    /// Which end of the order stands first: ascending or descending
    #[arg(long, value_name = "DIRECTION", default_value = "ascending")]
    direction: Direction,
    /// Language of the words: sv or en
    #[arg(long, value_name = "LANGUAGE", default_value = "sv")]
    language: Language,
}

/// The data, and the choices checked against it.
pub(super) struct Chosen {
    pub(super) store: Store,
    pub(super) catalogue: &'static Catalogue,
    dataset: Dataset,
    sources: Sources,
    filter: Filter,
    organisation: Option<OrganisationIndex>,
    axis: Axis,
    sort: Sort,
}

impl Chosen {
    /// What panels are built from.
    pub(super) fn input(&self) -> PanelInput<'_> {
        PanelInput {
            dataset: &self.dataset,
            filter: self.filter,
            organisation: self.organisation,
            axis: self.axis,
            sort: self.sort,
            catalogue: self.catalogue,
            sources: &self.sources,
        }
    }

    /// The reviews of the selection, in the order of the register.
    pub(super) fn reviews(&self) -> impl Iterator<Item = (ReviewId, &OrganisationKey)> {
        self.dataset.reviews.iter().filter(|review| review.year == self.filter.year).filter_map(|review| {
            let organisation = self.dataset.organisation(review.organisation)?;
            let wanted = self.organisation.is_none_or(|only| only == review.organisation)
                && self.filter.kind.is_none_or(|kind| kind == organisation.kind);
            wanted.then_some((review.id, &organisation.key))
        })
    }
}

impl Selection {
    /// Reads the database and checks the choices against it.
    ///
    /// # Errors
    /// A sentence that says which choices there are.
    pub(super) fn choose(&self, settings: &Settings) -> anyhow::Result<Chosen> {
        let by = SortBy::read(&self.sort, self.axis)?;
        let location: Location = settings.database.parse()?;
        let Location::Sqlite(path) = &location;
        // A database that is opened is made where it is missing; to look at nothing is a slip of the pen.
        if !path.exists() {
            bail!(
                "there is no database at {}; read reviews into one with `lagesbild ingest PATH...`, or name another with --database",
                path.display()
            );
        }
        let store = Store::open(&location)?;
        let dataset = store.dataset()?;
        let year = self.year_in(&dataset)?;
        let organisation = self.organisation_in(&dataset)?;
        let sources = sources(&store, &dataset, year)?;
        Ok(Chosen {
            store,
            catalogue: Catalogue::of(self.language),
            dataset,
            sources,
            filter: Filter { year, kind: self.kind, for_year: self.for_year },
            organisation,
            axis: self.axis,
            sort: Sort { by, direction: self.direction },
        })
    }

    fn year_in(&self, dataset: &Dataset) -> anyhow::Result<Year> {
        let years = dataset.years();
        let Some(newest) = years.last() else {
            bail!(
                "no review in the database has an organisation and a year; read some with `lagesbild ingest PATH...`"
            );
        };
        match self.year {
            None => Ok(newest),
            Some(year) if years.contains(year) => Ok(year),
            Some(year) => {
                bail!("there are no reviews for {year}; there are for {}", Catalogue::of(Language::En).years(years))
            }
        }
    }

    fn organisation_in(&self, dataset: &Dataset) -> anyhow::Result<Option<OrganisationIndex>> {
        let Some(key) = &self.organisation else { return Ok(None) };
        let found = dataset.find(&OrganisationKey(key.clone()));
        found
            .map(Some)
            .with_context(|| format!("{key:?} is no key in the register; `lagesbild register list` shows the keys"))
    }
}

/// The documents of a year's reviews.
fn sources(store: &Store, dataset: &Dataset, year: Year) -> anyhow::Result<Sources> {
    let reviews: Vec<ReviewId> =
        dataset.reviews.iter().filter(|review| review.year == year).map(|review| review.id).collect();
    let sources = store.reviews(&reviews)?.into_iter().map(|head| {
        let source = Source {
            file_name: head.file_name,
            sha256: head.sha256,
            version: head.version,
            taxonomy_version: head.taxonomy_version,
        };
        (head.id, source)
    });
    Ok(sources.collect())
}

/// Writes the bytes to the file, or to standard output where none is named.
///
/// # Errors
/// Where the file cannot be written. A reader of standard output that goes away is no error.
pub(super) fn write(bytes: &[u8], out: Option<&PathBuf>) -> anyhow::Result<()> {
    use std::io::{ErrorKind, Write};
    let Some(path) = out else {
        let mut stdout = std::io::stdout().lock();
        return match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other.context("standard output cannot be written"),
        };
    };
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// The end of a file's name, in small letters.
pub(super) fn ending(path: Option<&PathBuf>) -> Option<String> {
    path.map(PathBuf::as_path).and_then(Path::extension).map(|end| end.to_string_lossy().to_lowercase())
}
