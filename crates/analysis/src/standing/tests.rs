use super::statements::Mode;
use super::*;
use crate::corpus::{Days, Place};
use crate::moment::{Clock, When};
use proptest::prelude::*;
use sayso_model::Polarity;

fn said(words: &str, mode: Mode, date: &str, nth: u32) -> Said {
    let date = (!date.is_empty()).then(|| date.parse::<Edtf>().expect("EDTF"));
    Said {
        attribute: Attribute::ControlledBy,
        holder: Holder::Actor(0),
        words: words.to_owned(),
        value: None,
        polarity: Polarity::Asserted,
        mode,
        when: date.map(|date| When::of(&date, Clock::Happened)),
        ground: Ground::Deed(Place { document: 0, nth }),
    }
}

fn line(said: Vec<Said>) -> Line {
    let (attribute, holder) = (said[0].attribute, said[0].holder.clone());
    Line { attribute, holder, spells: spells::of(attribute, said) }
}

fn day(date: &str) -> i32 {
    Days::of(&date.parse().expect("EDTF")).expect("closed").first
}

/// What a line says of a day, in words, with how sure that is.
fn on<'l>(line: &'l Line, date: &str) -> Vec<(&'l str, Certainty)> {
    let on = |spell: &'l Spell| Some((spell.words.as_str(), spell.on(day(date))?));
    line.spells.iter().filter_map(on).collect()
}

#[test]
fn what_a_holder_says_later_ends_what_it_said_before() {
    let line = line(vec![
        said("the Guard", Mode::Begins, "2015-05", 0),
        said("the Front", Mode::Begins, "2015-08-03", 1),
        said("the Guard", Mode::Begins, "2016", 2),
    ]);
    assert_eq!(line.spells.len(), 3);
    assert!(on(&line, "2015-04-30").is_empty());
    assert_eq!(on(&line, "2015-05-20"), [("the Guard", Certainty::Perhaps)]);
    assert_eq!(on(&line, "2015-07-01"), [("the Guard", Certainty::Told)]);
    assert_eq!(on(&line, "2015-12-01"), [("the Front", Certainty::Told)]);
    assert_eq!(on(&line, "2020-01-01"), [("the Guard", Certainty::Since)]);
}

#[test]
fn two_things_said_of_one_day_end_neither() {
    let line = line(vec![
        said("the Guard", Mode::Begins, "2015-05-04", 0),
        said("the Front", Mode::Begins, "2015-05-04", 1),
    ]);
    let held = on(&line, "2015-06-01");
    assert_eq!(held, [("the Guard", Certainty::Since), ("the Front", Certainty::Since)]);
}

#[test]
fn what_is_seen_is_not_stretched_beyond_what_is_said() {
    let line = line(vec![
        said("the Guard", Mode::Seen, "2015-05-04", 0),
        said("the Guard", Mode::Seen, "2015-06-01", 1),
        said("the Front", Mode::Seen, "2015-09-01", 2),
    ]);
    assert!(on(&line, "2015-05-01").is_empty());
    assert_eq!(on(&line, "2015-05-20"), [("the Guard", Certainty::Told)]);
    assert_eq!(on(&line, "2015-07-01"), [("the Guard", Certainty::Last)]);
    let gap = Days { first: day("2015-06-02"), last: day("2015-08-31") };
    assert_eq!(line.gaps(), [gap]);
}

#[test]
fn a_denial_of_a_later_day_ends_what_it_denies() {
    let no = Said { polarity: Polarity::Denied, ..said("the Guard", Mode::Seen, "2015-06-01", 1) };
    let line = line(vec![said("the Guard", Mode::Begins, "2015-05-04", 0), no]);
    assert!(matches!(line.spells[0].until, Some(Until::Next(_))), "{line:?}");
    assert_eq!(on(&line, "2015-06-01")[1].1, Certainty::Told, "the denial itself");
}

#[test]
fn an_interval_has_the_ends_it_is_given() {
    let line = line(vec![said("a militia", Mode::Lasts, "../2016-11", 0)]);
    assert_eq!(on(&line, "2016-01-01"), [("a militia", Certainty::Perhaps)]);
    assert!(on(&line, "2016-12-01").is_empty());
}

proptest! {
    #[test]
    fn every_statement_grounds_one_spell_and_no_day_panics(
        given in proptest::collection::vec((0u8..3, 0u8..5, 0u8..8, 0u8..3), 1..40),
    ) {
        let dates = ["", "2015", "2015-05", "2015-05-04", "2015-06/2016", "../2015", "2016/..", "2014"];
        let said: Vec<Said> = (0..).zip(&given).map(|(nth, (value, mode, date, polarity))| {
            let modes = [Mode::Begins, Mode::Ends, Mode::Lasts, Mode::Seen, Mode::Undated];
            let words = ["one", "two", "three"][usize::from(*value)];
            let date = dates[usize::from(*date)];
            let polarity =
                [Polarity::Asserted, Polarity::Denied, Polarity::Hypothetical][usize::from(*polarity)];
            Said { polarity, ..said(words, modes[usize::from(*mode)], date, nth) }
        }).collect();
        let line = line(said);
        let mut grounds: Vec<Ground> =
            line.spells.iter().flat_map(|spell| spell.grounds.clone()).collect();
        grounds.sort_unstable();
        grounds.dedup();
        prop_assert_eq!(grounds.len(), given.len());
        prop_assert_eq!(
            line.spells.iter().map(|spell| spell.grounds.len()).sum::<usize>(), given.len()
        );
        for day in (day("2013")..day("2018")).step_by(30) {
            line.spells.iter().for_each(|spell| { let _ = spell.on(day); });
        }
        for gap in line.gaps() {
            prop_assert!(gap.first <= gap.last);
        }
    }
}
