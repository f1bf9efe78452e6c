//! Relations, arguments and origins, as a browser meets them, and two actors that are ruled to be one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{actor, ask, between, crawl, location, post, serve, stamp, words};
use sayso::{Dossier, Options};
use std::path::Path;

/// Pages of outlets and days.
const PAGES: [(&str, &str, &str); 4] = [
    (
        "Harbour Courier",
        "2021-05-06",
        "The Orlow Militia attacked the fish market in Ostend on 5 May 2021, Peter Holm said.",
    ),
    (
        "Valley Post",
        "2021-05-06",
        "The <b>Orlow Militia</b> attacked the fish market in Ostend on 5 May 2021, Peter Holm said. \
         Members of the Weir Brigade &amp; others left Ostend on 7 May 2021.",
    ),
    (
        "Hill Gazette",
        "2021-06-01",
        "The market stood empty because the bridge was closed. The river had flooded in May, so the \
         bridge was closed. Therefore the committee concludes that the traders lost their income. \
         What this means, in other words, is that the bridge was the cause.",
    ),
    (
        "Hill Gazette",
        "2021-06-20",
        "Lena Brandt said that the Weir Guard captured Aleppo on 18 June 2021.",
    ),
];

fn dossier(folder: &Path) -> Dossier {
    let pages = folder.join("pages");
    std::fs::create_dir(&pages).unwrap();
    for (nth, (outlet, day, words)) in PAGES.iter().enumerate() {
        let html = format!(
            "<html lang=en><head><title>News &lt;of&gt; {day}</title>\
             <meta property=\"og:site_name\" content=\"{outlet}\">\
             <meta property=\"article:published_time\" content=\"{day}\"></head>\
             <body><article><p>{words}</p></article></body></html>"
        );
        std::fs::write(pages.join(format!("{nth}.html")), html).unwrap();
    }
    let mut dossier = Dossier::create(&folder.join("weir.sayso"), &stamp()).unwrap();
    dossier.add(&[pages], &Options::default(), &stamp, &mut |_| ()).unwrap();
    dossier
}

#[test]
fn every_list_is_led_to_and_every_link_in_it_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let known = crawl(address);
    for path in ["/relations", "/arguments", "/origins"] {
        assert!(known.iter().any(|known| known == path), "{path}: {known:?}");
    }
    for begin in
        ["/origins/a", "/relations?actor=a", "/relations?document=", "/arguments?document="]
    {
        assert!(known.iter().any(|path| path.starts_with(begin)), "{begin}: {known:?}");
    }
    let page = ask(address, "/relations").body;
    assert!(!page.contains("News <of>"), "a title is escaped: {page}");
}

#[test]
fn relations_are_told_with_whoever_says_so_and_narrowed_down() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let all = words(&ask(address, "/relations").body);
    assert!(all.contains("suggested") && all.contains("attacked the fish market"), "{all}");
    let by = words(&ask(address, "/relations?by=Brandt").body);
    assert!(by.contains("captured Aleppo") && !by.contains("attacked the fish"), "{by}");
    let kind = words(&ask(address, "/relations?kind=captures&words=aleppo").body);
    assert!(kind.contains("1 relation") && kind.contains("Lena Brandt"), "{kind}");
    let then = words(&ask(address, "/relations?happened=2021-05-07").body);
    assert!(!then.contains("attacked the fish market"), "{then}");
    let militia = actor(address, "orlow+militia").replace("/actors/", "");
    let its = words(&ask(address, &format!("/relations?actor={militia}")).body);
    assert!(its.contains("Relations of Orlow Militia"), "{its}");
    let here = words(&ask(address, "/relations?document=2").body);
    assert!(!here.contains("captured Aleppo"), "{here}");
    assert!(ask(address, "/relations?words=zebra").body.contains("No relation here fits"));
    let wrong =
        [("actor=x", 404), ("document=x", 404), ("happened=soon", 400), ("place=Nowhere", 200)];
    for (asked, status) in wrong {
        assert_eq!(ask(address, &format!("/relations?{asked}")).status, status, "{asked}");
    }
}

