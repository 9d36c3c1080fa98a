//! The tables as diesel knows them, by hand after `migrations/`. Same names and types on both databases.

diesel::table! {
    state (id) {
        id -> Integer,
        data_version -> BigInt,
        invented -> Bool,
    }
}

diesel::table! {
    organisation (id) {
        id -> Integer,
        position -> Integer,
        key -> Text,
        name -> Text,
        kind -> Text,
        first_year -> Nullable<Integer>,
        last_year -> Nullable<Integer>,
        names_json -> Text,
    }
}

diesel::table! {
    document (id) {
        id -> Integer,
        sha256 -> Text,
        file_name -> Text,
        media_type -> Text,
        byte_count -> BigInt,
        received_at -> Timestamp,
        text -> Text,
    }
}

diesel::table! {
    original (document_id) {
        document_id -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    review (id) {
        id -> Integer,
        document_id -> Integer,
        organisation_key -> Nullable<Text>,
        organisation_as_written -> Nullable<Text>,
        year -> Nullable<Integer>,
        plan_years -> Text,
        dnr -> Nullable<Text>,
        decided_on -> Nullable<Text>,
        version -> Integer,
        is_current -> Bool,
        usable -> Bool,
        remarks -> Integer,
        taxonomy_version -> Text,
    }
}

diesel::table! {
    action (id) {
        id -> Integer,
        review_id -> Integer,
        text -> Text,
        heading -> Text,
        years -> Text,
        status -> Text,
        areas -> Text,
        measures -> Text,
        optional -> Bool,
        page -> Nullable<Integer>,
        line -> Integer,
        span_start -> BigInt,
        span_end -> BigInt,
        quote -> Text,
        confidence -> Double,
        evidence_json -> Text,
        responsible -> Nullable<Text>,
        deadline -> Nullable<Text>,
        deadline_period -> Nullable<Text>,
        amounts_json -> Nullable<Text>,
    }
}

diesel::table! {
    risk (id) {
        id -> Integer,
        review_id -> Integer,
        text -> Text,
        likelihood -> Nullable<Integer>,
        consequence -> Nullable<Integer>,
        value -> Nullable<Integer>,
        treatment -> Nullable<Text>,
        areas -> Text,
        optional -> Bool,
        page -> Nullable<Integer>,
        line -> Integer,
        span_start -> BigInt,
        span_end -> BigInt,
        quote -> Text,
        confidence -> Double,
        evidence_json -> Text,
    }
}

diesel::table! {
    metric (id) {
        id -> Integer,
        review_id -> Integer,
        kind -> Text,
        value -> Double,
        approximate -> Bool,
        words -> Text,
        note -> Nullable<Text>,
        page -> Nullable<Integer>,
        line -> Integer,
        span_start -> BigInt,
        span_end -> BigInt,
        quote -> Text,
        confidence -> Double,
    }
}

diesel::table! {
    remark (id) {
        id -> Integer,
        review_id -> Integer,
        stage -> Text,
        kind -> Text,
        detail -> Text,
        place_json -> Nullable<Text>,
    }
}

diesel::table! {
    finding (id) {
        id -> Integer,
        review_id -> Integer,
        kind -> Text,
        text -> Text,
        heading -> Text,
        areas -> Text,
        page -> Nullable<Integer>,
        line -> Integer,
        span_start -> BigInt,
        span_end -> BigInt,
        quote -> Text,
        confidence -> Double,
        evidence_json -> Text,
    }
}

diesel::table! {
    personal (id) {
        id -> Integer,
        review_id -> Integer,
        kind -> Text,
        page -> Nullable<Integer>,
        line -> Integer,
        span_start -> BigInt,
        span_end -> BigInt,
    }
}

diesel::table! {
    scope_decision (id) {
        id -> Integer,
        legal_person -> Text,
        scope -> Text,
        reason -> Text,
        decided_by -> Text,
        decided_on -> Nullable<Text>,
    }
}

diesel::table! {
    judgement (id) {
        id -> Integer,
        organisation_key -> Text,
        year -> Integer,
        promise -> BigInt,
        follow_up -> Nullable<BigInt>,
        verdict -> Text,
        role -> Text,
        note -> Nullable<Text>,
        judged_at -> Timestamp,
    }
}

diesel::joinable!(review -> document (document_id));
diesel::joinable!(action -> review (review_id));
diesel::joinable!(risk -> review (review_id));
diesel::joinable!(metric -> review (review_id));
diesel::joinable!(remark -> review (review_id));
diesel::joinable!(finding -> review (review_id));
diesel::joinable!(personal -> review (review_id));

diesel::allow_tables_to_appear_in_same_query!(
    document,
    original,
    review,
    action,
    risk,
    metric,
    remark,
    finding,
    personal,
    organisation
);
