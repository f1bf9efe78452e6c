//! The cases of the specs of dates and quantities, run against these two alone.

use sayso_model::Edtf;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The texts of a spec with what must be read in them.
pub(crate) struct Case {
    pub(crate) rule: String,
    pub(crate) text: String,
    pub(crate) expected: String,
}

impl Case {
    /// The date in the text's first line, where that is all it holds.
    pub(crate) fn anchor(&self) -> Option<Edtf> {
        let line = self.text.lines().next()?;
        let found = super::find(line, None);
        found.first().filter(|date| date.span.len() == line.len()).map(|date| date.value.clone())
    }

    /// Fails with both lists where they differ.
    pub(crate) fn check(&self, lines: &[String]) {
        let found = lines.iter().fold(String::new(), |mut all, line| {
            let _ = writeln!(all, "{line}");
            all
        });
        assert_eq!(found, self.expected, "{} in:\n{}", self.rule, self.text);
    }
}

/// Every case of the specs in a folder of `spec/`, by file.
pub(crate) fn read(folder: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec").join(folder);
    let mut files: Vec<_> = path.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| cases(&std::fs::read_to_string(file).unwrap())).collect()
}

fn cases(spec: &str) -> Vec<Case> {
    let rule = spec.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap().to_owned();
    let blocks = |mark: &str| -> Vec<String> {
        let start = format!("```{mark}\n");
        let parts = spec.split(&start).skip(1);
        parts.map(|part| part.split_once("```").unwrap().0.to_owned()).collect()
    };
    let (texts, expected) = (blocks("text"), blocks("expect"));
    assert!(texts.len() == expected.len() && texts.len() >= 2, "{rule}: cases");
    let pairs = texts.into_iter().zip(expected);
    pairs.map(|(text, expected)| Case { rule: rule.clone(), text, expected }).collect()
}
