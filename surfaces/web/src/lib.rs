//! The workbench: a dossier in the browser, on loopback, without a request to any other host.
//!
//! [`serve`] answers until it is told to stop; [`router`] is what it serves. Every page is made
//! on the server, anew for every request, and needs no script. It only reads.

mod address;
mod answer;
mod asked;
mod blocks;
mod chain;
mod escape;
mod guard;
mod marks;
mod pages;
mod paging;
mod serve;
mod style;
mod workbench;

pub use serve::{ServeError, serve};
pub use workbench::{Workbench, router};
