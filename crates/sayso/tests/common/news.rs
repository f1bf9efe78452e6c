//! Pages of outlets, and what a dossier of them says.

use super::stamp;
use sayso::{Dossier, Options, Picture};

/// A page of an outlet and a day.
pub(crate) fn page(outlet: &str, day: &str, words: &str) -> String {
    format!(
        "<html><head><title>News of {day}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{day}\"></head>\
         <body><article><p>{words}</p></article></body></html>"
    )
}

/// A dossier of these pages, in their order.
pub(crate) fn dossier(pages: &[String]) -> Dossier {
    let folder = tempfile::tempdir().unwrap();
    for (nth, words) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{nth:02}.html")), words).unwrap();
    }
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let paths = [folder.path().to_owned()];
    dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    dossier
}

/// What these pages say, in their order.
pub(crate) fn picture(pages: &[String]) -> Picture {
    let dossier = dossier(pages);
    dossier.picture(dossier.head().unwrap().seq).unwrap()
}
