//! What documents say together, as a browser meets it, and rulings on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{actor, ask, between, crawl, form, location, post, post_with, serve, stamp, words};
use sayso::{Dossier, Operation, Options};
use std::path::Path;

/// Pages of outlets and days.
const PAGES: [(&str, &str, &str); 4] = [
    (
        "Harbour Courier",
        "2021-05-05",
        "A boat sank in Orlow harbour on 4 May 2021. The harbour police said that 12 people were \
         killed in the harbour. The fishermen's union said that 19 people were killed in the harbour.",
    ),
    (
        "Valley Post",
        "2021-05-06",
        "The Port Guard Brigade (PGB) attacked the fish market in Ostend on 5 May 2021. The so-called \
         Port Guard Brigade is part of the Orlow Militia, Peter Holm said.",
    ),
    (
        "Hill Gazette",
        "2021-05-06",
        "The PGB attacked the fish market in Ostend on 5 May 2021, Peter Holm said.",
    ),
    (
        "Harbour Courier",
        "2021-05-08",
        "The Port Guard Brigade attacked the fish market in Ostend on 5 May 2021. Lena Brandt said \
         that the fish market was closed.",
    ),
];

fn dossier(folder: &Path) -> Dossier {
    let pages = folder.join("pages");
    std::fs::create_dir(&pages).unwrap();
    for (nth, (outlet, day, words)) in PAGES.iter().enumerate() {
        let html = format!(
            "<html lang=en><head><title>News of {day}</title>\
             <meta property=\"og:site_name\" content=\"{outlet}\">\
             <meta property=\"article:published_time\" content=\"{day}\"></head>\
             <body><article><p>{words}</p></article></body></html>"
        );
        std::fs::write(pages.join(format!("{nth}.html")), html).unwrap();
    }
    let mut dossier = Dossier::create(&folder.join("orlow.sayso"), &stamp()).unwrap();
    dossier.add(&[pages], &Options::default(), &stamp, &mut |_| ()).unwrap();
    dossier
}

#[test]
fn every_link_of_what_documents_say_together_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let known = crawl(address);
    for list in ["actors", "incidents", "disputes"] {
        let one = format!("/{list}/");
        assert!(known.iter().any(|path| path.starts_with(&one)), "no {list}: {known:?}");
    }
    for path in ["/estimates", "/coverage", "/timeline", "/rulings"] {
        assert!(known.iter().any(|known| known == path), "{path}");
    }
    assert!(known.iter().any(|path| path.starts_with("/coverage?left-out=")));
    assert!(known.iter().any(|path| path.starts_with("/timeline?actor=")));
}

#[test]
fn an_actor_is_told_with_its_names_its_standing_and_why_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let page = ask(address, &actor(address, "port+guard")).body;
    let joins = words(between(&page, "id=\"joins\"", "id=\"names\""));
    assert!(joins.contains("PGB") && joins.contains("suggested 0."), "{joins}");
    assert!(joins.contains("The same Not the same Cannot tell"), "{joins}");
    let names = words(between(&page, "id=\"names\"", "id=\"status\""));
    assert!(names.contains("Valley Post") && names.contains("in its own voice"), "{names}");
    assert!(names.contains("so-called"), "{names}");
    for state in ["1 1 suggested 0.95 Port Guard Brigade", "1 1 suggested 0."] {
        assert!(names.contains(state), "{state}: {names}");
    }
    let status = words(between(&page, "id=\"status\"", "id=\"compared\""));
    assert!(status.contains("is part of the Orlow Militia"), "{status}");
    assert!(status.contains("Peter Holm"), "by its holder: {status}");
    assert!(ask(address, "/actors?name=nobody-of-this").body.contains("Nobody here fits"));
    let found = words(&ask(address, "/actors?suggested=1").body);
    assert!(found.contains("Port Guard Brigade"), "{found}");
    for wrong in ["/actors/c0000000000000", "/actors/x", "/actors/%3Cb%3E"] {
        assert_eq!(ask(address, wrong).status, 404, "{wrong}");
    }
    let one = actor(address, "port+guard");
    assert_eq!(ask(address, &format!("{one}?on=2021-05-06")).status, 200);
    assert_eq!(ask(address, &format!("{one}?on=2021-05")).status, 400);
}

