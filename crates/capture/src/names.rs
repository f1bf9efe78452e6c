//! What members of archives are called: as the archive names them, and yet no two alike.

use sayso_model::Digest;
use std::collections::BTreeMap;

/// The names given in one source so far.
///
/// Each is kept by the head of its digest: a clash of two would only add a number to a name.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<u64, u32>);

impl Names {
    /// The name itself the first time, then the name with ` (2)` and so on after it.
    pub(crate) fn unique(&mut self, name: String) -> String {
        let mut candidate = name.clone();
        while self.0.contains_key(&key(candidate.as_bytes())) {
            // Every turn passes a name that was given, once: the number only rises.
            let times = self.0.entry(key(name.as_bytes())).or_default();
            *times += 1;
            candidate = format!("{name} ({times})");
        }
        self.0.insert(key(candidate.as_bytes()), 1);
        candidate
    }
}

/// The head of a digest, as a short stand-in for some bytes.
pub(crate) fn key(bytes: &[u8]) -> u64 {
    let digest = Digest::of(bytes);
    digest.as_bytes().iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}

/// A member's name as people see it.
pub(crate) struct Shown {
    pub(crate) name: String,
    /// Whether something in it could lead a program, or a reader, astray.
    pub(crate) strange: bool,
}

/// The longest name that is shown whole, in bytes: every member of a container repeats its name.
const LONGEST: usize = 512;
/// The longest ending that a shortened name keeps: it tells the format.
const LONGEST_ENDING: usize = 8;

/// A member's name on one line, without what could lead astray: a path out of the archive's own
/// folder, a drive, control characters and those that are not seen or turn the direction of what
/// follows are written `\x2e`, as is what would look like another container's `!/`.
pub(crate) fn shown(name: &str) -> Shown {
    match shortened(name) {
        Some(Shortened { start, rest }) => {
            let Shown { name, .. } = shown_whole(start);
            Shown { name: name + &rest, strange: true }
        }
        None => shown_whole(name),
    }
}

/// An address, or an archive's own id of a record, as a name: what is not seen is written out, and
/// a long one is shortened. Whatever else is in it stays, since no program takes it for a path.
pub(crate) fn of_address(address: &str) -> String {
    let cut = shortened(address);
    let start = cut.as_ref().map_or(address, |cut| cut.start);
    let mut name = String::with_capacity(start.len());
    start.chars().for_each(|c| push(&mut name, c, is_hidden(c)));
    name.extend(cut.map(|cut| cut.rest));
    name
}

/// The beginning of a name that is too long, and what stands for the rest of it: the head of the
/// digest of the whole, and its ending.
struct Shortened<'n> {
    start: &'n str,
    rest: String,
}

fn shortened(name: &str) -> Option<Shortened<'_>> {
    let start = name.get(..name.floor_char_boundary(LONGEST)).filter(|_| name.len() > LONGEST)?;
    let digest = Digest::of(name.as_bytes()).to_string();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = (1..=LONGEST_ENDING).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (dot, ending) = if plain { (".", ending) } else { ("", "") };
    Some(Shortened { start, rest: format!("\u{2026}{}{dot}{ending}", &digest[..16]) })
}

fn shown_whole(name: &str) -> Shown {
    let mut shown = String::with_capacity(name.len());
    let drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let mut strange = drive || name.starts_with(['/', '\\']);
    for (nth, segment) in name.split('/').enumerate() {
        if nth > 0 {
            let escape = nth == 1 && shown.is_empty() || shown.ends_with('!');
            push(&mut shown, '/', escape);
        }
        let upward = segment == ".." || segment.starts_with("..\\") || segment.ends_with("\\..");
        strange |= upward;
        for (at, c) in segment.char_indices() {
            let hidden = is_hidden(c);
            strange |= hidden;
            let like_escape =
                c == '\\' && matches!(segment.as_bytes().get(at + 1), Some(b'x' | b'u'));
            let of_drive = drive && nth == 0 && at == 1;
            push(&mut shown, c, hidden || like_escape || of_drive || upward && c == '.');
        }
    }
    Shown { name: shown, strange }
}

