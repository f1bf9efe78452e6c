//! Who or what is behind a thing: blame, causes, claims of responsibility, and their denials.
//!
//! A statement or a deed that says so is an [`Answer`](answer::Answer). Two answers on one thing are at
//! odds where different holders give different ones, or one denies what another gives. They are looked
//! for in one page, and in the reports of one incident.

mod answer;
mod found;
mod given;
mod matter;
mod phrases;

pub(super) use found::{between, within};
