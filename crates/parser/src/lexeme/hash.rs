//! Numbers that stand for strings, and the rows of a table that stand for numbers.
//!
//! Both must equal what the pipelines were trained with, bit for bit: spaCy's `StringStore` and
//! Thinc's `Ops.hash`. Both rest on Austin Appleby's MurmurHash, which is in the public domain.

use std::sync::LazyLock;

/// A name that has a small number of its own instead of its hash.
#[derive(Debug)]
struct Symbol {
    hash: u64,
    name: &'static str,
    number: u64,
}

/// Those names, by their hashes: attributes, parts of speech, relations and kinds of names, as
/// spaCy 3.8's `spacy.symbols` numbers them.
static SYMBOLS: LazyLock<Vec<Symbol>> = LazyLock::new(|| {
    let lines = include_str!("../../data/symbols.tsv").lines();
    let symbol = |line: &'static str| {
        let (name, number) = line.split_once('\t')?;
        Some(Symbol { hash: murmur_64a(name.as_bytes(), SEED), name, number: number.parse().ok()? })
    };
    let mut symbols: Vec<Symbol> = lines.filter_map(symbol).collect();
    symbols.sort_by_key(|symbol| symbol.hash);
    symbols
});

/// The seed of the store's hashes.
const SEED: u64 = 1;

/// The number that stands for a string (`StringStore.__getitem__`).
pub(crate) fn hash_string(string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    let hash = murmur_64a(string.as_bytes(), SEED);
    let symbol = SYMBOLS.binary_search_by_key(&hash, |symbol| symbol.hash).map(|at| &SYMBOLS[at]);
    symbol.ok().filter(|symbol| symbol.name == string).map_or(hash, |symbol| symbol.number)
}

/// MurmurHash64A.
fn murmur_64a(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut part = u64::from_le_bytes(*block).wrapping_mul(FACTOR);
        part ^= part >> SHIFT;
        hash = (hash ^ part.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ (hash >> SHIFT)
}

/// Four numbers, to be taken modulo the rows of a table, that stand for a number
/// (Thinc's `NumpyOps.hash`: MurmurHash3's 128 bits of eight bytes, the variant for 64-bit
/// machines).
pub(crate) fn hash_rows(id: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed) ^ 8;
    let mixed = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31);
    let first = (mixed.wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed).wrapping_add(seed);
    let second = finish(seed.wrapping_add(first));
    let first = finish(first).wrapping_add(second);
    let second = second.wrapping_add(first);
    [low(first), low(first >> 32), low(second), low(second >> 32)]
}

/// MurmurHash3's last mixing of 64 bits.
fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The lower half.
fn low(number: u64) -> u32 {
    (number & u64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_of_the_string_store() {
        for (string, id) in [
            ("", 0),
            ("a", 11901859001352538922),
            ("the", 7425985699627899538),
            ("Hartwell", 469759472519586109),
            ("abcdefghi", 13885881106499164936),
            ("naïve", 16224804062388677344),
            ("“", 16073121960489476521),
            ("\n\n", 908432558851201422),
            ("Xxxxx", 16072095006890171862),
        ] {
            assert_eq!(hash_string(string), id, "{string:?}");
        }
        assert_eq!(hash_string(&"x".repeat(100)), 8460673862528987856);
    }

    #[test]
    fn symbols_have_their_own_numbers() {
        for (string, id) in [("X", 101), ("NOUN", 92), ("nsubj", 429), ("PERSON", 380), ("_", 456)]
        {
            assert_eq!(hash_string(string), id, "{string:?}");
        }
        assert_eq!(SYMBOLS.len(), 456);
        assert!(SYMBOLS.is_sorted_by(|a, b| a.hash < b.hash), "two hashes are the same");
    }

    #[test]
    fn rows_are_those_of_the_embedding() {
        for (id, seed, rows) in [
            (0, 8, [0, 0, 0, 0]),
            (1, 8, [1161550108, 2247783286, 1742325162, 1224191281]),
            (5, 8, [1797445366, 4269458499, 548684401, 4256704101]),
            (hash_string("the"), 8, [2332737498, 1315472909, 1351622599, 1973209364]),
            (hash_string("the"), 9, [1735412073, 1835966340, 156971749, 3014196226]),
            (u64::MAX, 8, [2488739950, 2974852181, 1585626277, 2314794624]),
        ] {
            assert_eq!(hash_rows(id, seed), rows, "{id} {seed}");
        }
    }
}
