//! Maps whose copies are cheap: what one document adds to a hundred thousand must not cost a copy of
//! what they gave, while somebody still looks at that.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A map that shares what it holds with its copies; what a copy takes in then is its own.
#[derive(Debug, Clone)]
pub struct Shared<K, V> {
    held: Arc<BTreeMap<K, V>>,
    /// What came after somebody else had `held` too; goes before what is there.
    own: BTreeMap<K, V>,
}

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self { held: Arc::default(), own: BTreeMap::new() }
    }
}

impl<K: Ord, V> Shared<K, V> {
    /// What stands under a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.own.get(key).or_else(|| self.held.get(key))
    }

    /// Puts a value under a key.
    pub fn insert(&mut self, key: K, value: V) {
        self.open().insert(key, value);
    }

    /// Where new values go: among the others, unless a copy has these too.
    fn open(&mut self) -> &mut BTreeMap<K, V> {
        match Arc::get_mut(&mut self.held) {
            Some(held) => {
                held.extend(std::mem::take(&mut self.own));
                held
            }
            None => &mut self.own,
        }
    }
}

impl<K: Ord, V: Clone + Default> Shared<K, V> {
    /// The value under a key, to be changed; the least there is where there was none.
    pub fn entry(&mut self, key: K) -> &mut V {
        // Asked before `open`, since that may have to move it.
        let copied = match (self.own.contains_key(&key), Arc::strong_count(&self.held)) {
            (false, 2..) => self.held.get(&key).cloned(),
            _ => None,
        };
        self.open().entry(key).or_insert_with(|| copied.unwrap_or_default())
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Shared<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        Self { held: Arc::new(all.into_iter().collect()), own: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_what_was_there_and_keeps_what_comes_to_itself() {
        let mut one: Shared<u32, Vec<u32>> = [(1, vec![10]), (2, vec![20])].into_iter().collect();
        one.entry(1).push(11);
        let mut other = one.clone();
        other.entry(1).push(12);
        other.insert(3, vec![30]);
        assert_eq!(one.get(&1), Some(&vec![10, 11]));
        assert_eq!(one.get(&3), None);
        assert_eq!(other.get(&1), Some(&vec![10, 11, 12]));
        assert_eq!(other.get(&2), Some(&vec![20]));
        one.entry(1).push(13);
        drop(other.clone());
        assert_eq!(other.get(&1), Some(&vec![10, 11, 12]), "nor the other way round");
        // Nobody else has it any more: all of it is one again.
        drop(one);
        other.entry(1).push(14);
        assert_eq!(other.get(&1), Some(&vec![10, 11, 12, 14]));
        assert_eq!(other.get(&3), Some(&vec![30]));
        assert!(other.own.is_empty());
    }
}
