//! Decisions on whom the Cybersecurity Act covers, as kept in the database.

use diesel::prelude::*;

use super::{
    StoreError,
    codes::parsed,
    connection::{AnyConnection, bump},
    schema::scope_decision,
};
use crate::review::ScopeDecision;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = scope_decision, treat_none_as_default_value = false)]
struct ScopeRow {
    legal_person: String,
    scope: String,
    reason: String,
    decided_by: String,
    decided_on: Option<String>,
}

/// The decisions, by legal person.
pub(super) fn all(connection: &mut AnyConnection) -> Result<Vec<ScopeDecision>, StoreError> {
    let rows = scope_decision::table.order(scope_decision::id).select(ScopeRow::as_select()).load(connection)?;
    let decision = |row: ScopeRow| {
        Ok(ScopeDecision {
            legal_person: row.legal_person,
            scope: parsed(&row.scope)?,
            reason: row.reason,
            decided_by: row.decided_by,
            decided_on: row.decided_on,
        })
    };
    let mut decisions = rows.into_iter().map(decision).collect::<Result<Vec<_>, StoreError>>()?;
    decisions.sort_by(|a, b| a.legal_person.cmp(&b.legal_person));
    Ok(decisions)
}

/// Puts these in the place of those that were there; the same again changes nothing.
pub(super) fn replace(connection: &mut AnyConnection, decisions: &[ScopeDecision]) -> Result<(), StoreError> {
    let mut sorted = decisions.to_vec();
    sorted.sort_by(|a, b| a.legal_person.cmp(&b.legal_person));
    if all(connection)? == sorted {
        return Ok(());
    }
    diesel::delete(scope_decision::table).execute(connection)?;
    for decision in sorted {
        let row = ScopeRow {
            legal_person: decision.legal_person,
            scope: decision.scope.code().to_owned(),
            reason: decision.reason,
            decided_by: decision.decided_by,
            decided_on: decision.decided_on,
        };
        diesel::insert_into(scope_decision::table).values(row).execute(connection)?;
    }
    bump(connection)
}
