//! What the page says besides figures.
pub(super) const HEAD: &str = "# Scores";
pub(super) const ATTRIBUTION: &str = "## Who says what";
pub(super) const ATTRIBUTION_ERRORS: &str = "";
pub(super) const SPANS: &str = "## Dates, quantities, mentions";
pub(super) const SPAN_ERRORS: &str = "";
pub(super) const SENTENCES: &str = "## Sentences";
pub(super) const SENTENCE_ERRORS: &str = "";
pub(super) const PAGES: &str = "## Web pages";
pub(super) const ARCHIVE: &str = "## Archive";
pub(super) const SPEED: &str = "## Speed";
