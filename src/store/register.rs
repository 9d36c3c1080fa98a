//! The register of organisations as kept in the database.

use std::collections::HashSet;

use diesel::prelude::*;

use super::{
    StoreError,
    codes::{Names, from_json, json, parsed, whole, year},
    connection::{AnyConnection, bump},
    schema::{organisation, review},
};
use crate::review::{Organisation, OrganisationKey};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation, treat_none_as_default_value = false)]
struct OrganisationRow {
    position: i32,
    key: String,
    name: String,
    kind: String,
    first_year: Option<i32>,
    last_year: Option<i32>,
    names_json: String,
}

/// The organisations in the order of the file that they came from.
pub(super) fn all(connection: &mut AnyConnection) -> Result<Vec<Organisation>, StoreError> {
    let query = organisation::table.order((organisation::position, organisation::id));
    query.select(OrganisationRow::as_select()).load(connection)?.into_iter().map(organisation_of).collect()
}

/// The keys that a review can be placed under.
pub(super) fn keys(connection: &mut AnyConnection) -> Result<HashSet<String>, StoreError> {
    Ok(organisation::table.select(organisation::key).load(connection)?.into_iter().collect())
}

/// Puts these in the place of those that were there; the same again changes nothing. Reviews of organisations that are
/// gone are no longer placed.
pub(super) fn replace(connection: &mut AnyConnection, organisations: &[Organisation]) -> Result<(), StoreError> {
    if all(connection)? == organisations {
        return Ok(());
    }
    diesel::delete(organisation::table).execute(connection)?;
    for (position, organisation) in (0..).zip(organisations) {
        diesel::insert_into(organisation::table).values(row(position, organisation)?).execute(connection)?;
    }
    let placed = review::table.filter(review::organisation_key.is_not_null());
    let used: Vec<Option<String>> = placed.select(review::organisation_key).distinct().load(connection)?;
    let keys: HashSet<&str> = organisations.iter().map(|organisation| organisation.key.0.as_str()).collect();
    for gone in used.iter().flatten().filter(|key| !keys.contains(key.as_str())) {
        diesel::update(review::table.filter(review::organisation_key.eq(gone)))
            .set((review::organisation_key.eq(None::<String>), review::version.eq(1), review::is_current.eq(true)))
            .execute(connection)?;
    }
    bump(connection)
}

fn row(position: i32, organisation: &Organisation) -> Result<OrganisationRow, StoreError> {
    let names =
        Names::new(organisation.aliases.clone(), organisation.predecessors.clone(), organisation.successors.clone());
    Ok(OrganisationRow {
        position,
        key: organisation.key.0.clone(),
        name: organisation.name.clone(),
        kind: organisation.kind.code().to_owned(),
        first_year: organisation.first_year.map(|year| whole(year.number())),
        last_year: organisation.last_year.map(|year| whole(year.number())),
        names_json: json(&names)?,
    })
}

fn organisation_of(row: OrganisationRow) -> Result<Organisation, StoreError> {
    let names: Names = from_json(&row.names_json)?;
    Ok(Organisation {
        key: OrganisationKey(row.key),
        name: row.name,
        kind: parsed(&row.kind)?,
        first_year: row.first_year.map(year).transpose()?,
        last_year: row.last_year.map(year).transpose()?,
        aliases: names.aliases,
        predecessors: names.predecessors,
        successors: names.successors,
    })
}
