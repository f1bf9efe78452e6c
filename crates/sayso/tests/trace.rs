//! Chains and origins over small dossiers, each a few pages that cite one another.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

mod common;

use common::stamp;
use sayso::model::{ItemId, Judgement, Stance, Verdict};
use sayso::{ClaimQuery, Dossier, End, Ground, Link, Options, PageChain, PageChains, State, Trace};

/// A dossier of these pages, by file name.
fn dossier(pages: &[(&str, &str)]) -> Dossier {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in pages {
        std::fs::write(folder.path().join(name), words).unwrap();
    }
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let paths = [folder.path().to_owned()];
    dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    dossier
}

/// The trace of the only claim in document `document` that has these words.
fn trace(dossier: &Dossier, document: u64, words: &str) -> Trace {
    let at = dossier.head().unwrap().seq;
    let query = ClaimQuery { words: Some(words.to_owned()), ..ClaimQuery::default() };
    let claims = dossier.claims(&query, at).unwrap();
    let mut here: Vec<_> = claims.iter().filter(|c| c.document == document).collect();
    // Of nested claims the innermost: the one with the longest chain.
    here.sort_by_key(|c| std::cmp::Reverse(c.chain.len()));
    let claim = here.first().unwrap_or_else(|| panic!("{words:?} in {document}: {claims:#?}"));
    dossier.trace(claim.id.as_str(), at).unwrap()
}

const STORED: &str = r#"<html><head><title>Minutes</title>
<link rel="canonical" href="http://example.org/minutes">
<meta property="og:site_name" content="Valley Council"></head>
<body><article><p>The engineer Piotr Lang reported that the middle gate of the weir had moved by two
inches since the autumn.</p></article></body></html>"#;

#[test]
fn a_chain_goes_from_the_page_through_its_note_to_the_stored_page_and_its_speaker() {
    let citing = "Harbour Watch wrote that the middle gate of the weir had moved by two inches \
                  since the autumn [1].\n\n[1] http://www.example.org/minutes#gates\n";
    let dossier = dossier(&[("a.txt", citing), ("b.html", STORED)]);
    let trace = trace(&dossier, 1, "middle gate");
    let kinds: Vec<_> = trace
        .links
        .iter()
        .map(|link| match link {
            Link::Document { number, .. } => format!("document {number}"),
            Link::Attribution { source, .. } => source.as_ref().unwrap().exact.clone(),
            Link::Decided { holder, .. } => format!("decided {holder:?}"),
            Link::Reference { words, .. } => words.exact.clone(),
        })
        .collect();
    assert_eq!(
        kinds,
        ["document 1", "Harbour Watch", "[1]", "document 2", "The engineer Piotr Lang"]
    );
    assert_eq!(trace.end, End::Speaker("Piotr Lang".to_owned()));
}

#[test]
fn a_cited_page_that_is_not_here_ends_the_chain_at_its_address() {
    let page = "The clerk denied that the gates were shut [1].\n\n[1] http://example.org/clerk\n";
    let trace = trace(&dossier(&[("a.txt", page)]), 1, "gates were shut");
    assert_eq!(trace.claim.stance, Stance::Denies);
    assert_eq!(trace.end, End::Cited("http://example.org/clerk".to_owned()));
}

#[test]
fn broken_ends_are_named() {
    let missing = "The clerk said that the gates were shut [4].\n";
    let cut = "The clerk said that the key was lost (http://example.org/…/the-key-of…).\n";
    let nobody = "It was reported that the lower meadow had been flooded twice.\n";
    let dossier = dossier(&[("a.txt", missing), ("b.txt", cut), ("c.txt", nobody)]);
    let end = |document, words| match trace(&dossier, document, words).end {
        End::Broken(why) => why,
        other => panic!("{other:?}"),
    };
    assert!(end(1, "gates were shut").contains("no target"));
    assert!(end(2, "key was lost").contains("cut off"));
    assert!(end(3, "lower meadow").contains("names nobody"));
}

#[test]
fn pages_that_cite_one_another_in_a_circle_are_told() {
    let page = |own: &str, other: &str| {
        format!(
            "<html><head><link rel=\"canonical\" href=\"http://example.org/{own}\"></head><body>\
             <article><p>The old mill at Orlow was closed by the parish in the spring of that year \
             (http://example.org/{other}).</p></article></body></html>"
        )
    };
    let dossier = dossier(&[("a.html", &page("a", "b")), ("b.html", &page("b", "a"))]);
    let trace = trace(&dossier, 1, "old mill");
    assert!(matches!(&trace.end, End::Broken(why) if why.contains("circle")), "{:?}", trace.end);
}

