//! Words and sentences that somebody else found, to be parsed as they are.

use sayso_model::Span;
use std::ops::Range;

/// A document whose words and sentences are given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Its name: `newdoc id`, or empty.
    pub doc: String,
    /// Its words, put together again: with spaces between them unless `SpaceAfter=No`, and a line
    /// end after each sentence.
    pub text: String,
    /// Its sentences' words.
    pub sentences: Vec<Vec<GivenWord>>,
}

/// A word that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenWord {
    /// Where it stands in [`Given::text`].
    pub span: Span,
    /// Whether a space follows.
    pub space_after: bool,
    /// Where it says that it stands, in code points of some other text.
    pub range: Option<Range<usize>>,
}

/// A line that is not CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line} has {columns} columns instead of ten; CoNLL-U parts them by tabs (was this text \
     to be read without --pretokenized?)"
)]
pub struct GivenError {
    /// Its number, from 1.
    pub line: usize,
    /// Its columns.
    pub columns: usize,
}

/// Reads the words and sentences of CoNLL-U. Words of a multi-word token stand together; empty
/// nodes are left out.
///
/// # Errors
/// At the first line that is neither empty, nor a comment, nor a word.
pub fn given(conllu: &str) -> Result<Vec<Given>, GivenError> {
    let mut documents: Vec<Given> = Vec::new();
    let mut sentence: Vec<GivenWord> = Vec::new();
    // The last word of a multi-word token, and whether a space follows it.
    let mut joined: Option<(usize, bool)> = None;
    for (number, line) in conllu.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(doc) = new_document(comment) {
                close(&mut documents, &mut sentence);
                documents.push(Given { doc: doc.to_owned(), ..Given::default() });
            }
        } else if line.is_empty() {
            close(&mut documents, &mut sentence);
            joined = None;
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            let &[id, form, _, _, _, _, _, _, _, misc] = columns.as_slice() else {
                return Err(GivenError { line: number + 1, columns: columns.len() });
            };
            let mut space_after = !misc.split('|').any(|m| m == "SpaceAfter=No");
            if let Some((_, last)) = id.split_once('-') {
                joined = last.parse().ok().map(|last| (last, space_after));
                continue;
            }
            let Ok(place) = id.parse::<usize>() else { continue };
            if let Some((last, space)) = joined {
                space_after = place == last && space;
                joined = joined.filter(|_| place < last);
            }
            sentence.push(word(&mut documents, form, space_after, misc));
        }
    }
    close(&mut documents, &mut sentence);
    Ok(documents)
}

fn new_document(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix("newdoc")?;
    let id = rest.trim_start().strip_prefix("id").map(str::trim_start)?;
    Some(id.strip_prefix('=')?.trim())
}

fn word(documents: &mut Vec<Given>, form: &str, space_after: bool, misc: &str) -> GivenWord {
    if documents.is_empty() {
        documents.push(Given::default());
    }
    let last = documents.len() - 1;
    let text = &mut documents[last].text;
    let start = text.len();
    text.push_str(form);
    let span = Span::new(start, text.len());
    if space_after {
        text.push(' ');
    }
    let range = misc.split('|').find_map(|m| m.strip_prefix("TokenRange="));
    let range = range
        .and_then(|r| r.split_once(':'))
        .and_then(|(start, end)| Some(start.parse().ok()?..end.parse().ok()?));
    GivenWord { span, space_after, range }
}

fn close(documents: &mut [Given], sentence: &mut Vec<GivenWord>) {
    if let Some(document) = documents.last_mut().filter(|_| !sentence.is_empty()) {
        if document.text.ends_with(' ') {
            document.text.pop();
        }
        document.text.push('\n');
        document.sentences.push(std::mem::take(sentence));
    }
}

#[cfg(test)]
mod tests {
    use super::given;

    #[test]
    fn words_stand_as_they_are_given() {
        let conllu = "# newdoc id = quay\n# text = Don't.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t\
                      SpaceAfter=No\n1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
                      2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n3\t.\t_\t_\t_\t_\t_\t_\t_\tTokenRange=7:8\n\n\
                      1\tSail\t_\t_\t_\t_\t_\t_\t_\t_\n";
        let documents = given(conllu).expect("CoNLL-U");
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].doc, "quay");
        assert_eq!(documents[0].text, "Don't.\nSail\n");
        let words: Vec<Vec<&str>> = documents[0]
            .sentences
            .iter()
            .map(|s| s.iter().filter_map(|w| w.span.of(&documents[0].text)).collect())
            .collect();
        assert_eq!(words, [vec!["Do", "n't", "."], vec!["Sail"]]);
        assert_eq!(documents[0].sentences[0][2].range, Some(7..8));
    }

    #[test]
    fn what_is_no_conllu_is_named() {
        let error = given("1\tSail\n").expect_err("two columns");
        assert_eq!((error.line, error.columns), (1, 2));
        assert!(given("The quay is closed.\n").is_err());
    }
}
