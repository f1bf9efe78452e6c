//! Which files of a folder to read, by patterns.

use glob::{MatchOptions, Pattern};

/// Patterns of files to read, and of files and folders to leave out.
///
/// A pattern is a glob: `*` and `?` stand for any characters of one name, `**` for any number of
/// folders, `[abc]` for one of these characters; capital and small letters are the same. A
/// pattern with a slash in it is held against the path below the folder given, one without
/// against the name alone: `*.html`, `drafts`, `2016/**/*.eml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
}

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

impl Selection {
    /// What to take, where not everything, and what to leave out of it.
    ///
    /// # Errors
    ///
    /// Which pattern is none, and why.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, String> {
        let all = |patterns: &[String]| -> Result<Vec<Pattern>, String> {
            patterns.iter().map(|given| pattern(given)).collect()
        };
        Ok(Self { include: all(include)?, exclude: all(exclude)? })
    }

    /// The patterns, as they may be told: `include *.html; exclude drafts`.
    pub(crate) fn in_words(&self) -> String {
        let all = |what: &str, patterns: &[Pattern]| {
            let patterns: Vec<&str> = patterns.iter().map(Pattern::as_str).collect();
            (!patterns.is_empty()).then(|| format!("{what} {}", patterns.join(", ")))
        };
        let both = [all("include", &self.include), all("exclude", &self.exclude)];
        both.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// Whether a file is to be read, by its path below the folder given, with slashes.
    pub(crate) fn takes(&self, path: &str) -> bool {
        let included = self.include.is_empty() || matches(&self.include, path);
        included && !self.excludes(path)
    }

    /// Whether a file or folder is left out.
    pub(crate) fn excludes(&self, path: &str) -> bool {
        matches(&self.exclude, path)
    }
}

fn pattern(given: &str) -> Result<Pattern, String> {
    let slashed = if cfg!(windows) { given.replace('\\', "/") } else { given.to_owned() };
    let trimmed = slashed.trim_start_matches("./").trim_end_matches('/');
    Pattern::new(trimmed).map_err(|error| {
        format!("the pattern {given:?} is none: {} at character {}", error.msg, error.pos + 1)
    })
}

fn matches(patterns: &[Pattern], path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    patterns.iter().any(|pattern| {
        let whole = pattern.as_str().contains('/') || pattern.as_str() == "**";
        pattern.matches_with(if whole { path } else { name }, OPTIONS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(include: &[&str], exclude: &[&str]) -> Selection {
        let all = |patterns: &[&str]| -> Vec<String> {
            patterns.iter().map(|pattern| (*pattern).to_owned()).collect()
        };
        Selection::new(&all(include), &all(exclude)).unwrap()
    }

    #[test]
    fn patterns_are_of_names_or_of_paths() {
        let all = Selection::default();
        assert!(all.takes("a/b.txt") && !all.excludes("a"));
        let some = selection(&["*.html", "2016/**/*.eml"], &["draft*", "a/b"]);
        for path in ["x.html", "deep/er/X.HTML", "2016/x.eml", "2016/04/x.eml"] {
            assert!(some.takes(path), "{path}");
        }
        for path in ["x.txt", "2017/x.eml", "x.eml", "draft.html", "c/drafts.html"] {
            assert!(!some.takes(path), "{path}");
        }
        assert!(some.excludes("drafts") && some.excludes("a/b") && !some.excludes("c/b"));
        assert!(selection(&[], &["./a/"]).excludes("a"));
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        let error = Selection::new(&["a[".to_owned()], &[]).unwrap_err();
        assert!(error.contains("\"a[\""), "{error}");
    }
}
