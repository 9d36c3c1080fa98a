//! `lagesbild scope`: which legal persons the Cybersecurity Act covers, written as CSV or replaced by one.
//!
//! Takes and gives CSV with a row a legal person: the municipality, to which all nämnder belong, and each bolag. Never
//! decides anything itself: who has no row is undecided.

use std::{collections::HashSet, fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;

use super::{
    Exit,
    printing::{counted, line, note},
};
use crate::{
    config::Settings,
    ingest, personal,
    review::{Kind, MUNICIPALITY, Organisation, Scope, ScopeDecision},
    store::{Location, Store},
};

const COLUMNS: [&str; 5] = ["legal_person", "scope", "reason", "decided_by", "decided_on"];

/// What `scope` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Replace the decisions by a CSV file
    Import {
        /// UTF-8, comma or semicolon, with the columns that `scope export` writes
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
    },
    /// Write the decisions as CSV, with a row for every legal person
    Export {
        /// The file to write; standard output without it
        #[arg(long, value_name = "FILE.csv")]
        out: Option<PathBuf>,
    },
}

/// Runs the command.
pub(super) fn run(args: &Args, settings: &Settings) -> anyhow::Result<Exit> {
    let store = Store::open(&settings.database.parse::<Location>()?)?;
    let register = ingest::register(&store)?;
    match &args.action {
        Action::Import { file } => {
            let text =
                fs::read_to_string(file).with_context(|| format!("{} cannot be read as UTF-8", file.display()))?;
            let decisions = read(&text, register.organisations()).with_context(|| file.display().to_string())?;
            store.replace_scopes(&decisions)?;
            note(&format!("{} kept", counted(decisions.len(), "decision", "decisions")));
        }
        Action::Export { out } => {
            let text = write(register.organisations(), &store.scopes()?)?;
            match out {
                Some(path) => fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?,
                None => line(text.trim_end())?,
            }
        }
    }
    Ok(Exit::Done)
}

/// Every legal person of the register, the municipality first.
fn legal_persons(organisations: &[Organisation]) -> Vec<&str> {
    let companies = organisations.iter().filter(|organisation| organisation.kind == Kind::Bolag);
    std::iter::once(MUNICIPALITY).chain(companies.map(Organisation::legal_person)).collect()
}

/// The decisions of a CSV; a row that says `obeslutad` and nothing else is none. Nothing is taken from a faulty file.
fn read(text: &str, organisations: &[Organisation]) -> anyhow::Result<Vec<ScopeDecision>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = if text.lines().next().is_some_and(|heading| heading.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let position = |column: &str| headers.iter().position(|header| header.trim() == column);
    if let Some(missing) = COLUMNS.iter().find(|column| position(column).is_none()) {
        bail!("the column {missing} is missing; `lagesbild scope export` writes all of them");
    }
    let known: HashSet<&str> = legal_persons(organisations).into_iter().collect();
    let (mut decisions, mut seen) = (Vec::new(), HashSet::new());
    for (row, record) in (2..).zip(reader.records()) {
        let record = record?;
        let field = |column: &str| position(column).and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        let legal_person = field("legal_person");
        if !known.contains(legal_person.as_str()) {
            bail!(
                "row {row}, column legal_person: {legal_person:?} is no bolag of the register and not {MUNICIPALITY}"
            );
        }
        if !seen.insert(legal_person.clone()) {
            bail!("row {row}, column legal_person: {legal_person} stands on an earlier row too");
        }
        let scope: Scope = match field("scope") {
            empty if empty.is_empty() => Scope::Undecided,
            code => code.parse().with_context(|| format!("row {row}, column scope"))?,
        };
        let (reason, decided_by) = (field("reason"), field("decided_by"));
        if scope == Scope::Undecided && reason.is_empty() {
            continue;
        }
        if scope != Scope::Undecided && (reason.is_empty() || decided_by.is_empty()) {
            bail!("row {row}: a decision needs a reason and who decided (a role or a body)");
        }
        for (column, text) in [("reason", &reason), ("decided_by", &decided_by)] {
            if personal::mask(text, |_| "") != text.as_str() {
                bail!("row {row}, column {column}: it names a person; give a role or a body");
            }
            // No spreadsheet shall take what is written out again for a formula.
            if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                bail!("row {row}, column {column}: begin with a letter or a figure");
            }
        }
        let decided_on = Some(field("decided_on")).filter(|day| !day.is_empty());
        if let Some(day) = decided_on.as_ref().filter(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_err())
        {
            bail!("row {row}, column decided_on: {day:?} is no day such as 2026-02-01");
        }
        decisions.push(ScopeDecision { legal_person, scope, reason, decided_by, decided_on });
    }
    Ok(decisions)
}

fn write(organisations: &[Organisation], decisions: &[ScopeDecision]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for legal_person in legal_persons(organisations) {
        let found = decisions.iter().find(|decision| decision.legal_person == legal_person);
        let text = |of: fn(&ScopeDecision) -> &str| found.map(of).unwrap_or_default();
        let scope = found.map_or(Scope::Undecided, |decision| decision.scope);
        writer.write_record([
            legal_person,
            scope.code(),
            text(|decision| &decision.reason),
            text(|decision| &decision.decided_by),
            text(|decision| decision.decided_on.as_deref().unwrap_or_default()),
        ])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Register;

    #[test]
    fn decisions_are_read_back_as_they_were_written() {
        let register = Register::builtin().unwrap();
        let organisations = register.organisations();
        let decision = ScopeDecision {
            legal_person: "stokab".to_owned(),
            scope: Scope::Essential,
            reason: "Digital infrastruktur, medelstort".to_owned(),
            decided_by: "Styrelsen".to_owned(),
            decided_on: Some("2026-02-01".to_owned()),
        };
        let decisions = vec![decision];
        let text = write(organisations, &decisions).unwrap();
        assert_eq!(read(&text, organisations).unwrap(), decisions);
        assert_eq!(read(&text.replace(',', ";"), organisations).unwrap().len(), 1);
        assert!(text.contains("stockholms-kommun,obeslutad,,,"));
    }

    #[test]
    fn a_fault_names_its_row_and_nothing_is_taken() {
        let register = Register::builtin().unwrap();
        let check = |row: &str, expected: &str| {
            let text = format!("{}\n{row}\n", COLUMNS.join(","));
            let error = format!("{:#}", read(&text, register.organisations()).unwrap_err());
            assert!(error.contains(expected), "{error}");
        };
        check("trafiknamnden,viktig,x,Styrelsen,", "row 2, column legal_person");
        check("stokab,stor,x,Styrelsen,", "row 2, column scope");
        check("stokab,viktig,,Styrelsen,", "needs a reason");
        check("stokab,viktig,x,isam@example.org,", "names a person");
        check("stokab,viktig,x,Anna Andersson,", "names a person");
        check("stokab,viktig,=1+1,Styrelsen,", "begin with a letter");
        check("stokab,viktig,x,Styrelsen,i går", "no day");
        assert!(read("scope\n", register.organisations()).unwrap_err().to_string().contains("legal_person"));
    }
}