fn push(shown: &mut String, c: char, escape: bool) {
    match u32::from(c) {
        _ if !escape => shown.push(c),
        code @ 0..=0xff => shown.push_str(&format!("\\x{code:02x}")),
        code => shown.push_str(&format!("\\u{{{code:x}}}")),
    }
}

/// Whether a character shows nothing, or changes how others are shown: a control character, one
/// that Unicode (16.0, `Default_Ignorable_Code_Point`) says is not seen, a line or paragraph
/// separator, a mark of interlinear notes, the empty Braille pattern.
///
/// Not the two selectors that choose how an emoji is drawn, which phones write into names.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The last part of a member's name: what a file of it would be called.
#[must_use]
pub fn name_in_member(member: &str) -> &str {
    member.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_met_again_are_told_apart() {
        let mut names = Names::default();
        let mut unique = |name: &str| names.unique(name.to_owned());
        assert_eq!(
            ["a", "a (2)", "a", "a", "a (2)", "b"].map(&mut unique),
            ["a", "a (2)", "a (3)", "a (4)", "a (2) (2)", "b"]
        );
    }

    #[test]
    fn what_leads_astray_is_written_out() {
        for (name, seen) in [
            ("../../etc/x", "\\x2e\\x2e/\\x2e\\x2e/etc/x"),
            ("a/../x", "a/\\x2e\\x2e/x"),
            ("/etc/x", "\\x2fetc/x"),
            ("C:\\y.txt", "C\\x3a\\y.txt"),
            ("a\0.txt", "a\\x00.txt"),
            ("a\u{202e}txt.exe", "a\\u{202e}txt.exe"),
            ("a\r\nb", "a\\x0d\\x0ab"),
            ("..\\x", "\\x2e\\x2e\\x5cx"),
            ("pi\u{ad}er\u{2066}\u{e0041}", "pi\\xader\\u{2066}\\u{e0041}"),
            ("a\u{3164}\u{206a}\u{180e}", "a\\u{3164}\\u{206a}\\u{180e}"),
            ("a\u{fe01}\u{fffa}\u{85}", "a\\u{fe01}\\u{fffa}\\x85"),
        ] {
            let shown = shown(name);
            assert!(shown.strange, "{name:?}");
            assert_eq!(shown.name, seen, "{name:?}");
        }
    }

    #[test]
    fn what_does_not_is_left_alone() {
        for name in
            ["a/b.txt", "two words.html", "..a/b..", "café/é.txt", "ab:c", "x!y/z", "❤\u{fe0f}"]
        {
            let shown = shown(name);
            assert_eq!((shown.name.as_str(), shown.strange), (name, false));
        }
        assert_eq!(shown("a!/b").name, "a!\\x2fb");
        assert_eq!(shown("a\\x41").name, "a\\x5cx41");
    }

    #[test]
    fn long_names_are_told_apart_and_keep_their_ending() {
        let long = |end: &str| format!("{}{end}", "a/\u{202e}".repeat(200));
        let names = ["b.html", "c.html", ".a b", ".toolongitis"].map(long);
        let shown = names.each_ref().map(|name| shown(name).name);
        assert!(shown[0].ends_with(".html") && shown[0] != shown[1], "{shown:?}");
        assert!(!shown[2].ends_with(".a b") && !shown[3].ends_with("itis"), "{shown:?}");
        assert!(shown.iter().all(|name| name.len() < 2_000 && !name.contains('\u{202e}')));
        let address = format!("https://vell.example/../a?b={}\n", "c".repeat(60_000));
        let of = of_address(&address);
        assert!(of.starts_with("https://vell.example/../a?b=c") && of.len() < 600, "{of}");
        assert_eq!(
            of_address("https://vell.example/a\u{200b}b!/"),
            "https://vell.example/a\\u{200b}b!/"
        );
    }

    #[test]
    fn two_names_are_never_shown_alike() {
        let pieces = ["a", "..", "/", "\\", "x2e", "!", "\u{202e}", "u{202e}", "C:", "\0", "x2f"];
        let mut seen = BTreeMap::new();
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for d in pieces {
                        let name = [a, b, c, d].concat();
                        let before = seen.insert(shown(&name).name, name.clone());
                        assert!(before.is_none_or(|before| before == name), "{name:?}");
                    }
                }
            }
        }
    }
}
