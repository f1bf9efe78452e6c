//! The parser and the finder of names: their moves, and the network that scores them.

use super::error::{ConvertError, Fault, Result};
use super::network::Network;
use super::unpack::{Piece, Unpack};
use crate::model::Transitions;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the moves are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Heads and relations (arc-eager).
    Parser,
    /// Names (BILUO).
    Names,
}

impl Kind {
    /// The letters of the moves, by number.
    fn letters(self) -> [&'static str; 6] {
        match self {
            Self::Parser => ["S", "D", "L", "R", "B", "A"],
            Self::Names => ["M", "B", "I", "L", "U", "O"],
        }
    }

    /// A move's name. Of those for names only `M` and `O` stand without a label.
    fn name(self, letter: &str, label: &str) -> String {
        let bare = match self {
            Self::Parser => label.is_empty(),
            Self::Names => matches!(letter, "M" | "O"),
        };
        if bare { letter.to_owned() } else { format!("{letter}-{label}") }
    }
}

/// The settings of a component are such as can be run.
pub(super) fn check_settings(component: &str, settings: &Value) -> Result<()> {
    if settings["beam_width"].as_u64().is_some_and(|width| width > 1) {
        return Err(ConvertError::unsupported(component, "it searches with a beam"));
    }
    if settings["learn_tokens"].as_bool() == Some(true) {
        return Err(ConvertError::unsupported(component, "it joins words after they were found"));
    }
    Ok(())
}

/// The names of the moves in the order of their scores.
///
/// spaCy keeps how often each label was seen by kind of move, and makes the order of it again: by
/// kind (as characters, not as numbers), then the most frequent first, labels of the same
/// frequency from Z to A. Labels that were added later have frequencies below zero, and come after
/// all others.
pub(super) fn moves(bytes: &[u8], kind: Kind) -> Result<Vec<String>, Fault> {
    let mut by_kind: Vec<(String, Value)> = seen(bytes)?.into_iter().collect();
    by_kind.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut moves = Vec::new();
    let mut added = Vec::new();
    for (action, labels) in &by_kind {
        let letter = action.parse().ok().and_then(|n: usize| kind.letters().get(n).copied());
        let letter = letter.ok_or_else(|| broken("it has an unknown kind of move"))?;
        for (times, label) in most_frequent_first(labels)? {
            let name = kind.name(letter, label);
            if times < 0 { added.push((times, label, name)) } else { moves.push(name) }
        }
    }
    // All moves of a label come where the first of them does, in the order of their kinds.
    let mut first: BTreeMap<&str, i64> = BTreeMap::new();
    for (times, label, _) in &added {
        let most = first.entry(label).or_insert(*times);
        *most = (*most).max(*times);
    }
    let place = |label: &str| first.get(label).copied();
    added.sort_by(|a, b| (place(b.1), b.1).cmp(&(place(a.1), a.1)));
    moves.extend(added.into_iter().map(|(_, _, name)| name));
    Ok(moves)
}

fn broken(what: &str) -> Fault {
    Fault::Broken(what.to_owned())
}

/// How often each label was seen, by the number of the kind of move.
fn seen(bytes: &[u8]) -> Result<Map<String, Value>, Fault> {
    let mut seen = None;
    Unpack::new(bytes).map(|key, value| {
        match key {
            Piece::Str("moves") => seen = Some(value.string()?),
            _ => value.skip()?,
        }
        Ok::<_, Fault>(())
    })?;
    let seen = seen.ok_or_else(|| broken("it has no `moves`"))?;
    serde_json::from_str(seen).map_err(|error| Fault::Broken(error.to_string()))
}

/// Labels with how often they were seen; of the same frequency from Z to A.
fn most_frequent_first(labels: &Value) -> Result<Vec<(i64, &str)>, Fault> {
    let labels = labels.as_object().ok_or_else(|| broken("labels of a move are no map"))?;
    let mut labels: Vec<_> = labels
        .iter()
        .map(|(label, times)| Some((times.as_i64()?, label.as_str())))
        .collect::<Option<_>>()
        .ok_or_else(|| broken("a label was not seen a whole number of times"))?;
    labels.sort_unstable_by(|a, b| b.cmp(a));
    Ok(labels)
}

/// The network that scores them.
pub(super) fn convert(
    network: &Network<'_>,
    encoder: usize,
    moves: Vec<String>,
) -> Result<Transitions, Fault> {
    let has_upper = network.one("parser_model")?.yes("has_upper")?;
    // The layer of scores hangs on the top, and so comes before the one that narrows vectors.
    let (upper, narrow) = match (has_upper, &network.all("linear")[..]) {
        (true, [upper, narrow]) => (Some(*upper), *narrow),
        (false, [narrow]) => (None, *narrow),
        _ => return Err(Fault::Broken("an unknown number of layers `linear`".to_owned())),
    };
    let affine = network.one("precomputable_affine")?;
    let ([features, hidden, pieces, _], lower) = affine.shaped("W")?;
    let upper_bias = upper.map(|layer| layer.shaped::<1>("b")).transpose()?;
    Ok(Transitions {
        encoder,
        narrow: narrow.shaped::<2>("W")?.1,
        narrow_bias: narrow.shaped::<1>("b")?.1,
        features,
        hidden,
        pieces,
        lower,
        lower_bias: affine.shaped::<2>("b")?.1,
        pad: affine.shaped::<4>("pad")?.1,
        upper: upper.map(|layer| layer.shaped::<2>("W")).transpose()?.map(|(_, data)| data),
        upper_bias: upper_bias.map_or_else(Vec::new, |(_, data)| data),
        moves,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_of_an_added_label_stay_together() {
        let json =
            br#"{"0": {"": 9}, "1": {"": 8}, "2": {"a": -2, "b": -1}, "3": {"a": -1, "c": 4}}"#;
        let length = u8::try_from(json.len()).expect("a short one");
        let packed = [b"\x81\xa5moves\xd9", &[length][..], json].concat();
        let moves = moves(&packed, Kind::Parser).expect("moves");
        assert_eq!(moves, ["S", "D", "R-c", "L-b", "L-a", "R-a"]);
    }
}
