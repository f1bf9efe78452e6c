//! The acronyms that a name can have.

use super::Word;
use super::role::Role;

/// Of two words or more: the initials of those that name, and of all but articles (`UAE`, `DRoC`).
pub(super) fn of(words: &[Word]) -> Vec<String> {
    let initials = |kept: &dyn Fn(Role) -> bool| -> String {
        let kept = words.iter().filter(|word| kept(word.role));
        kept.filter_map(|word| word.folded.chars().next()).collect()
    };
    let mut all = vec![
        initials(&|role| role == Role::Names),
        initials(&|role| matches!(role, Role::Names | Role::Title)),
        initials(&|role| matches!(role, Role::Names | Role::Title | Role::Small)),
    ];
    all.dedup();
    all.retain(|acronym| acronym.chars().count() > 1);
    all
}
