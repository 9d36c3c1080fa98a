//! Lägesbild reads the yearly management reviews of information security (ledningens genomgång) of a city's
//! organisations and makes them comparable.
//!
//! The modules stand in the order of the flow; data moves one way through them:
//!
//! `bytes → document → sections → items → normalise → Review → store → Dataset → analytics → panels → charts | exports → web | cli`
//!
//! I/O happens at two doors only: `ingest` opens files and hands bytes to the reading stages; `store` owns rows. All
//! between is a pure function from values to values. A test in `tests/it` holds who may import whom.

pub mod config;
pub mod review;

pub mod diagnostics;
mod pattern;
pub mod personal;

pub mod learned;

pub mod document;
pub mod sections;

pub mod items;

pub mod normalise;

pub mod pipeline;

pub mod evaluation;

pub mod isolation;

pub mod store;

pub mod ingest;

pub mod search;

pub mod figures;

pub mod catalogue;

pub mod requirements;

pub mod analytics;

pub mod joint;

pub mod panels;

pub mod dashboards;

pub mod charts;
pub mod exports;

pub mod web;

pub mod cli;