#[test]
fn who_is_ruled_not_to_be_one_is_two_from_then_on_and_was_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let before = dossier.head().unwrap().seq;
    let address = serve(dossier);
    let one = actor(address, "port+guard");
    let page = ask(address, &one).body;
    assert!(words(&ask(address, "/actors?name=PGB").body).contains("1 actor"));
    let form = format!("{}&holds=no&why=two+brigades", form(&page));
    let answer = post(address, "/rulings", &form);
    let back = location(&answer);
    let then = ask(address, &back);
    assert_eq!(then.status, 200);
    let ruled = words(&then.body);
    assert!(ruled.contains("not the same: "), "{ruled}");
    assert!(ruled.contains("two brigades") && ruled.contains("by a reader"), "{ruled}");
    assert!(words(&ask(address, "/actors?name=PGB").body).contains("2 actors"));
    let looking_back = ask(address, &format!("{one}?at={before}")).body;
    assert!(words(&looking_back).contains("suggested 0."), "{looking_back}");
    assert!(!looking_back.contains("class=\"ruling\"") && !looking_back.contains("two brigades"));

    // What is carried over a ruling is what is made from the start.
    let again = Dossier::open(&folder.path().join("orlow.sayso")).unwrap();
    let logged = again.log(before + 1, 10).unwrap();
    assert_eq!(logged.len(), 1);
    assert!(matches!(logged[0].operation, Operation::Rule(_)) && logged[0].by == "a reader");
    let fresh = serve(again);
    for path in ["/actors", "/disputes", "/incidents", "/rulings", back.as_str()] {
        assert_eq!(ask(address, path).body, ask(fresh, path).body, "{path}");
    }
}

#[test]
fn whom_the_list_has_and_what_stands_for_whom_is_ruled_on_where_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let words_of = "Baghdad said that the port was open. Iraq has two ports.";
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    std::fs::write(pages.join("1.txt"), words_of).unwrap();
    let mut dossier = Dossier::create(&folder.path().join("ports.sayso"), &stamp()).unwrap();
    dossier.add(&[pages], &Options::default(), &stamp, &mut |_| ()).unwrap();
    let address = serve(dossier);
    let list = words(&ask(address, "/actors").body);
    assert!(list.contains("iraq suggested 0.9"), "{list}");
    assert!(list.contains("stands for Iraq where it speaks or acts"), "{list}");

    let one = actor(address, "Iraq");
    let page = || ask(address, &one).body;
    let known = page();
    let known = between(&known, "id=\"known\"", "id=\"stands\"");
    assert!(words(known).contains("Taken for Iraq (iraq) by"), "{}", words(known));
    post(address, "/rulings", &format!("{}&holds=yes", form(known)));
    let agreed = page();
    assert!(words(between(&agreed, "id=\"known\"", "id=\"stands\"")).contains("agreed"));

    let stands = between(&agreed, "id=\"stands\"", "<details");
    let told = words(stands);
    assert!(told.contains("it speaks") && told.contains("suggested 0.8"), "{told}");
    post(address, "/rulings", &format!("{}&holds=no", form(stands)));
    let ruled = page();
    assert!(!ruled.contains("id=\"stands\""), "the place is meant");
    assert!(words(&ruled).contains("the first does not stand for the second"));
    assert!(words(&ask(address, "/rulings").body).contains("one of the list of known actors"));
}

#[test]
fn a_dispute_is_suggested_until_somebody_agrees_and_gone_where_it_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let address = serve(dossier);
    let list = || ask(address, "/disputes?words=killed").body;
    let page = list();
    assert!(words(&page).contains("How many people were killed"), "{}", words(&page));
    let article = between(&page, "<article", "</article>");
    let told = words(article);
    for part in ["conflict", "suggested 0.", "12 people", "19 people", "fishermen's union"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let place = between(article, "href=\"/document/", "\"");
    let document = ask(address, &format!("/document/{}", place.split('#').next().unwrap())).body;
    let shown = words(between(&document, "id=\"words\">", "</mark>"));
    assert!(shown.contains("12 people were killed"), "the link leads to the words: {shown}");

    let one = location(&post(address, "/rulings", &format!("{}&holds=yes", form(article))));
    assert!(one.starts_with("/disputes/v"), "{one}");
    assert!(words(&ask(address, &one).body).contains("agreed"));
    let listed = list();
    assert!(words(between(&listed, "<article", "</article>")).contains("agreed"));
    post(address, "/rulings", &format!("{}&holds=no", form(article)));
    assert!(!list().contains(&one), "ruled out");
    assert!(ask(address, "/disputes?rejected=1").body.contains(&one));
    assert!(words(&ask(address, &one).body).contains("rejected"));
    let rulings = words(&ask(address, "/rulings").body);
    assert!(rulings.contains("they contradict each other"), "{rulings}");
    assert!(rulings.contains("they do not contradict each other"), "{rulings}");
    assert!(rulings.contains("19 people were killed"), "in their words: {rulings}");
}

#[test]
fn an_incident_is_told_with_its_reports_and_on_whose_word_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let list = ask(address, "/incidents?shared=1&place=Ostend").body;
    let id = between(&list, "href=\"/incidents/i", "\"").to_owned();
    let page = ask(address, &format!("/incidents/i{id}")).body;
    let told = words(&page);
    for part in ["2021-05-05", "Valley Post", "Hill Gazette", "independent origin", "Peter Holm"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(page.contains("attacked the fish market in Ostend on 5 May 2021"), "{page}");
    assert_eq!(ask(address, "/incidents/i000000000000").status, 404);
    assert_eq!(ask(address, "/incidents?happened=soon").status, 400);
    assert!(ask(address, "/incidents?happened=1911").body.contains("No incident here fits"));
}

