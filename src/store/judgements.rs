//! Rows of judgements: what persons have said of promises, by the words of both.

use std::collections::HashMap;

use chrono::{NaiveDateTime, SubsecRound, Utc};
use diesel::prelude::*;

use super::{
    StoreError, StoredJudgement,
    codes::{whole, year},
    connection::{AnyConnection, bump},
    items::IDS_AT_ONCE,
    reviews::iso,
    schema::judgement,
};
use crate::review::{
    Judgement, JudgementEntry, JudgementId, Organisation, OrganisationIndex, OrganisationKey, Verdict,
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = judgement, treat_none_as_default_value = false)]
struct JudgementRow {
    organisation_key: String,
    year: i32,
    promise: i64,
    follow_up: Option<i64>,
    verdict: String,
    role: String,
    note: Option<String>,
    judged_at: NaiveDateTime,
}

/// Keeps a judgement. What was said before of the same two goes; and as a promise has one outcome, so does an earlier
/// answer to what came of it.
pub(super) fn add(connection: &mut AnyConnection, new: &Judgement) -> Result<JudgementId, StoreError> {
    let row = JudgementRow {
        organisation_key: new.organisation.0.clone(),
        year: whole(new.year.number()),
        promise: new.promise.cast_signed(),
        follow_up: new.verdict.follow_up().map(u64::cast_signed),
        verdict: new.verdict.code().to_owned(),
        role: new.role.clone(),
        note: new.note.clone(),
        judged_at: Utc::now().naive_utc().trunc_subsecs(0),
    };
    let of_promise = judgement::organisation_key
        .eq(row.organisation_key.clone())
        .and(judgement::year.eq(row.year))
        .and(judgement::promise.eq(row.promise));
    let earlier = judgement::table.filter(of_promise);
    let earlier: Vec<(i32, Option<i64>, String)> =
        earlier.select((judgement::id, judgement::follow_up, judgement::verdict)).load(connection)?;
    let is_answer = |code: &str| code != NOT_SAME;
    let gone = earlier.into_iter().filter(|(_, follow_up, code)| {
        (is_answer(code) && is_answer(&row.verdict)) || (row.follow_up.is_some() && *follow_up == row.follow_up)
    });
    let gone: Vec<i32> = gone.map(|(id, ..)| id).collect();
    diesel::delete(judgement::table.filter(judgement::id.eq_any(gone))).execute(connection)?;
    let id: i32 = diesel::insert_into(judgement::table).values(row).returning(judgement::id).get_result(connection)?;
    bump(connection)?;
    Ok(JudgementId(id))
}

/// The code of a verdict that rules something out without saying what came of the promise.
const NOT_SAME: &str = Verdict::NotSame(0).code();

/// Takes a judgement away; tells whether it was there.
pub(super) fn remove(connection: &mut AnyConnection, id: JudgementId) -> Result<bool, StoreError> {
    let was_there = diesel::delete(judgement::table.filter(judgement::id.eq(id.0))).execute(connection)? > 0;
    if was_there {
        bump(connection)?;
    }
    Ok(was_there)
}

/// The judgements with these ids, in the order asked.
pub(super) fn by_id(connection: &mut AnyConnection, ids: &[JudgementId]) -> Result<Vec<StoredJudgement>, StoreError> {
    let mut rows: HashMap<i32, JudgementRow> = HashMap::new();
    for part in ids.chunks(IDS_AT_ONCE) {
        let part: Vec<i32> = part.iter().map(|id| id.0).collect();
        let query = judgement::table.filter(judgement::id.eq_any(part));
        rows.extend(query.select((judgement::id, JudgementRow::as_select())).load::<(i32, JudgementRow)>(connection)?);
    }
    ids.iter().filter_map(|id| rows.get(&id.0).map(|row| stored(*id, row))).collect()
}

fn stored(id: JudgementId, row: &JudgementRow) -> Result<StoredJudgement, StoreError> {
    let judgement = Judgement {
        organisation: OrganisationKey(row.organisation_key.clone()),
        year: year(row.year)?,
        promise: row.promise.cast_unsigned(),
        verdict: verdict(&row.verdict, row.follow_up)?,
        role: row.role.clone(),
        note: row.note.clone(),
    };
    Ok(StoredJudgement { id, judgement, judged_at: iso(row.judged_at) })
}

fn verdict(code: &str, follow_up: Option<i64>) -> Result<Verdict, StoreError> {
    let verdict = Verdict::of(code, follow_up.map(i64::cast_unsigned));
    verdict.ok_or_else(|| StoreError::Damaged(format!("the code {code:?}")))
}

/// All judgements of organisations of the register, sorted as the data set wants them.
pub(super) fn entries(
    connection: &mut AnyConnection,
    organisations: &[Organisation],
) -> Result<Vec<JudgementEntry>, StoreError> {
    type Row = (i32, String, i32, i64, Option<i64>, String);
    let columns = (
        judgement::id,
        judgement::organisation_key,
        judgement::year,
        judgement::promise,
        judgement::follow_up,
        judgement::verdict,
    );
    let rows: Vec<Row> = judgement::table.select(columns).load(connection)?;
    let indices: HashMap<&str, OrganisationIndex> = (0u32..)
        .map(OrganisationIndex)
        .zip(organisations)
        .map(|(index, organisation)| (organisation.key.0.as_str(), index))
        .collect();
    let mut entries = Vec::with_capacity(rows.len());
    for (id, key, number, promise, follow_up, code) in rows {
        let Some(organisation) = indices.get(key.as_str()).copied() else { continue };
        entries.push(JudgementEntry {
            id: JudgementId(id),
            organisation,
            year: year(number)?,
            promise: promise.cast_unsigned(),
            verdict: verdict(&code, follow_up)?,
        });
    }
    entries.sort_unstable_by_key(|entry| (entry.organisation, entry.year, entry.promise, entry.id));
    Ok(entries)
}
