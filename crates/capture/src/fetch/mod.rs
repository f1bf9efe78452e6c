//! Gets pages from servers: only the addresses asked for, and what they redirect to.
//!
//! [`Fetcher::page`] fetches one page and gives a WARC of everything that was sent and received on
//! the way, byte for byte, and the page as the WARC reader takes it out of there.
//! [`Fetcher::check`] asks whether an address still answers. What time it is, how long things
//! take, what names stand for and how to wait come from outside: a [`World`].

mod address;
mod answer;
mod archive;
mod check;
mod client;
mod error;
mod guard;
mod page;
mod robots;
mod tally;
mod tls;
mod wire;
mod world;

#[cfg(test)]
mod tests;

pub use address::Address;
pub use answer::{Answer, AnswerError, Asked, Cut};
pub use check::{LinkCheck, LinkState};
pub use client::Fetcher;
pub use error::{FetchError, Trouble};
pub use guard::refusal;
pub use page::Visit;
pub use robots::Robots;
pub use tally::Tally;
pub use world::{Policy, World};
