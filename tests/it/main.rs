//! The one test binary: a module per area.
//!
//! `cfg(test)` is always set here; it tells clippy that the helpers in the modules are test code too.

#[cfg(test)]
mod behaviours;
#[cfg(test)]
mod comparison;
#[cfg(test)]
mod dashboards;
#[cfg(test)]
mod extract;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod find;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod handmade;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod house;
#[cfg(test)]
mod ingest;
#[cfg(test)]
mod isolation;
#[cfg(test)]
mod judgements;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod readiness;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod remarks;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod store;
#[cfg(test)]
mod web;