#[test]
fn every_list_says_how_its_rows_stand() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let lists = ["timeline", "coverage", "relations", "arguments"];
    for list in lists {
        let page = words(&ask(address, &format!("/{list}")).body);
        assert!(page.contains("suggested"), "{list}: {page}");
    }
    for list in ["relations", "arguments", "timeline", "claims"] {
        let page = words(&ask(address, &format!("/{list}")).body);
        assert!(page.contains("suggested 0."), "{list}: {page}");
    }
    let claims = ask(address, "/claims").body;
    let (_, claim) = claims.split_once("href=\"/claim/").expect("a claim");
    let claim = claim.split(['"', '?']).next().expect("its id");
    let claim = words(&ask(address, &format!("/claim/{claim}")).body);
    assert!(claim.contains("suggested 0.") && claim.contains("How sure that is"), "{claim}");
    let incidents = words(&ask(address, "/incidents?shared=1").body);
    let (_, score) = incidents.split_once("suggested 0.").expect("a score");
    let score = format!("suggested 0.{}", &score[..2]);
    for list in ["timeline", "coverage"] {
        let page = words(&ask(address, &format!("/{list}")).body);
        assert!(page.contains(&score), "{list} without {score}: {page}");
    }
}

#[test]
fn what_cannot_be_answered_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let nobody = words(&ask(address, "/origins?of=Nobody").body);
    assert!(nobody.contains("Nothing here rests on the word of anybody so named"), "{nobody}");
    let wrong = ask(address, "/estimates?happened=foo");
    assert_eq!(wrong.status, 400);
    assert!(words(&wrong.body).contains("cannot be read"), "{}", wrong.body);
    let left = words(&ask(address, "/coverage?left-out=Hill+Gazette").body);
    assert!(left.contains("Nothing could be judged"), "{left}");
    assert!(ask(address, "/coverage?left-out=Dale").body.contains("og:site_name"));
}

#[test]
fn an_argument_is_drawn_as_a_tree_with_links_to_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let page = ask(address, "/arguments").body;
    let tree = between(&page, "<ul class=\"tree\">", "</article>");
    let told = words(tree);
    let order = ["the bridge was the cause", "since", "the traders lost their income", "since"];
    let mut rest = told.as_str();
    for part in order {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("no {part} in {told}")).1;
    }
    let count = |tag: &str| tree.matches(tag).count();
    assert_eq!(count("<li>"), count("</li>"), "{tree}");
    assert_eq!(count("<ul>") + 1, count("</ul>"), "{tree}");
    assert!(count("<ul>") >= 2, "{tree}");
    let place = between(tree, "href=\"", "\"").replace("&amp;", "&");
    let document = ask(address, place.split('#').next().unwrap()).body;
    let shown = words(between(&document, "id=\"words\">", "</mark>"));
    assert_eq!(shown, "the bridge was the cause");
    assert!(ask(address, "/arguments?words=zebra").body.contains("No argument here fits"));
    assert!(ask(address, "/arguments?document=1").body.contains("No argument here fits"));
}

#[test]
fn what_falls_with_somebody_is_what_nobody_else_is_named_for() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let brandt = actor(address, "brandt");
    let falls = brandt.replace("/actors/", "/origins/");
    assert!(ask(address, &brandt).body.contains(&falls));
    let list = words(&ask(address, "/origins?name=Brandt").body);
    assert!(list.contains("1 origin") && list.contains("Lena Brandt 1 0 0 1 suggested"), "{list}");
    let all = words(&ask(address, "/origins").body);
    assert!(all.contains("suggested 0."), "two reports are of one incident by likeness: {all}");
    let page = ask(address, &falls).body;
    assert!(words(&page).contains("What stands on its word here: suggested"), "{page}");
    let alone = words(between(&page, "id=\"alone\"", "id=\"beside\""));
    assert!(alone.contains("captured Aleppo") && alone.contains("2021-06-18"), "{alone}");
    let claims = words(between(&page, "id=\"claims\"", "</main>"));
    assert!(claims.contains("1 claim") && claims.contains("captured Aleppo"), "{claims}");
    assert!(claims.contains("asserts · suggested 0."), "{claims}");
    assert!(!words(&page).contains("attacked the fish market"), "that is another's word");
    let incidents = ask(address, "/incidents?place=Aleppo").body;
    let id = between(&incidents, "href=\"/incidents/i", "\"").to_owned();
    let incident = ask(address, &format!("/incidents/i{id}")).body;
    assert!(incident.contains(&falls) && incident.contains("<bdi>Aleppo</bdi>"), "{incident}");
    assert_eq!(ask(address, "/origins/x").status, 404);
}

