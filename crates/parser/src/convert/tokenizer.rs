//! The tokenizer's expressions and exceptions.

use super::config::Config;
use super::error::{ConvertError, Fault, Result};
use super::unpack::{Broken, Piece, Unpack};
use crate::model::{self, TokenizerRules};

/// The only kind of tokenizer that is nothing but rules.
const KNOWN: &str = "spacy.Tokenizer.v1";

/// Reads the file `tokenizer`.
pub(super) fn convert(config: &Config, bytes: &[u8]) -> Result<TokenizerRules> {
    let kind = config.string(&["nlp", "tokenizer", "@tokenizers"]).unwrap_or(KNOWN);
    if kind != KNOWN {
        return Err(ConvertError::unsupported("tokenizer", format!("it is of kind {kind}")));
    }
    read(bytes).map_err(|fault| ConvertError::fault("tokenizer", "tokenizer", fault))
}

fn read(bytes: &[u8]) -> Result<TokenizerRules, Fault> {
    let mut rules = TokenizerRules { faster_heuristics: true, ..TokenizerRules::default() };
    let mut reader = Unpack::new(bytes);
    reader.map(|key, value| {
        match key {
            Piece::Str("prefix_search") => rules.prefix = expression(value)?,
            Piece::Str("suffix_search") => rules.suffix = expression(value)?,
            Piece::Str("infix_finditer") => rules.infix = expression(value)?,
            Piece::Str("token_match") => rules.token_match = expression(value)?,
            Piece::Str("url_match") => rules.url_match = expression(value)?,
            Piece::Str("faster_heuristics") => {
                rules.faster_heuristics = value.piece()? != Piece::Bool(false);
            }
            Piece::Str("exceptions") => value.map(|key, value| {
                let Piece::Str(word) = key else { return Err(Broken::No("word").into()) };
                rules.exceptions.insert(word.to_owned(), pieces(value)?);
                Ok::<_, Fault>(())
            })?,
            _ => value.skip()?,
        }
        Ok::<_, Fault>(())
    })?;
    reader.end()?;
    Ok(rules)
}

fn expression(value: &mut Unpack<'_>) -> Result<Option<String>, Fault> {
    match value.piece()? {
        Piece::Nil => Ok(None),
        Piece::Str(expression) => Ok(Some(expression.to_owned())),
        _ => Err(Broken::No("expression").into()),
    }
}

/// The pieces of a word; their attributes are named by number or by name.
fn pieces(value: &mut Unpack<'_>) -> Result<Vec<model::Piece>, Fault> {
    let mut pieces = Vec::new();
    value.array(|value| {
        let mut piece = model::Piece { orth: String::new(), norm: None };
        value.map(|key, value| {
            match key {
                Piece::Int(65) | Piece::Str("ORTH") => value.string()?.clone_into(&mut piece.orth),
                Piece::Int(67) | Piece::Str("NORM") => {
                    piece.norm = Some(value.string()?.to_owned())
                }
                other => return Err(Fault::Unknown(format!("attribute {other:?} of a piece"))),
            }
            Ok(())
        })?;
        pieces.push(piece);
        Ok::<_, Fault>(())
    })?;
    Ok(pieces)
}
