use super::*;
use encoding_rs::Encoding;
use proptest::prelude::*;
use sayso_model::Span;

fn decoded(bytes: &[u8]) -> Decoded {
    decode(bytes, &Hints::default()).unwrap()
}

/// The words that some bytes of the file decode to on their own.
fn alone(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The one stretch of the file that the words from `start` to `end` were made of.
fn only_source(read: &Decoded, start: usize, end: usize) -> std::ops::Range<u64> {
    let mut ranges = read.map.source_of(Span::new(start, end));
    assert_eq!(ranges.len(), 1);
    ranges.remove(0)
}

fn wide(words: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    words.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn an_empty_file_is_an_empty_text() {
    for bytes in [&b""[..], b"\xef\xbb\xbf"] {
        let empty = decoded(bytes);
        assert_eq!(empty.text, "");
        assert!(empty.diagnostics[0].message.contains("empty"));
    }
}

#[test]
fn passes_over_the_mark() {
    let marked = decoded("\u{feff}Île".as_bytes());
    assert_eq!(marked.text, "Île");
    assert_eq!(only_source(&marked, 0, 2), 3..5);
    assert!(marked.diagnostics.is_empty());
}

#[test]
fn reads_utf_16_with_and_without_a_mark() {
    let words = "The harbour café, the old pier 🛳 and the crew.";
    for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let plain = decoded(&wide(words, bytes));
        assert_eq!(plain.text, words);
        let ship = words.find('🛳').unwrap();
        let at = (words[..ship].encode_utf16().count() * 2) as u64;
        assert_eq!(only_source(&plain, ship, ship + 4), at..at + 4);
        let marked = decoded(&wide(&format!("\u{feff}{words}"), bytes));
        assert_eq!(marked.text, words);
        assert_eq!(only_source(&marked, ship, ship + 4), at + 2..at + 6);
    }
}

#[test]
fn guesses_windows_1252_and_says_so() {
    let bytes = b"The caf\xe9 \x93Le Ma\xeetre\x94 \x96 closed since the f\xeate, says the mayor.";
    let read = decoded(bytes);
    assert!(read.text.contains("café “Le Maître” –"), "{}", read.text);
    let at = read.text.find('é').unwrap();
    assert_eq!(only_source(&read, at, at + 2), 7..8);
    assert!(read.diagnostics[0].message.contains("windows-1252"));
}

#[test]
fn a_stated_charset_is_believed_unless_the_bytes_are_utf_8() {
    let hints = Hints { media_type: Some("text/plain; charset=koi8-r"), ..Hints::default() };
    let bytes = [0xed, 0xc9, 0xd2];
    assert_eq!(decode(&bytes, &hints).unwrap().text, "Мир");
    let read = decode("Мир".as_bytes(), &hints).unwrap();
    assert_eq!(read.text, "Мир");
    assert!(read.diagnostics[0].message.contains("KOI8-R is stated"));
}

#[test]
fn a_page_states_its_charset_within_it() {
    for statement in [
        "<!DOCTYPE html><meta charset='windows-1251'>",
        "<html><head><META http-equiv=x content='text/html; charset=Windows-1251'>",
        "<?xml version='1.0' encoding='windows-1251'?><html>",
    ] {
        let bytes = [statement.as_bytes(), &[0xcc, 0xe8, 0xf0]].concat();
        assert!(decoded(&bytes).text.ends_with("Мир"), "{statement}");
    }
    let plain = b"In the text, <meta charset='windows-1251'> stood \xe9t\xe9 comme hiver";
    assert!(decoded(plain).text.contains("été"), "only a page states it this way");
}

#[test]
fn one_broken_byte_does_not_make_utf_8_something_else() {
    let bytes = [b"\xff", "Мост закрыт, сказал мэр.".as_bytes()].concat();
    let read = decoded(&bytes);
    assert_eq!(read.text, "\u{fffd}Мост закрыт, сказал мэр.");
    assert_eq!(only_source(&read, 0, 3), 0..1);
    assert_eq!(read.diagnostics.len(), 1);
    assert!(read.diagnostics[0].message.contains("1 byte sequence is"));
}

#[test]
fn says_what_a_file_that_is_no_text_looks_like() {
    let said = |bytes: &[u8]| decode(bytes, &Hints::default()).unwrap_err().to_string();
    assert!(said(b"%PDF-1.7\n...").contains("a PDF"));
    assert!(said(b"PK\x03\x04..").contains("ZIP"));
    assert!(said(b"\0\0\0\x20ftypisom").contains("film"));
    assert!(said(&(0..=255).collect::<Vec<u8>>()).contains("binary"));
    assert!(said(b"abc\0def").contains("binary"));
}

#[test]
fn a_stray_control_character_is_kept_with_a_warning() {
    let bytes = [&[b'a'; 500][..], b"\0", &[b'b'; 500]].concat();
    let read = decoded(&bytes);
    assert_eq!(read.text.as_bytes(), bytes);
    assert!(read.diagnostics[0].message.contains("1 control character"));
}

#[test]
fn legacy_charsets_of_several_bytes_keep_their_places() {
    for (label, words) in [
        ("shift_jis", "東京 bridge 橋"),
        ("gb18030", "北京 bridge 橋𠀀"),
        ("euc-kr", "서울 bridge 다리"),
        ("big5", "臺北 bridge 橋"),
        ("iso-2022-jp", "東京 bridge 橋"),
    ] {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let bytes = encoding.encode(words).0.into_owned();
        let media_type = format!("text/plain; charset={label}");
        let hints = Hints { media_type: Some(&media_type), ..Hints::default() };
        let read = decode(&bytes, &hints).unwrap();
        assert_eq!(read.text, words, "{label}");
        assert!(read.map.fits(read.text.len(), bytes.len() as u64));
        if label != "iso-2022-jp" {
            check_runs(&read, &bytes, encoding).unwrap();
        }
    }
}

fn check_runs(
    read: &Decoded,
    bytes: &[u8],
    encoding: &'static Encoding,
) -> Result<(), TestCaseError> {
    let mut at = 0;
    for run in read.map.runs() {
        prop_assert_eq!(run.text as usize, at, "no word without bytes");
        for unit in 0..run.units as usize {
            let from = run.source as usize + unit * run.source_unit as usize;
            let made = alone(&bytes[from..from + run.source_unit as usize], encoding);
            let here = at + unit * run.text_unit as usize;
            let words = &read.text.as_bytes()[here..here + run.text_unit as usize];
            if run.text_unit == 1 && run.source_unit == 1 && encoding == encoding_rs::UTF_8 {
                prop_assert_eq!(words, &bytes[from..=from]);
            } else {
                prop_assert_eq!(words, made.as_bytes());
            }
        }
        at += run.units as usize * run.text_unit as usize;
    }
    prop_assert_eq!(at, read.text.len());
    Ok(())
}

#[test]
fn half_a_pair_and_half_a_unit_at_the_end_are_one_error() {
    let bytes = [&[0x20; 200][..], &[0xd8, 0x20, 0x20]].concat();
    let hints = Hints { media_type: Some("text/plain; charset=utf-16be"), ..Hints::default() };
    let read = decode(&bytes, &hints).unwrap();
    assert_eq!(read.text, "\u{2020}".repeat(100) + "\u{fffd}");
    assert_eq!(read.text, alone(&bytes, encoding_rs::UTF_16BE));
    check_runs(&read, &bytes, encoding_rs::UTF_16BE).unwrap();
}

proptest! {
    #[test]
    fn every_run_is_made_of_its_bytes(
        bytes in prop::collection::vec(prop_oneof![4 => 0x20u8..0x7f, 1 => 0x80u8..=0xff], 0..200),
        label in prop::sample::select(vec![
            "utf-8", "windows-1252", "windows-1256", "koi8-r", "shift_jis", "euc-jp", "gbk",
            "gb18030", "big5", "euc-kr", "utf-16le", "utf-16be",
        ]),
    ) {
        let media_type = format!("text/plain; charset={label}");
        let hints = Hints { media_type: Some(&media_type), ..Hints::default() };
        if let Ok(read) = decode(&bytes, &hints) {
            prop_assert!(read.map.fits(read.text.len(), bytes.len() as u64));
            if let Some(encoding) = Encoding::for_label(label.as_bytes())
                && Encoding::for_bom(&bytes).is_none()
                && (bytes.is_ascii() || std::str::from_utf8(&bytes).is_err())
            {
                let whole = alone(&bytes, encoding);
                prop_assert_eq!(&read.text, &whole);
                check_runs(&read, &bytes, encoding)?;
            }
        }
    }

    #[test]
    fn any_bytes_decode_or_fail_clearly(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = decode(&bytes, &Hints::default()) {
            prop_assert!(read.map.fits(read.text.len(), bytes.len() as u64));
        }
    }
}
