use super::*;
use proptest::prelude::*;

fn language(words: &str) -> Option<&'static str> {
    Tally::of(words).language(None)
}

#[test]
fn a_sentence_tells_its_language() {
    for (tag, sentence) in [
        ("en", "The mayor said that the quay would be shut for the winter."),
        ("fr", "Le maire a dit que le quai serait fermé pour tout l’hiver."),
        ("de", "Der Bürgermeister sagte, dass der Kai für den Winter gesperrt wird."),
        (
            "es",
            "Los vecinos del barrio alto dicen que nadie les avisó antes de que llegaran las máquinas al río.",
        ),
        ("pt", "O prefeito disse que o cais não seria aberto até o fim do inverno."),
        ("it", "Il sindaco ha detto che il molo non sarà aperto per tutto l’inverno."),
        ("nl", "De burgemeester zei dat de kade voor de winter niet open zou zijn."),
        ("sv", "Borgmästaren sade att det inte är klart om kajen ska vara öppen."),
        ("pl", "Burmistrz powiedział, że nabrzeże nie jest już otwarte i nie będzie do wiosny."),
        ("tr", "Belediye başkanı bu kış için bir karar olmadığını ve daha çok var dedi."),
        ("ar", "قال رئيس البلدية إن الرصيف سيغلق طوال فصل الشتاء."),
        ("fa", "شهردار گفت که این اسکله در تمام زمستان بسته است."),
        ("ur", "میئر نے کہا کہ یہ گھاٹ سردیوں میں بند رہے گا۔"),
        ("he", "ראש העיר אמר שהרציף יהיה סגור כל החורף."),
        ("ru", "Мэр сказал, что набережная будет закрыта на всю зиму."),
        ("uk", "Мер сказав, що набережна буде закрита на всю зиму і її не відкриють."),
        ("el", "Ο δήμαρχος είπε ότι η αποβάθρα θα μείνει κλειστή."),
        ("zh", "市长说码头整个冬天都将关闭。"),
        ("ja", "市長は、埠頭は冬の間ずっと閉鎖されると述べた。"),
        ("ko", "시장은 부두가 겨울 내내 폐쇄될 것이라고 말했다."),
        ("hi", "महापौर ने कहा कि घाट सर्दियों में बंद रहेगा और यह नहीं खुलेगा।"),
        ("th", "นายกเทศมนตรีกล่าวว่าท่าเรือจะปิดตลอดฤดูหนาว"),
    ] {
        assert_eq!(language(sentence), Some(tag), "{sentence}");
    }
}

#[test]
fn few_words_are_in_no_known_language() {
    for words in
        ["", "Orlow", "Harbour Watch", "the the the the the the the the", "[1] 1898", "مصر", "a.b"]
    {
        assert_eq!(language(words), None, "{words}");
    }
    // A language that nothing here has words for is not taken for one that it resembles.
    assert_eq!(
        language("Qytetarët u mblodhën dje para bashkisë sepse ura mbeti mbyllur prapë."),
        None
    );
}

fn draft(words: &str) -> Draft {
    let mut draft = crate::plain::read(words.to_owned());
    fill(&mut draft);
    draft
}

const ENGLISH: &str = "The mayor said that the quay would be shut for the winter, and that it was \
    not for him to say when it would be open to the boats again.";
const ARABIC: &str = "قال رئيس البلدية إن الرصيف سيغلق طوال فصل الشتاء.";

#[test]
fn lines_in_another_language_are_set_apart() {
    let words = format!("{ENGLISH}\n\n{ARABIC}\n{ARABIC}\n\n{ENGLISH}\n");
    let draft = draft(&words);
    assert_eq!(draft.language.as_deref(), Some("en"));
    let section = draft.sections.iter().find(|s| s.kind == SectionKind::Body).unwrap();
    assert_eq!(section.span.of(&words), Some(format!("{ARABIC}\n{ARABIC}").as_str()));
    assert_eq!(section.language.as_deref(), Some("ar"));
    assert_eq!(section.direction, Direction::RightToLeft);
}

#[test]
fn a_quoted_block_in_another_language_is_told_where_it_stands() {
    let words = format!("{ENGLISH}\n\nAna Ruiz wrote:\n\n> {ARABIC}\n> {ARABIC}\n\n{ENGLISH}\n");
    let draft = draft(&words);
    let kinds: Vec<_> =
        draft.sections.iter().map(|s| (s.kind, s.language.as_deref(), s.direction)).collect();
    assert_eq!(kinds, [(SectionKind::Quoted, Some("ar"), Direction::RightToLeft)]);
}

#[test]
fn a_text_in_one_language_gets_no_new_sections() {
    let words = format!("{ENGLISH}\n\n{ENGLISH} ({ARABIC})\n\nOrlow, le 3 mars\n");
    let draft = draft(&words);
    assert_eq!(draft.sections, []);
    assert_eq!(draft.language.as_deref(), Some("en"));
}

#[test]
fn what_a_source_states_is_kept() {
    let mut stated = crate::plain::read(ENGLISH.to_owned());
    stated.language = Some("en-GB".to_owned());
    fill(&mut stated);
    assert_eq!(stated.language.as_deref(), Some("en-GB"));
}

proptest! {
    #[test]
    fn counts_of_parts_add_up(lines in proptest::collection::vec("\\PC{0,30}", 0..6)) {
        let whole = Tally::of(&lines.join("\n"));
        let mut sum = Tally::default();
        lines.iter().for_each(|line| sum.add(&Tally::of(line)));
        prop_assert_eq!(whole.direction(), sum.direction());
    }

    #[test]
    fn any_text_is_told_or_not(words in any::<String>()) {
        let mut draft = crate::plain::read(words);
        fill(&mut draft);
        for section in &draft.sections {
            prop_assert!(section.span.of(&draft.words).is_some());
        }
    }
}
