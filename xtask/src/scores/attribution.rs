//! Who says what, scored by `attribution.py`.

use super::marked::Marked;
use crate::project::Project;
use crate::python;
use crate::table::{Table, figure, once, share};
use anyhow::Result;
use serde_json::Value;

/// What the score program calls a measure, and what it is.
const MEASURES: &[(&str, &str)] = &[
    ("content_iou50", "the words attributed, at least half right"),
    ("attribution", "the same, and the right source"),
    ("attribution_cue", "the same, and the right cue"),
    ("content_exact", "the words attributed, exactly right"),
    ("content_words", "single words inside any attribution"),
    ("source_head", "sources, by their head word"),
    ("cue_any", "cues, by any shared word"),
];

/// Of the pairs whose content is at least half right.
const LINKS: &[(&str, &str)] = &[
    ("stance_macro_F1", "stance, F1 averaged over the stances"),
    ("kind_acc", "kind (direct, indirect, mixed)"),
    ("nested_recall", "attributions inside others' content that were found"),
    ("parent_acc", "of these pairs, hung on the right parent"),
];

/// Of these, those that need marks of what stands in what.
const NESTED: &[&str] = &["nested_recall", "parent_acc"];

/// The tables.
pub(crate) fn part(project: &Project) -> Result<String> {
    let program = match project.score("attribution.py") {
        Ok(program) => program,
        Err(missing) => return Ok(missing.to_string()),
    };
    let (folds, apart) = match (Marked::folds(project)?, Marked::apart(project)?) {
        (Ok(folds), Ok(apart)) => (folds, apart),
        (Err(missing), _) | (_, Err(missing)) => return Ok(missing.to_string()),
    };
    let mut scored = Vec::new();
    for set in [&folds, &apart] {
        let (gold, texts, read) = (set.gold(), set.texts(), set.read());
        let arguments = [
            "--gold".as_ref(),
            gold.as_os_str(),
            "--texts".as_ref(),
            texts.as_os_str(),
            "--pred".as_ref(),
            read.as_os_str(),
        ];
        scored.push((set, python::json(&program, &arguments, set.folder())?));
    }
    Ok([measures(&scored), links(&scored), types(&scored)].join("\n"))
}

type Scored<'a> = [(&'a Marked, Value)];

fn measures(scored: &Scored<'_>) -> String {
    let columns = ["measure", "articles", "precision", "recall", "F1", "95% interval of F1"];
    let mut table = Table::new(2, &columns);
    for (measure, meaning) in MEASURES {
        for (at, (set, score)) in scored.iter().enumerate() {
            let score = &score[measure];
            let interval = match (score["F1_95"][0].as_f64(), score["F1_95"][1].as_f64()) {
                (Some(low), Some(high)) => format!("{}–{}", share(low), share(high)),
                _ => "–".to_owned(),
            };
            table.row(&[
                once(at, format!("`{measure}`: {meaning}")),
                set.name.to_owned(),
                figure(&score["P"]),
                figure(&score["R"]),
                figure(&score["F1"]),
                interval,
            ]);
        }
    }
    table.finish()
}

fn links(scored: &Scored<'_>) -> String {
    let names: Vec<_> = scored.iter().map(|(set, _)| set.name).collect();
    let mut table = Table::new(1, &[&["of the pairs at least half right"], &names[..]].concat());
    let sources = scored.iter().map(|(_, score)| figure(&score["source_acc"]));
    let head = "`source_acc`: the right source".to_owned();
    table.row(&std::iter::once(head).chain(sources).collect::<Vec<_>>());
    for (link, meaning) in LINKS {
        let of = |(set, score): &(&Marked, Value)| match set.nests || !NESTED.contains(link) {
            true => figure(&score["links"][link]),
            false => "–".to_owned(),
        };
        let figures = scored.iter().map(of);
        let head = format!("`{link}`: {meaning}");
        table.row(&std::iter::once(head).chain(figures).collect::<Vec<_>>());
    }
    table.finish()
}

fn types(scored: &Scored<'_>) -> String {
    let columns = ["words of the content", "articles", "precision", "recall", "marked", "read"];
    let mut table = Table::new(2, &columns);
    for kind in ["direct", "mixed", "indirect"] {
        for (at, (set, score)) in scored.iter().enumerate() {
            let score = &score["by_type"][format!("attribution:{kind}")];
            table.row(&[
                once(at, format!("{kind}: content half right and the right source")),
                set.name.to_owned(),
                figure(&score["P"]),
                figure(&score["R"]),
                score["gold"].to_string(),
                score["pred"].to_string(),
            ]);
        }
    }
    table.finish()
}
