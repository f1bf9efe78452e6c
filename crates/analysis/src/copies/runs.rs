//! An index that grows: keys, and the places where they stand.

/// Pairs of a key and a place in sorted runs, the oldest places in the first run.
///
/// Two neighbouring runs are merged as soon as the earlier one is not more than `SMALLER` times as
/// long, so that there are never more than a dozen, and each pair is moved a few dozen times at most
/// (the logarithmic method: Bentley and Saxe, *Decomposable searching problems*, 1980).
#[derive(Debug, Default, Clone)]
pub(super) struct Runs {
    runs: Vec<Vec<u64>>,
}

/// A run is at least so many times as long as the next.
const SMALLER: usize = 8;
/// Pairs looked at first on either side of where a key should be: those of one line of a cache.
const FIRST_STEP: usize = 8;

const fn pair(key: u32, place: u32) -> u64 {
    (key as u64) << 32 | place as u64
}

impl Runs {
    /// Adds keys with their places, all of which come after every place added before.
    pub(super) fn add(&mut self, keys: &[(u32, u32)]) {
        if keys.is_empty() {
            return;
        }
        let mut run: Vec<u64> = keys.iter().map(|&(key, place)| pair(key, place)).collect();
        run.sort_unstable();
        while let Some(mut before) = self.runs.pop_if(|before| before.len() <= run.len() * SMALLER)
        {
            before.reserve_exact(run.len());
            before.append(&mut run);
            // The stable sort finds the two sorted runs and merges them.
            before.sort();
            run = before;
        }
        self.runs.push(run);
    }

    /// Merges all runs, so that a key is looked for once.
    pub(super) fn settle(&mut self) {
        if self.runs.len() > 1 {
            let mut all = self.runs.concat();
            self.runs.clear();
            all.sort();
            self.runs.push(all);
        }
    }

    /// The places of a key before `end`, in order.
    pub(super) fn places(&self, key: u32, end: u32) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(move |run| {
            let from = first_at(run, pair(key, 0));
            let last = pair(key, end);
            run[from..].iter().take_while(move |&&p| p < last).map(|&p| p as u32)
        })
    }

    /// How many places a key has.
    pub(super) fn count(&self, key: u32) -> usize {
        let within = |run: &Vec<u64>| {
            let end = key.checked_add(1).map_or(run.len(), |next| first_at(run, pair(next, 0)));
            end - first_at(run, pair(key, 0))
        };
        self.runs.iter().map(within).sum()
    }

    /// The places of every key that has at least `fewest`, first by key.
    pub(super) fn repeated(&self, fewest: usize) -> Vec<Vec<u32>> {
        let mut all: Vec<u64> = self.runs.concat();
        all.sort();
        let of_one_key = all.chunk_by(|a, b| a >> 32 == b >> 32);
        let many = of_one_key.filter(|places| places.len() >= fewest);
        many.map(|places| places.iter().map(|&p| p as u32).collect()).collect()
    }
}

/// How many pairs are less than this one. Keys are hashes, so that it is looked for where it stands
/// if they are spread evenly, and from there on in steps that double.
fn first_at(run: &[u64], wanted: u64) -> usize {
    let guess = ((wanted >> 32) as usize).saturating_mul(run.len()) >> 32;
    let (mut low, mut high, mut step) = (guess, guess, FIRST_STEP);
    while low > 0 && run[low - 1] >= wanted {
        (high, low, step) = (low - 1, low.saturating_sub(step), step * 2);
    }
    while high < run.len() && run[high] < wanted {
        (low, high, step) = (high + 1, (high + step).min(run.len()), step * 2);
    }
    low + run[low..high].partition_point(|&p| p < wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_pair_is_found_wherever_it_stands(
            mut run in prop::collection::vec(any::<u64>(), 0..200),
            low in prop::collection::vec(0..9_u64, 0..90),
            wanted in prop_oneof![0..12_u64, any::<u64>()],
        ) {
            run.extend(low);
            run.sort_unstable();
            for wanted in run.iter().copied().chain([wanted, 0, u64::MAX]) {
                prop_assert_eq!(first_at(&run, wanted), run.partition_point(|&p| p < wanted));
            }
        }
    }

    #[test]
    fn one_by_one_is_as_all_at_once() {
        let keys: Vec<(u32, u32)> = (0..500).map(|place| (place * 7919 % 13, place)).collect();
        let (mut one, mut all) = (Runs::default(), Runs::default());
        keys.iter().for_each(|key| one.add(&[*key]));
        all.add(&keys);
        assert!(one.runs.len() < 12 && all.runs.len() == 1);
        for key in 0..14 {
            let wanted: Vec<u32> =
                keys.iter().filter(|k| k.0 == key && k.1 < 400).map(|k| k.1).collect();
            assert_eq!(one.places(key, 400).collect::<Vec<_>>(), wanted);
            assert_eq!(all.places(key, 400).collect::<Vec<_>>(), wanted);
            assert_eq!(one.count(key), keys.iter().filter(|k| k.0 == key).count());
        }
        assert_eq!(one.repeated(1), all.repeated(1));
        assert_eq!(one.repeated(1).len(), 13);
    }
}
