//! MessagePack, read piece by piece: <https://github.com/msgpack/msgpack/blob/master/spec.md>.
//!
//! Nothing is allocated for what is declared, only for what is there, and nothing recurses, so
//! that neither a length nor a depth in a broken file can do harm.

/// The bytes are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Broken {
    /// They end too early.
    #[error("it ends too early")]
    Cut,
    /// They go on after the end.
    #[error("it goes on after its end")]
    GoesOn,
    /// Something else stands where this should.
    #[error("there is no {0} where one should be")]
    No(&'static str),
}

/// Most strings of a list: a list of nothing but empty ones would take many times its bytes.
const MOST_STRINGS: usize = 1 << 22;

type Result<T, E = Broken> = std::result::Result<T, E>;

/// One piece. The items of arrays and maps follow it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece<'a> {
    /// Nothing.
    Nil,
    /// Yes or no.
    Bool(bool),
    /// A whole number; all of 64 bits fit, with and without sign.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
    /// Characters.
    Str(&'a str),
    /// Bytes.
    Bin(&'a [u8]),
    /// So many items follow.
    Array(usize),
    /// So many pairs of key and value follow.
    Map(usize),
}

/// A reader of pieces.
#[derive(Debug, Clone)]
pub(super) struct Unpack<'a> {
    rest: &'a [u8],
}

impl<'a> Unpack<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next piece.
    pub(super) fn piece(&mut self) -> Result<Piece<'a>> {
        let mark = self.unsigned(1)? as u8;
        Ok(match mark {
            0x00..=0x7f => Piece::Int(i128::from(mark)),
            0x80..=0x8f => Piece::Map(usize::from(mark & 0x0f)),
            0x90..=0x9f => Piece::Array(usize::from(mark & 0x0f)),
            0xa0..=0xbf => self.characters(u64::from(mark & 0x1f))?,
            0xc0 => Piece::Nil,
            0xc2 | 0xc3 => Piece::Bool(mark == 0xc3),
            0xc4..=0xc6 => {
                let length = self.unsigned(1 << (mark - 0xc4))?;
                Piece::Bin(self.take(length)?)
            }
            0xca => Piece::Float(f64::from(f32::from_bits(self.unsigned(4)? as u32))),
            0xcb => Piece::Float(f64::from_bits(self.unsigned(8)?)),
            0xcc..=0xcf => Piece::Int(i128::from(self.unsigned(1 << (mark - 0xcc))?)),
            0xd0..=0xd3 => Piece::Int(self.signed(1 << (mark - 0xd0))?),
            0xd9..=0xdb => {
                let length = self.unsigned(1 << (mark - 0xd9))?;
                self.characters(length)?
            }
            0xdc | 0xdd => Piece::Array(self.count(2 << (mark - 0xdc))?),
            0xde | 0xdf => Piece::Map(self.count(2 << (mark - 0xde))?),
            0xe0..=0xff => Piece::Int(i128::from(mark) - 256),
            // Never used, and the kinds that programs may make up.
            0xc1 | 0xc7..=0xc9 | 0xd4..=0xd8 => return Err(Broken::No("known kind of value")),
        })
    }

    /// The next piece, which stays to be read.
    pub(super) fn peek(&self) -> Result<Piece<'a>> {
        self.clone().piece()
    }

    /// Hands each pair of a map to a function, which must read the value.
    pub(super) fn map<E: From<Broken>>(
        &mut self,
        mut pair: impl FnMut(Piece<'a>, &mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        let Piece::Map(pairs) = self.piece()? else { return Err(Broken::No("map").into()) };
        for _ in 0..pairs {
            let key = self.piece()?;
            pair(key, self)?;
        }
        Ok(())
    }

    /// Hands the reader to a function for each item of an array, which must read it.
    pub(super) fn array<E: From<Broken>>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        let Piece::Array(items) = self.piece()? else { return Err(Broken::No("list").into()) };
        for _ in 0..items {
            item(self)?;
        }
        Ok(())
    }

    /// Characters.
    pub(super) fn string(&mut self) -> Result<&'a str> {
        let Piece::Str(string) = self.piece()? else { return Err(Broken::No("string")) };
        Ok(string)
    }

    /// A list of strings.
    pub(super) fn strings(&mut self) -> Result<Vec<String>> {
        let mut strings = Vec::new();
        self.array(|items| {
            if strings.len() == MOST_STRINGS {
                return Err(Broken::No("list of strings of a known length"));
            }
            strings.push(items.string()?.to_owned());
            Ok::<_, Broken>(())
        })?;
        Ok(strings)
    }

    /// A whole number.
    pub(super) fn int(&mut self) -> Result<i128> {
        let Piece::Int(int) = self.piece()? else { return Err(Broken::No("whole number")) };
        Ok(int)
    }

    /// Passes over a value with all that is in it.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut left: u128 = 1;
        while left > 0 {
            left -= 1;
            match self.piece()? {
                Piece::Array(items) => left += items as u128,
                Piece::Map(pairs) => left += 2 * pairs as u128,
                _ => {}
            }
        }
        Ok(())
    }

    /// The value was the last.
    pub(super) fn end(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(Broken::GoesOn) }
    }

    fn characters(&mut self, length: u64) -> Result<Piece<'a>> {
        let bytes = self.take(length)?;
        str::from_utf8(bytes).map(Piece::Str).map_err(|_| Broken::No("UTF-8"))
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8]> {
        let length = usize::try_from(length).map_err(|_| Broken::Cut)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Broken::Cut)?;
        self.rest = rest;
        Ok(taken)
    }

    fn count(&mut self, bytes: u32) -> Result<usize> {
        usize::try_from(self.unsigned(bytes)?).map_err(|_| Broken::Cut)
    }

    /// A number of so many bytes, the great end first.
    fn unsigned(&mut self, bytes: u32) -> Result<u64> {
        let taken = self.take(u64::from(bytes))?;
        Ok(taken.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn signed(&mut self, bytes: u32) -> Result<i128> {
        let unsigned = i128::from(self.unsigned(bytes)?);
        let limit = 1_i128 << (8 * bytes - 1);
        Ok(if unsigned < limit { unsigned } else { unsigned - 2 * limit })
    }
}
