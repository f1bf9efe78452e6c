//! The corpus, changed a little in many ways: a fuzzer for every test run, the same each time.

/// How many mutants each file of the corpus gets, unless `SAYSO_MUTANTS` says otherwise.
const MUTANTS: u64 = 60;

/// A file of the corpus with a few changes, once for each mutant.
#[allow(clippy::disallowed_methods, reason = "a test may be asked to take longer")]
pub(crate) fn mutants(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let asked = std::env::var("SAYSO_MUTANTS").ok().and_then(|count| count.parse().ok());
    (0..asked.unwrap_or(MUTANTS)).map(|seed| mutant(bytes, seed))
}

fn mutant(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut chance = Chance(seed);
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        change(&mut bytes, &mut chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    if bytes.is_empty() {
        bytes.push(chance.byte());
        return;
    }
    let (at, len) = (chance.below(bytes.len()), chance.below(64));
    let to = (at + len).min(bytes.len());
    match chance.below(7) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes[at] = chance.byte(),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..to)),
        4 => bytes.insert(at, chance.byte()),
        5 => {
            let part = bytes[at..to].to_vec();
            let place = chance.below(bytes.len());
            bytes.splice(place..place, part);
        }
        _ => bytes[at..to].fill(*[0, 0xff, b' ', b'<'].get(chance.below(4)).unwrap_or(&0)),
    }
}

/// Numbers that look like chance (SplitMix64: Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn byte(&mut self) -> u8 {
        self.next() as u8
    }
}
