//! Fetching, from servers on loopback.

mod answers;
mod checks;
mod manners;
mod pages;
mod private;
mod secure;
mod server;
mod slow;
mod world;

use super::{Fetcher, Policy, Visit};
use crate::{Captured, Found, Limits};
use sayso_model::Diagnostic;
use std::time::Duration;
use world::Still;

/// As usual, but loopback may be asked, without a wait between.
fn policy() -> Policy {
    let between = Duration::ZERO;
    Policy { allow_private: true, between, ..Policy::new("sayso/0.0.0") }
}

fn fetch(address: &str) -> Visit {
    fetch_with(&Still::new(), policy(), address)
}

fn fetch_with(world: &Still, policy: Policy, address: &str) -> Visit {
    Fetcher::new(world, policy, Limits::default()).page(address)
}

/// The page.
#[track_caller]
fn page(visit: &Visit) -> &Captured {
    match visit.found.first() {
        Some(Found::Captured(captured)) => captured,
        other => panic!("no page: {other:?}"),
    }
}

/// Why there is no page.
#[track_caller]
fn why(visit: &Visit) -> String {
    match visit.found.first() {
        Some(Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. }) => {
            diagnostics.iter().map(Diagnostic::to_string).collect::<Vec<_>>().join("; ")
        }
        other => panic!("there is a page: {other:?}"),
    }
}

/// All that is told of a page.
fn told(captured: &Captured) -> String {
    captured.diagnostics.iter().map(Diagnostic::to_string).collect::<Vec<_>>().join("; ")
}
