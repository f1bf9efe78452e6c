//! What the words of a name do in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word of a name does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It names.
    Names,
    /// It says what they are: *President*.
    Title,
    /// It is an article in its spellings: *al*, *the*, *ash*.
    Article,
    /// It joins a person's names: *bin*.
    Kin,
    /// It joins the words of a long name: *of*.
    Small,
    /// It is a company's legal form: *Ltd*.
    Form,
    /// It is a kind of body, and names: a title right before it does too, *Justice Department*.
    Body,
}

static WORDS: LazyLock<BTreeMap<&'static str, Role>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for line in include_str!("../../data/spelling/words.tsv").lines() {
        let Some((role, list)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let role = match role {
            "title" => Role::Title,
            "article" => Role::Article,
            "kin" => Role::Kin,
            "form" => Role::Form,
            "body" => Role::Body,
            _ => Role::Small,
        };
        words.extend(list.split('|').map(|word| (word, role)));
    }
    words
});

/// The role of each word of a name. Titles are told before the first word that names; where nothing
/// else is left, they name. An article names at the end: *Al* is a man there.
pub(super) fn roles(words: &[String]) -> Vec<Role> {
    let mut roles = Vec::with_capacity(words.len());
    for (nth, word) in words.iter().enumerate() {
        let known = WORDS.get(word.as_str()).copied().unwrap_or(Role::Names);
        let named = roles.contains(&Role::Names);
        let last = nth + 1 == words.len();
        let of_body =
            || words.get(nth + 1).is_some_and(|next| WORDS.get(next.as_str()) == Some(&Role::Body));
        roles.push(match known {
            Role::Body => Role::Names,
            Role::Title if named || of_body() => Role::Names,
            // Only after the name is it one: *AG Weser*, *Limited Edition*.
            Role::Form if !(last && named) => Role::Names,
            Role::Article | Role::Small | Role::Kin if last => Role::Names,
            known => known,
        });
    }
    if !roles.contains(&Role::Names) {
        let wanted = if roles.contains(&Role::Title) { Role::Title } else { Role::Small };
        roles.iter_mut().filter(|role| **role == wanted).for_each(|role| *role = Role::Names);
    }
    roles
}
