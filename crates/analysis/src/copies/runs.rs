//! An index that grows: keys, and the places where they stand.

/// Pairs of a key and a place in sorted runs, the oldest places in the first run.
///
/// Two neighbouring runs are merged as soon as the later one is at least half as long, so that
/// there are never more than a few dozen, and each pair is moved a few dozen times at most
/// (the logarithmic method: Bentley and Saxe, *Decomposable searching problems*, 1980).
#[derive(Debug, Default, Clone)]
pub(super) struct Runs {
    runs: Vec<Vec<u64>>,
}

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
        while let Some(mut before) = self.runs.pop_if(|before| before.len() <= run.len() * 2) {
            before.reserve_exact(run.len());
            before.append(&mut run);
            // The stable sort finds the two sorted runs and merges them.
            before.sort();
            run = before;
        }
        self.runs.push(run);
    }

    /// The places of a key before `end`, in order.
    pub(super) fn places(&self, key: u32, end: u32) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(move |run| {
            let from = run.partition_point(|&p| p < pair(key, 0));
            let last = pair(key, end);
            run[from..].iter().take_while(move |&&p| p < last).map(|&p| p as u32)
        })
    }

    /// How many places a key has.
    pub(super) fn count(&self, key: u32) -> usize {
        let within = |run: &Vec<u64>| {
            let from = run.partition_point(|&p| p < pair(key, 0));
            run[from..].partition_point(|&p| p >> 32 == u64::from(key))
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

#[cfg(test)]
mod tests {
    use super::*;

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
