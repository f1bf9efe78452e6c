//! The plain measure to beat: Jaro-Winkler (Winkler, *String comparator metrics and enhanced decision
//! rules in the Fellegi-Sunter model of record linkage*, 1990).

/// Of two names in small letters, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let letters = |name: &str| name.to_lowercase().chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    let jaro = jaro(&one, &other);
    let prefix = one.iter().zip(&other).take(4).take_while(|(a, b)| a == b).count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

fn jaro(one: &[char], other: &[char]) -> f64 {
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; other.len()];
    let mut mine = Vec::new();
    for (nth, letter) in one.iter().enumerate() {
        let near = nth.saturating_sub(reach)..other.len().min(nth + reach + 1);
        if let Some(place) = near.into_iter().find(|&p| !taken[p] && other[p] == *letter) {
            taken[place] = true;
            mine.push(*letter);
        }
    }
    if mine.is_empty() {
        return 0.0;
    }
    let theirs = other.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let moved = mine.iter().zip(theirs).filter(|(a, b)| a != b).count() / 2;
    let common = mine.len() as f64;
    let of = |name: &[char]| common / name.len() as f64;
    (of(one) + of(other) + (common - moved as f64) / common) / 3.0
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn the_examples_of_the_paper_come_out() {
        for (one, other, expected) in
            [("MARTHA", "MARHTA", 0.961), ("DWAYNE", "DUANE", 0.840), ("DIXON", "DICKSONX", 0.813)]
        {
            assert!((likeness(one, other) - expected).abs() < 0.001, "{one} {other}");
        }
        assert_eq!(likeness("", "a"), 0.0);
    }
}
