use super::*;
use crate::plain::lines;

fn links(text: &str) -> Vec<String> {
    let text = text.replace('_', "\u{a0}");
    let found = find(&text, &lines(&text), &[]);
    found.links.iter().map(|l| l.span.of(&text).unwrap().replace('\u{a0}', "_")).collect()
}

/// Sentences that make `of`, `the`, `in`, `and` the words that a text is held together with.
const FILLER: &str = "The gates of the weir and the locks of the mill stand in the river, and in \
    the winter the crew of the upper town walks to the gates and to the locks of the mill. ";

#[test]
fn pairs_of_marks_hold_the_words_of_links() {
    let text = format!(
        "{FILLER}It was in the_first report_of the board, and the_second one_says so. \
         The crew_walked out_in March, in the_middle of the night, and nobody came. {FILLER}"
    );
    assert_eq!(links(&text), ["first report", "second one", "walked out", "middle of the night"]);
}

#[test]
fn a_link_ends_with_its_clause_where_no_mark_is() {
    let text = format!(
        "{FILLER}It was in the_first report_of the board, and the_second one_says so (see \
         the_minutes of March), as the_third report_does. In_Orlow_and_Veln. That is it. {FILLER}"
    );
    let wanted =
        ["first report", "second one", "minutes of March", "third report", "Orlow", "Veln"];
    assert_eq!(links(&text), wanted);
}

#[test]
fn typography_leaves_no_scars() {
    let french =
        "«_Le quai est fermé_», dit le maire_; pourquoi_? Voici_: 20_km et 30_%, M._Oude. ";
    let czech = "Byl v_Praze a_v_Brně i_s_otcem, u_nás k_večeru o_tom z_domu. ";
    let names = "On 3_March Mr_Rehn and J._Oude met Dr_Marsh in No._4, p._5. ";
    let ends = "It was shut.__Nobody came.  _Then it opened_ again. ";
    for text in [french, czech, names, ends] {
        let text = format!("{FILLER}{}{FILLER}", text.repeat(6));
        assert_eq!(links(&text), [""; 0], "{text}");
    }
    let all = format!("{FILLER}{FILLER}").replace(' ', "_");
    assert_eq!(links(&all), [""; 0]);
}

#[test]
fn one_or_two_are_not_enough() {
    let text = format!(
        "{FILLER}It was in the_first report_of the board, and the_second one_says so. \
         It is to_be seen. {FILLER}"
    );
    assert_eq!(links(&text), [""; 0]);
}

#[test]
fn words_run_together_end_a_link() {
    let page = format!(
        "{FILLER}It was in the_first report_of the board, and the_second one_says so. \
         The arms_were taken_in March, and_armsprovided by the town (nothing was provided) were \
         in the_disparagingof the crew. {FILLER}"
    )
    .replace('_', "\u{a0}");
    let found = find(&page, &lines(&page), &[]);
    let links: Vec<_> = found.links.iter().map(|l| l.span.of(&page).unwrap()).collect();
    assert_eq!(links, ["first report", "second one", "were taken", "arms", "disparaging"]);
    let repairs: Vec<_> = found.glued.iter().map(|g| g.repair.as_str()).collect();
    assert_eq!(repairs, ["arms provided", "disparaging of"]);
}

#[test]
fn hostile_lines_take_linear_time() {
    for unit in ["a\u{a0}", "a\u{a0}b c ", "(\u{a0}[", "of\u{a0}the ", "aB\u{a0}x(yz "] {
        let text = unit.repeat(100_000);
        find(&text, &lines(&text), &[]);
    }
}
