//! How much is taken in at most.

use serde::{Deserialize, Serialize};

/// How much is taken in at most; past a limit a diagnostic names it, by the name of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of one file that is kept whole. An archive may be larger: it is read as a stream.
    pub file: u64,
    /// Bytes of one record of a web archive, both as stored and out of its encodings.
    pub record: u64,
    /// Records of one web archive, or mails of one mailbox.
    pub records: u64,
    /// Bytes, unpacked, of one member of an archive that is kept whole: a file in a zip archive, a
    /// mail of a mailbox, an attachment, what a gzipped file holds.
    pub member: u64,
    /// Members of one archive.
    pub members: u64,
    /// How many containers may stand inside one another.
    pub depth: u64,
    /// Bytes that all there is in one source may come to when it is unpacked.
    pub unpacked: u64,
    /// How many times its packed size a member may come to, once it is larger than 8 MiB, and how
    /// many times its own size all that there is in one source, once that is more than 32 MiB.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 << 20,
            record: 64 << 20,
            records: 1_000_000,
            member: 256 << 20,
            members: 250_000,
            depth: 5,
            unpacked: 64 << 30,
            ratio: 100,
        }
    }
}

impl Limits {
    /// The limits that can be set, by name, and what each is of.
    pub const NAMES: [(&'static str, &'static str); 8] = [
        ("file", "bytes of one file that is kept whole"),
        ("record", "bytes of one record of a web archive"),
        ("records", "records of one web archive, or mails of one mailbox"),
        ("member", "bytes of one member of an archive, unpacked"),
        ("members", "members of one archive"),
        ("depth", "containers inside one another"),
        ("unpacked", "bytes that one source may come to when it is unpacked"),
        ("ratio", "times its packed size that a member, or all of a source, may come to"),
    ];

    /// Sets a limit by its name. A value is a whole number, and may end in `KiB`, `MiB`, `GiB` or
    /// `TiB`, or in `kB`, `MB`, `GB` or `TB` for powers of a thousand.
    ///
    /// # Errors
    ///
    /// Where there is no such limit, or the value is none: what there is to choose from.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let number = size(value).ok_or_else(|| {
            format!("{value:?} is no size: give a whole number, such as 1000 or 64MiB")
        })?;
        let field = match name {
            "file" => &mut self.file,
            "record" => &mut self.record,
            "records" => &mut self.records,
            "member" => &mut self.member,
            "members" => &mut self.members,
            "depth" => &mut self.depth,
            "unpacked" => &mut self.unpacked,
            "ratio" => &mut self.ratio,
            _ => {
                let names = Self::NAMES.map(|(name, _)| name).join(", ");
                return Err(format!("there is no limit named {name:?}; there are {names}"));
            }
        };
        *field = number;
        Ok(())
    }
}

/// The multiples a value may be given in.
const UNITS: [(&str, u64); 9] = [
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
    ("B", 1),
];

/// A size as people write it: a whole number, which may end in `B`, `KiB`, `MiB`, `GiB` or `TiB`, or
/// in `kB`, `MB`, `GB` or `TB` for powers of a thousand. `None` where it is none.
#[must_use]
pub fn size(value: &str) -> Option<u64> {
    let value = value.trim();
    let unit = UNITS.iter().find_map(|&(unit, times)| Some((value.strip_suffix(unit)?, times)));
    let (digits, times) = unit.unwrap_or((value, 1));
    digits.trim_end().parse::<u64>().ok()?.checked_mul(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_can_be_set_by_its_name() {
        let mut limits = Limits::default();
        for (nth, (name, _)) in (0..).zip(Limits::NAMES) {
            limits.set(name, &format!("{nth} KiB")).unwrap();
        }
        let Limits { file, record, records, member, members, depth, unpacked, ratio } = limits;
        let all = [file, record, records, member, members, depth, unpacked, ratio];
        assert_eq!(all, [0, 1, 2, 3, 4, 5, 6, 7].map(|n| n << 10));
    }

    #[test]
    fn what_cannot_be_set_is_named() {
        let mut limits = Limits::default();
        assert!(limits.set("recrod", "1").unwrap_err().contains("record, records"));
        for value in ["", "x", "-1", "1.5MiB", "99999999999GiB", "MiB"] {
            assert!(limits.set("file", value).unwrap_err().contains("64MiB"), "{value}");
        }
        assert_eq!(limits, Limits::default());
    }
}
