//! The arrows between rooms are those that ARCHITECTURE.md draws, and no others.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may know.
const ARROWS: &[(&str, &[&str])] = &[
    ("sayso-model", &[]),
    ("sayso-capture", &["sayso-model"]),
    ("sayso-text", &["sayso-model"]),
    ("sayso-parser", &["sayso-model"]),
    ("sayso-reading", &["sayso-model", "sayso-text", "sayso-parser"]),
    ("sayso-ledger", &["sayso-model"]),
    ("sayso-analysis", &["sayso-model", "sayso-ledger"]),
    (
        "sayso",
        &[
            "sayso-model",
            "sayso-capture",
            "sayso-text",
            "sayso-parser",
            "sayso-reading",
            "sayso-ledger",
            "sayso-analysis",
        ],
    ),
    ("sayso-export", &["sayso"]),
    ("sayso-web", &["sayso"]),
    ("sayso-cli", &["sayso", "sayso-export", "sayso-web"]),
];

/// Chores measure the rooms one by one, so they may know them all.
const CHORES: &[&str] = &["xtask"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn packages() -> BTreeMap<String, toml::Table> {
    ["crates", "surfaces", "."]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("a folder").flatten())
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("Cargo.toml")).ok())
        .filter_map(|manifest| {
            let manifest: toml::Table = manifest.parse().expect("a manifest");
            let name = manifest.get("package")?.get("name")?.as_str()?.to_owned();
            Some((name, manifest))
        })
        .collect()
}

fn rooms_in(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    let dependencies = manifest.get(table).and_then(toml::Value::as_table);
    dependencies
        .into_iter()
        .flat_map(|table| table.keys())
        .filter(|name| name.starts_with("sayso"))
        .cloned()
        .collect()
}

#[test]
fn no_room_knows_a_room_it_should_not() {
    let packages = packages();
    for (room, known) in ARROWS {
        let manifest = packages.get(*room).unwrap_or_else(|| panic!("{room} is gone"));
        let allowed: BTreeSet<String> = known.iter().map(|r| (*r).to_owned()).collect();
        let drawn = rooms_in(manifest, "dependencies");
        let stray: Vec<_> = drawn.difference(&allowed).collect();
        assert!(stray.is_empty(), "{room} depends on {stray:?}, an arrow that is not drawn");
    }
}

#[test]
fn every_package_is_a_room_or_a_chore() {
    let packages = packages();
    let rooms = ARROWS.iter().map(|(room, _)| *room).chain(CHORES.iter().copied());
    let fuzz = ["sayso-fuzz", "sayso-fuzz-checks"];
    let known: BTreeSet<&str> = rooms.chain(fuzz).collect();
    let strangers: Vec<_> = packages.keys().filter(|p| !known.contains(p.as_str())).collect();
    assert!(strangers.is_empty(), "{strangers:?} stand in no drawing");
}