#[test]
fn two_that_are_listed_apart_are_one_once_somebody_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let before = dossier.head().unwrap().seq;
    let address = serve(dossier);
    let listed = |asked: &str| words(&ask(address, &format!("/actors?name={asked}")).body);
    assert!(listed("weir").contains("2 actors"), "{}", listed("weir"));

    // From the page of one of them, looking for the other.
    let one = actor(address, "weir");
    let page = ask(address, &format!("{one}?same=guard")).body;
    let found = between(&page, "id=\"same\"", "</section>");
    let item = |form: &str, nth: usize| {
        form.split("name=\"item\" value=\"").nth(nth).unwrap().split('"').next().unwrap().to_owned()
    };
    let (first, second) = (item(found, 1), item(found, 2));
    assert!(one.ends_with(&first) && first != second, "{found}");
    assert!(ask(address, &format!("{one}?same=zebra")).body.contains("Nobody else here"));
    let back = ask(address, &format!("{one}?at={before}&same=guard")).body;
    assert!(!back.contains("id=\"same\""), "nothing is ruled while looking back");

    // From the list, by ticking both.
    let list = ask(address, "/actors?name=weir").body;
    let form = between(&list, "id=\"same\"", "</form>");
    assert!(form.contains("value=\"/actors?name=weir\""), "{form}");
    let ticked = format!("item={first}&item={second}");
    let ruling = "bond=same_actor&back=%2Factors%3Fname%3Dweir&holds=yes";
    assert_eq!(post(address, "/rulings", &format!("{ruling}&item={first}")).status, 400);
    let answer = post(address, "/rulings", &format!("{ruling}&{ticked}&why=one+brigade"));
    assert_eq!(location(&answer), "/actors?name=weir");
    let then = listed("weir");
    assert!(then.contains("1 actor") && then.contains("agreed"), "{then}");
    let was = words(&ask(address, &format!("/actors?name=weir&at={before}")).body);
    assert!(was.contains("2 actors") && !was.contains("ticked"), "{was}");
}

#[test]
fn a_question_asked_again_gets_the_same_answer_also_after_a_ruling() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let address = serve(dossier);
    let paths = [
        "/timeline".to_owned(),
        "/coverage".to_owned(),
        "/coverage?of=actors&by=speakers".to_owned(),
        "/relations".to_owned(),
        "/origins".to_owned(),
        actor(address, "orlow+militia"),
    ];
    let pages = || paths.iter().map(|path| ask(address, path).body).collect::<Vec<_>>();
    let first = pages();
    assert_eq!(first, pages());
    let list = ask(address, "/actors?name=weir").body;
    let id = |nth: usize| {
        let all = list.split("name=\"item\" value=\"").nth(nth).unwrap();
        all.split('"').next().unwrap().to_owned()
    };
    let ruling = format!("bond=same_actor&holds=yes&item={}&item={}", id(1), id(2));
    post(address, "/rulings", &ruling);
    let again = Dossier::open(&folder.path().join("weir.sayso")).unwrap();
    let fresh = serve(again);
    for path in &paths {
        assert_eq!(ask(address, path).body, ask(fresh, path).body, "{path}");
    }
}
