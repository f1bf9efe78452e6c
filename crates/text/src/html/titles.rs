//! The title of a page: its headline, or what it states, without the name of the site.

/// The title of a page with these headlines, of what it states.
///
/// A headline counts where it repeats what is stated in part; the only headline also where most
/// of its words are stated. A page may put its own name in a headline too, so one that stands
/// whole inside a link counts only at the beginning of what is stated.
pub(super) fn title(
    headlines: &[(String, bool)],
    stated: Option<String>,
    outlet: Option<&str>,
) -> Option<String> {
    let Some(stated) = stated else {
        return headlines.first().map(|(words, _)| words.clone());
    };
    let said = plain(&stated);
    let is_outlet = |words: &str| outlet.is_some_and(|outlet| plain(outlet) == words);
    let repeats = |(words, linked): &&(String, bool)| {
        let words = plain(words);
        let within = if *linked { said.starts_with(&words) } else { said.contains(&words) };
        !words.is_empty() && !is_outlet(&words) && within
    };
    if let Some((words, _)) = headlines.iter().filter(repeats).max_by_key(|(words, _)| words.len())
    {
        return Some(words.clone());
    }
    if let [(words, false)] = headlines
        && shares_most(&plain(words), &said)
        && !is_outlet(&plain(words))
    {
        return Some(words.clone());
    }
    Some(without_outlet(&stated, outlet))
}

/// Words in small letters, without marks.
fn plain(words: &str) -> String {
    let words = words.to_lowercase();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    parts.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether half of the words of a headline are stated.
fn shares_most(words: &str, said: &str) -> bool {
    let said: std::collections::BTreeSet<&str> = said.split(' ').collect();
    let (all, same) = words
        .split(' ')
        .fold((0, 0), |(all, same), word| (all + 1, same + usize::from(said.contains(word))));
    all >= 3 && same * 2 >= all
}

/// A title without the name of the site behind its last mark of separation.
fn without_outlet(stated: &str, outlet: Option<&str>) -> String {
    const MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: "];
    let Some(outlet) = outlet.map(plain).filter(|outlet| !outlet.is_empty()) else {
        return stated.to_owned();
    };
    for mark in MARKS {
        if let Some((before, after)) = stated.rsplit_once(mark)
            && plain(after) == outlet
            && !before.trim().is_empty()
        {
            return before.trim().to_owned();
        }
    }
    stated.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headlines: &[(&str, bool)], stated: &str, outlet: &str) -> String {
        let headlines: Vec<_> = headlines.iter().map(|(h, l)| ((*h).to_owned(), *l)).collect();
        title(&headlines, Some(stated.to_owned()), Some(outlet)).unwrap()
    }

    #[test]
    fn the_headline_is_the_title_where_the_page_states_it() {
        let site = "The Vell Courier";
        assert_eq!(of(&[("The pier", false)], "The pier | The Vell Courier", site), "The pier");
        assert_eq!(of(&[(site, true)], "The pier | The Vell Courier", site), "The pier");
        assert_eq!(
            of(&[("Courier", true)], "The pier - The Courier", "x"),
            "The pier - The Courier"
        );
        let other = "Why the old pier of Vell is shut";
        assert_eq!(of(&[(other, false)], "Why the pier is shut for good", site), other);
        assert_eq!(of(&[("Most read", false)], "The pier", site), "The pier");
        assert_eq!(title(&[], None, None), None);
    }
}
