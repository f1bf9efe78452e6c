//! The patterns of the attribute ruler.

use super::error::{Fault, Result};
use super::unpack::{Broken, Piece, Unpack};
use crate::model::{Condition, Property, RulerRule, WordPattern};

/// Most rules, and most words of a pattern: what is written as one byte takes a hundred here.
const MOST_RULES: usize = 100_000;
const MOST_WORDS: usize = 100;

/// Reads the file `patterns`.
pub(super) fn convert(bytes: &[u8]) -> Result<Vec<RulerRule>, Fault> {
    let mut rules = Vec::new();
    let mut reader = Unpack::new(bytes);
    reader.array(|value| {
        if rules.len() == MOST_RULES {
            return Err(Fault::Unknown(format!("more than {MOST_RULES} rules")));
        }
        rules.push(rule(value)?);
        Ok::<_, Fault>(())
    })?;
    reader.end()?;
    Ok(rules)
}

fn rule(value: &mut Unpack<'_>) -> Result<RulerRule, Fault> {
    let mut rule = RulerRule::default();
    value.map(|key, value| {
        match key {
            Piece::Str("patterns") => value.array(|value| {
                let mut words = Vec::new();
                value.array(|value| {
                    if words.len() == MOST_WORDS {
                        return Err(Fault::Unknown(format!(
                            "more than {MOST_WORDS} words of a pattern"
                        )));
                    }
                    words.push(word(value)?);
                    Ok::<_, Fault>(())
                })?;
                rule.patterns.push(words);
                Ok::<_, Fault>(())
            })?,
            Piece::Str("attrs") => value.map(|key, value| set(&mut rule, key, value))?,
            Piece::Str("index") => {
                rule.index = i32::try_from(value.int()?).map_err(|_| Broken::No("index"))?;
            }
            _ => return Err(unknown("part", key)),
        }
        Ok(())
    })?;
    Ok(rule)
}

fn set(rule: &mut RulerRule, key: Piece<'_>, value: &mut Unpack<'_>) -> Result<(), Fault> {
    let place = match key {
        Piece::Str("TAG") => &mut rule.tag,
        Piece::Str("POS") => &mut rule.pos,
        Piece::Str("MORPH") => &mut rule.morph,
        Piece::Str("LEMMA") => &mut rule.lemma,
        Piece::Str("DEP") => &mut rule.relation,
        _ => return Err(unknown("attribute to set", key)),
    };
    *place = Some(value.string()?.to_owned());
    Ok(())
}

fn word(value: &mut Unpack<'_>) -> Result<WordPattern, Fault> {
    let mut pattern = WordPattern::default();
    value.map(|key, value| {
        if key == Piece::Str("IS_SPACE") {
            let Piece::Bool(is) = value.piece()? else { return Err(unknown("condition", key)) };
            pattern.conditions.push(Condition::IsSpace(is));
            return Ok(());
        }
        let property = property(key)?;
        if let Piece::Str(only) = value.peek()? {
            pattern.conditions.push(Condition::OneOf(property, vec![only.to_owned()]));
            return Ok(value.skip()?);
        }
        value.map(|key, value| {
            pattern.conditions.push(match key {
                Piece::Str("IN") => Condition::OneOf(property, value.strings()?),
                Piece::Str("NOT_IN") => Condition::NoneOf(property, value.strings()?),
                Piece::Str("REGEX") => Condition::Matches(property, value.string()?.to_owned()),
                _ => return Err(unknown("condition", key)),
            });
            Ok(())
        })
    })?;
    Ok(pattern)
}

fn property(key: Piece<'_>) -> Result<Property, Fault> {
    Ok(match key {
        Piece::Str("ORTH" | "TEXT") => Property::Orth,
        Piece::Str("LOWER") => Property::Lower,
        Piece::Str("NORM") => Property::Norm,
        Piece::Str("TAG") => Property::Tag,
        Piece::Str("POS") => Property::Pos,
        Piece::Str("LEMMA") => Property::Lemma,
        Piece::Str("DEP") => Property::Relation,
        _ => return Err(unknown("condition", key)),
    })
}

fn unknown(what: &str, key: Piece<'_>) -> Fault {
    Fault::Unknown(match key {
        Piece::Str(name) => format!("{what} `{name}` of a pattern"),
        other => format!("{what} {other:?} of a pattern"),
    })
}
