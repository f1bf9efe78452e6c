//! What people ruled on who is one.

use sayso_model::{Bond, Holds, ItemId, Ruling};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The pairs of actors that people ruled to be one, or not to be, the last ruled on first. Of a pair that
/// was ruled on more than once the last ruling holds.
pub(super) fn pairs(rulings: &[Ruling], holds: Holds) -> impl Iterator<Item = (&ItemId, &ItemId)> {
    let mut last: BTreeMap<(&ItemId, &ItemId), (usize, Holds)> = BTreeMap::new();
    let on_actors = rulings.iter().filter(|ruling| ruling.bond == Bond::SameActor);
    for (order, ruling) in on_actors.enumerate() {
        for (nth, other) in ruling.items.iter().enumerate() {
            for one in &ruling.items[..nth] {
                last.insert((one.min(other), one.max(other)), (order, ruling.holds));
            }
        }
    }
    let mut held: Vec<_> = last.into_iter().filter(|(_, (_, held))| *held == holds).collect();
    held.sort_by_key(|(_, (order, _))| Reverse(*order));
    held.into_iter().map(|(pair, _)| pair)
}
