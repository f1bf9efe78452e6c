use super::opposition::denies;

#[test]
fn reporting_words_that_deny_are_told_from_those_that_condemn() {
    assert!(["denied", "dismissed", "rejects", "disputing"].into_iter().all(denies));
    assert!(!["condemned", "said", "protests", "accused"].into_iter().any(denies));
}