const SENTENCE: &str = "the three gates of the weir were shut at seven on Tuesday morning";

#[test]
fn ten_copies_of_one_report_and_a_second_witness_are_two_origins() {
    let copy = format!("The Dale Agency reported that {SENTENCE}.\n");
    let witness = format!("The lock-keeper said that {SENTENCE}.\n");
    let names: Vec<String> = (0..10).map(|i| format!("copy{i}.txt")).collect();
    let mut pages: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), copy.as_str())).collect();
    // Ten files of the same bytes are one capture: give each a line of its own.
    let bodies: Vec<String> =
        (0..10).map(|i| format!("{copy}\nPage {i} of the paper has the weather.\n")).collect();
    for (page, body) in pages.iter_mut().zip(&bodies) {
        page.1 = body;
    }
    pages.push(("witness.txt", &witness));
    let origins = trace(&dossier(&pages), 1, "three gates").origins;
    assert_eq!(origins.range(), (2, 2), "{origins:#?}");
    let mut sizes: Vec<_> = origins.origins.iter().map(|o| o.claims.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 10]);
}

#[test]
fn one_speaker_under_two_names_is_one_origin() {
    let first = "The Quay Rescue League (QRL) opened its books. The Quay Rescue League said that the \
                 three lower gates of the weir were shut at noon.\n";
    let second = "QRL said that the three lower gates of the weir were shut at noon.\n";
    let dossier = dossier(&[("a.txt", first), ("b.txt", second)]);
    let origins = trace(&dossier, 1, "lower gates").origins;
    assert_eq!(origins.range(), (1, 1), "{origins:#?}");
    assert_eq!(origins.origins[0].claims.len(), 2);
}

#[test]
fn pages_that_carry_the_same_words_on_their_own_word_fold_into_the_earliest() {
    let page =
        |date: &str| format!("{date}\n\n{}{}.\n", SENTENCE[..1].to_uppercase(), &SENTENCE[1..]);
    let (late, early) = (page("9 March 2021"), page("3 March 2021"));
    let dossier = dossier(&[("a.txt", &late), ("b.txt", &early)]);
    let origins = trace(&dossier, 1, "three gates").origins;
    assert_eq!(origins.range(), (1, 2), "only the wording says that one is a copy");
    let claims: Vec<_> = origins.origins[0].claims.iter().map(|c| (c.document, c.ground)).collect();
    assert_eq!(claims, [(2, Ground::First), (1, Ground::Wording)], "the earlier page comes first");
}

#[test]
fn a_chain_that_ends_unknown_makes_the_count_a_range() {
    let named = format!("The lock-keeper said that {SENTENCE}.\n");
    let nobody = format!("It was reported that {SENTENCE}.\n");
    let dossier = dossier(&[("a.txt", &named), ("b.txt", &nobody)]);
    assert_eq!(trace(&dossier, 1, "three gates").origins.range(), (1, 2));
}

#[test]
fn an_agency_named_by_one_page_copied_by_another_and_itself_in_the_dossier_is_one_origin() {
    let sentence = format!("{}{}.", SENTENCE[..1].to_uppercase(), &SENTENCE[1..]);
    let agency = format!(
        "<html><head><meta property=\"og:site_name\" content=\"Dale Agency\">\
         <meta property=\"article:published_time\" content=\"2021-03-02\"></head>\
         <body><article><p>{sentence}</p></article></body></html>"
    );
    let credits = format!("4 March 2021\n\nThe Dale Agency reported that {SENTENCE}.\n");
    let copies = format!("5 March 2021\n\n{sentence}\n");
    let dossier = dossier(&[("a.txt", &credits), ("b.txt", &copies), ("c.html", &agency)]);
    let origins = trace(&dossier, 1, "three gates").origins;
    assert_eq!(origins.range(), (1, 2), "{origins:#?}");
    let claims: Vec<_> = origins.origins[0].claims.iter().map(|c| (c.document, c.ground)).collect();
    assert_eq!(claims, [(3, Ground::Named), (1, Ground::Speaker), (2, Ground::Wording)]);
}

/// Records a judgement: a rejection, or what `change` makes of it.
fn judged(dossier: &mut Dossier, target: &ItemId, change: impl Fn(&mut Judgement)) {
    let mut judgement = Judgement {
        target: target.clone(),
        verdict: Verdict::Reject,
        content: None,
        speaker: None,
        stance: None,
        why: None,
    };
    change(&mut judgement);
    dossier.judge(judgement, &stamp()).unwrap();
}

const HADDAD: &str = "Omar Haddad said that the lower gates were painted green last winter.\n";

