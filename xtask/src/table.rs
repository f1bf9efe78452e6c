//! Tables of Markdown.

/// A table under construction.
#[derive(Debug)]
pub(crate) struct Table {
    lines: String,
}

impl Table {
    /// A table with these columns; the first `words` of them hold words, the others figures.
    pub(crate) fn new(words: usize, columns: &[&str]) -> Self {
        let rule = |at: usize| if at < words { ":---" } else { "---:" };
        let rules: Vec<_> = (0..columns.len()).map(rule).collect();
        let mut table = Self { lines: String::new() };
        table.row(columns);
        table.row(&rules);
        table
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[impl AsRef<str>]) {
        self.lines.push('|');
        for cell in cells {
            self.lines.push(' ');
            self.lines.push_str(cell.as_ref());
            self.lines.push_str(" |");
        }
        self.lines.push('\n');
    }

    /// The table.
    pub(crate) fn finish(self) -> String {
        self.lines
    }
}

/// What a group of rows has in common, in its first row; the others leave it out.
pub(crate) fn once(at: usize, words: impl Into<String>) -> String {
    if at == 0 { words.into() } else { String::new() }
}

/// A share of one, to three places.
pub(crate) fn share(value: f64) -> String {
    format!("{value:.3}")
}

/// A part of a whole as a share; a dash where there is no whole.
pub(crate) fn part(of: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { share(of as f64 / whole as f64) }
}

/// A figure of a score program's result; a dash where it gives none.
pub(crate) fn figure(value: &serde_json::Value) -> String {
    value.as_f64().map_or_else(|| "–".to_owned(), share)
}

/// Precision, recall and F1 out of what was right, predicted and wanted.
pub(crate) fn precision_recall_f1(right: usize, predicted: usize, wanted: usize) -> [f64; 3] {
    let over = |whole: usize| if whole == 0 { 0.0 } else { right as f64 / whole as f64 };
    let (p, r) = (over(predicted), over(wanted));
    [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}
