//! The workbench: a dossier in the browser, on loopback, without a request to any other host.
//!
//! [`serve`] answers until it is told to stop; [`router`] is what it serves. Every page is made
//! on the server and needs no script. What the documents say together is put together once for
//! each operation of the log (`views`). The only thing it writes are rulings.

mod address;
mod answer;
mod asked;
mod blocks;
mod chain;
mod escape;
mod guard;
mod index;
mod kept;
mod marks;
mod pages;
mod paging;
mod quote;
mod ruled;
mod serve;
mod style;
mod view;
mod views;
mod workbench;

pub use serve::{ServeError, serve};
pub use workbench::{Workbench, router};