/// What the workbench makes of a claim: its page's chain.
fn on_page(dossier: &Dossier, trace: &Trace) -> PageChain {
    let at = dossier.head().unwrap().seq;
    let text = dossier.text(&trace.claim.text, at).unwrap();
    let items = dossier.items(&trace.claim.text, at).unwrap();
    PageChains::new(String::new(), text, items).of(&trace.claim)
}

#[test]
fn a_corrected_speaker_ends_the_chain_everywhere() {
    let mut dossier = dossier(&[("a.txt", HADDAD)]);
    let claim = trace(&dossier, 1, "painted green").claim.id;
    judged(&mut dossier, &claim, |j| {
        j.verdict = Verdict::Correct;
        j.speaker = Some("Maria Haddad".to_owned());
    });
    for _ in 0..2 {
        let trace = trace(&dossier, 1, "painted green");
        let maria = End::Speaker("Maria Haddad".to_owned());
        assert_eq!((&trace.end, trace.claim.holder.as_deref()), (&maria, Some("Maria Haddad")));
        assert_eq!(on_page(&dossier, &trace).end, maria);
        assert_eq!(on_page(&dossier, &trace).speaker(), Some("Maria Haddad"));
        assert_eq!(trace.origins.origins[0].name, "Maria Haddad");
        // Agreeing to the correction leaves it standing.
        judged(&mut dossier, &claim, |j| j.verdict = Verdict::Accept);
    }
}

#[test]
fn a_rejected_attribution_is_no_link() {
    let mut dossier = dossier(&[("a.txt", HADDAD)]);
    let attribution = trace(&dossier, 1, "painted green").claim.chain[0].clone();
    judged(&mut dossier, &attribution, |_| ());
    let trace = trace(&dossier, 1, "painted green");
    assert_eq!(trace.end, End::Broken("the attribution it hangs on was rejected".to_owned()));
    assert!(matches!(trace.links[..], [Link::Document { .. }]), "{:#?}", trace.links);
    assert_eq!(trace.origins.range(), (1, 1));
    assert!(trace.origins.origins.is_empty(), "it may be an origin, and is none made out");
}

#[test]
fn a_corrected_attribution_is_shown_as_such() {
    let mut dossier = dossier(&[("a.txt", HADDAD)]);
    let attribution = trace(&dossier, 1, "painted green").claim.chain[0].clone();
    judged(&mut dossier, &attribution, |j| {
        j.verdict = Verdict::Correct;
        j.stance = Some(Stance::Denies);
    });
    let trace = trace(&dossier, 1, "painted green");
    let Link::Attribution { state, stance, .. } = trace.links[1] else { panic!("{trace:#?}") };
    assert_eq!((state, stance), (State::Corrected, Stance::Denies));
    assert_eq!(trace.origins.denials[0].by.as_deref(), Some("Omar Haddad"));
}

#[test]
fn rejected_claims_and_denials_are_no_origins() {
    let said = format!("The lock-keeper said that {SENTENCE}.\n");
    let denied = format!("The harbour clerk denied that {SENTENCE}.\n");
    let wrong = format!("The miller said that {SENTENCE}.\n");
    let pages = [("a.txt", said.as_str()), ("b.txt", &denied), ("c.txt", &wrong)];
    let mut dossier = dossier(&pages);
    let rejected = trace(&dossier, 3, "three gates").claim.id;
    judged(&mut dossier, &rejected, |_| ());
    let origins = trace(&dossier, 1, "three gates").origins;
    assert_eq!(origins.range(), (1, 1), "{origins:#?}");
    let denials: Vec<_> = origins.denials.iter().map(|d| (d.by.as_deref(), d.document)).collect();
    assert_eq!(denials, [(Some("The harbour clerk"), 2)]);
}

#[test]
fn of_very_many_copies_the_earliest_is_kept() {
    let page =
        |i: usize| format!("{} March 2021\n\nPage {i}.\n\nT{}.\n", i % 9 + 2, &SENTENCE[1..]);
    let mut pages: Vec<_> = (0..210).map(|i| (format!("a{i:03}.txt"), page(i))).collect();
    pages.push(("z.txt".to_owned(), format!("1 March 2021\n\nT{}.\n", &SENTENCE[1..])));
    let pages: Vec<_> = pages.iter().map(|(n, w)| (n.as_str(), w.as_str())).collect();
    let origins = trace(&dossier(&pages), 1, "three gates").origins;
    assert_eq!(origins.origins[0].claims[0].document, 211);
    assert_eq!((origins.not_followed, origins.range()), (11, (1, 211)));
}