#[test]
fn a_report_can_be_taken_out_of_its_incident_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let before = dossier.head().unwrap().seq;
    let address = serve(dossier);
    let list = ask(address, "/incidents?shared=1&place=Ostend").body;
    let id = between(&list, "href=\"/incidents/i", "\"").to_owned();
    let one = format!("/incidents/i{id}");
    let page = ask(address, &one).body;
    assert!(words(&page).contains("of one happening is suggested"), "{page}");
    let count = |page: &str| page.matches("Of one happening with the first?").count();
    let reports = count(&page);
    assert!(reports > 0, "{page}");

    let answer = post(address, "/rulings", &format!("{}&holds=no&why=two+raids", form(&page)));
    let parted = ask(address, &location(&answer)).body;
    assert_eq!(count(&parted), reports - 1, "{parted}");
    assert!(words(&parted).contains("Others of these days and places"), "{parted}");
    let looking_back = ask(address, &format!("{one}?at={before}")).body;
    assert!(!looking_back.contains("class=\"ruling\""), "{looking_back}");
    assert!(words(&ask(address, "/rulings").body).contains("of two happenings: "));

    let near = between(&parted, "id=\"near\"", "id=\"differ\"");
    let answer = post(address, "/rulings", &format!("{}&holds=yes", form(near)));
    let joined = ask(address, &location(&answer)).body;
    assert_eq!(count(&joined), reports, "{joined}");
    assert!(words(&joined).contains("of one happening is agreed"), "{joined}");
    assert!(words(&joined).contains("of one happening: "), "{joined}");
}

#[test]
fn numbers_coverage_and_time_are_told_with_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let numbers = words(&ask(address, "/estimates?differing=1").body);
    assert!(numbers.contains("killed") && numbers.contains("12") && numbers.contains("19"));
    assert!(numbers.contains("(conflict)"), "{numbers}");
    for of in ["incidents", "actors", "disputes"] {
        for by in ["outlets", "speakers"] {
            let page = ask(address, &format!("/coverage?of={of}&by={by}"));
            assert_eq!(page.status, 200, "{of} {by}");
        }
    }
    let coverage = words(&ask(address, "/coverage").body);
    assert!(coverage.contains("Harbour Courier: 2 documents, 2 of them dated"), "{coverage}");
    let left = words(&ask(address, "/coverage?left-out=Hill%20Gazette").body);
    assert!(left.contains("Judged by 1 captured page, 1 of them dated"), "{left}");
    assert_eq!(ask(address, "/coverage?left-out=Nobody").status, 404);
    let time = ask(address, "/timeline?happened=2021-05-05").body;
    assert!(words(&time).contains("happened 2021-05-05"), "{}", words(&time));
    assert!(!words(&time).contains("happened 2021-05-04"));
    assert_eq!(ask(address, "/timeline?actor=nobody").status, 404);
}

#[test]
fn a_ruling_is_taken_from_pages_of_the_workbench_only() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let before = dossier.head().unwrap().seq;
    let address = serve(dossier);
    let ruling = format!("{}&holds=yes", form(&ask(address, &actor(address, "port+guard")).body));
    let own = format!("Origin: http://{address}\r\n");
    for headers in [
        String::new(),
        "Origin: null\r\n".to_owned(),
        "Origin: http://weir.example\r\n".to_owned(),
        format!("{own}Sec-Fetch-Site: cross-site\r\n"),
        format!("{own}Sec-Fetch-Site: same-site\r\n"),
        "Sec-Fetch-Site: same-origin\r\n".to_owned(),
    ] {
        assert_eq!(post_with(address, "/rulings", &headers, &ruling).status, 403, "{headers}");
    }
    for path in ["/", "/actors", "/rulings/"] {
        assert_eq!(post(address, path, &ruling).status, 405, "{path}");
    }
    let items = ruling.replace("item=", "item=x");
    let none = "bond=same_actor&holds=yes&item=a000000000000&item=a000000000001";
    for (wrong, status) in [
        ("", 400),
        ("bond=same_actor&holds=maybe", 400),
        ("bond=same_actor&holds=yes", 400),
        (items.as_str(), 400),
        (none, 404),
    ] {
        assert_eq!(post(address, "/rulings", wrong).status, status, "{wrong}");
    }
    let long = format!("{ruling}&why={}", "x".repeat(70 << 10));
    assert_eq!(post(address, "/rulings", &long).status, 400);
    let foreign = ruling.replace("back=%2F", "back=%2F%2Fweir.example%2F");
    let again = Dossier::open(&folder.path().join("orlow.sayso")).unwrap();
    assert_eq!(again.head().unwrap().seq, before, "nothing was recorded");
    assert_eq!(location(&post(address, "/rulings", &foreign)), "/rulings");
}

#[test]
fn a_temporary_dossier_is_ruled_on_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toll.txt");
    std::fs::write(&path, PAGES[0].2).unwrap();
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
    let address = serve(dossier);
    let page = ask(address, "/disputes").body;
    post(address, "/rulings", &format!("{}&holds=unsure", form(&page)));
    assert!(words(&ask(address, "/disputes").body).contains("unsure 0."));
}
