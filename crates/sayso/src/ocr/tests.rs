//! Tables made here, and programs that are none.

use super::table::{Table, Word};
use super::*;
use proptest::prelude::*;

const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

fn table(rows: &str) -> Table {
    Table::read(format!("{HEAD}{rows}").as_bytes(), 100, 200).unwrap()
}

fn word(text: &str, pixels: [u32; 4], sure: f32) -> Word {
    Word { text: text.to_owned(), pixels, sure }
}

#[test]
fn words_are_read_with_their_places_and_how_sure_they_are() {
    let read = table(
        "1\t1\t0\t0\t0\t0\t0\t0\t100\t200\t-1\t\r\n\
         5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tThe\n\
         5\t1\t1\t1\t1\t2\t45\t20\t80\t12\t31\tgate.\r\n\
         5\t1\t2\t1\t1\t1\t0\t0\t100\t200\t95\t \n",
    );
    let words = [word("The", [10, 20, 40, 32], 0.965), word("gate.", [45, 20, 100, 32], 0.31)];
    assert_eq!((read.words.as_slice(), read.garbled), (&words[..], 0));
}

#[test]
fn what_is_not_understood_is_counted() {
    let read = table(
        "5\t1\t1\t1\t1\t1\t10\t20\t30\n\
         5\t1\t1\t1\t1\t1\tten\t20\t30\t12\t96\tThe\n\
         5\t1\t1\t1\t1\t1\t10\t20\t30\t12\tnan\tThe\n\
         9\t1\n\
         5\t1\t1\t1\t1\t1\t-9\t9223372036854775807\t30\t1\t96\tThe\n\
         5\t1\t1\t1\t1\t1\t-9\t99999999999\t5\t1\t-1\tcaf\u{e9}\n",
    );
    let words = [word("caf\u{e9}", [0, 200, 0, 200], 0.0)];
    assert_eq!((read.words.as_slice(), read.garbled), (&words[..], 5));
}

#[test]
fn what_is_no_table_is_none() {
    for answer in ["", "level", "Usage: tesseract\n", "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\ta\n"] {
        assert_eq!(Table::read(answer.as_bytes(), 9, 9), None);
    }
}

#[test]
fn pages_are_numbered_from_one_and_not_all_are_named() {
    assert_eq!(numbered(&[0]), "page 1");
    assert_eq!(numbered(&[1, 4]), "pages 2, 5");
    let many: Vec<u32> = (0..25).collect();
    assert!(numbered(&many).ends_with("19, 20 and 5 more"));
}

proptest! {
    #[test]
    fn no_answer_is_too_odd(answer in "(level\tpage_num\t)?([0-9a\t\n. -]|\\PC){0,200}") {
        if let Some(table) = Table::read(answer.as_bytes(), 50, 60) {
            for word in table.words {
                let [left, top, right, bottom] = word.pixels;
                prop_assert!(left <= right && right <= 50 && top <= bottom && bottom <= 60);
                prop_assert!((0.0..=1.0).contains(&word.sure) && !word.text.trim().is_empty());
            }
        }
    }

    #[test]
    fn any_bytes_are_read(answer in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Table::read(&answer, 50, 60);
        let _ = Table::read(&[HEAD.as_bytes(), &answer].concat(), u32::MAX, 0);
        let _ = shortened(&answer);
    }

    #[test]
    fn rows_of_odd_numbers_are_read(
        rows in proptest::collection::vec((any::<i64>(), any::<i64>(), any::<i64>(), any::<f32>()), 1..9),
    ) {
        let rows: String = rows
            .iter()
            .map(|(a, b, c, sure)| format!("5\t1\t1\t1\t1\t1\t{a}\t{b}\t{c}\t{a}\t{sure}\tx\n"))
            .collect();
        let read = table(&rows);
        prop_assert_eq!(read.words.len() + read.garbled, rows.lines().count());
    }
}
