//! The word lists of disputes.

/// Lines of a list that are not remarks.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Whether a word is that of a pattern; one that ends in a star stands for all that begin so.
pub(super) fn fits(pattern: &str, word: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == word, |begin| word.starts_with(begin))
}

/// The words of a list's second column by those of its first.
pub(super) fn columns(list: &'static str) -> Vec<(&'static str, &'static str)> {
    lines(list).filter_map(|line| line.split_once('\t')).collect()
}
