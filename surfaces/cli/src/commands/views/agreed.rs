//! How a suggestion is shown, with what people have said to it.

use sayso::agreement::Agreement;

/// With how sure the suggestion is, until a person has said what it is.
pub(super) fn shown(said: Agreement, score: f32) -> String {
    match said {
        Agreement::Suggested | Agreement::Unsure => format!("{said} {:.2}", super::score(score)),
        Agreement::Agreed | Agreement::Rejected => said.to_string(),
    }
}
