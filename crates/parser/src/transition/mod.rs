//! Moves over the words of a text: dependencies with sentence starts, and names.

mod arcs;
mod blocks;
mod lift;
mod names;
mod state;

pub(crate) use arcs::{ArcEager, FEATURES as ARC_FEATURES};
pub(crate) use blocks::{BLOCK, Blocks};
pub(crate) use lift::Arcs;
pub(crate) use names::{Biluo, FEATURES as NAME_FEATURES, Open, Place};
pub(crate) use state::{NONE, State};
