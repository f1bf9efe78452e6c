//! What holds for whatever a server sends: an answer, a `robots.txt`.

use sayso_capture::fetch::{Answer, Asked, Cut, Robots};

const LIMIT: usize = 4096;

/// What is known of an answer in the end.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    over: bool,
    bytes: Vec<u8>,
    interim: Vec<Vec<u8>>,
    status: Option<u16>,
    cut: Option<Cut>,
}

/// Takes bytes as the answer of a server, at once and in pieces.
pub(crate) fn check_answer(bytes: &[u8]) {
    for asked in [Asked::Page, Asked::Header] {
        let whole = taken(asked, bytes, bytes.len().max(1));
        for piece in [1, 7] {
            assert_eq!(whole, taken(asked, bytes, piece), "in pieces of {piece}");
        }
        if let Some(known) = whole {
            check_known(&known, bytes);
        }
    }
}

fn taken(asked: Asked, bytes: &[u8], piece: usize) -> Option<Known> {
    let mut answer = Answer::new(asked, LIMIT);
    let mut over = false;
    for piece in bytes.chunks(piece) {
        over = answer.take(piece).ok()?;
        if over {
            break;
        }
    }
    if !over {
        answer.close();
    }
    let interim = answer.interim().to_vec();
    let (status, cut) = (answer.status(), answer.cut());
    Some(Known { over, bytes: answer.bytes().to_vec(), interim, status, cut })
}

fn check_known(known: &Known, sent: &[u8]) {
    assert!(known.bytes.len() <= LIMIT);
    let kept = [known.interim.concat(), known.bytes.clone()].concat();
    assert!(sent.starts_with(&kept), "what is kept is what was sent");
    match known.status {
        None => assert!(!known.over && known.cut.is_none()),
        Some(status) => {
            assert!(status == 101 || !(100..200).contains(&status) && status < 1000);
            assert!(known.bytes.starts_with(b"HTTP/1."));
        }
    }
}

/// Reads a `robots.txt`, and asks it for a path; both are divided by a zero byte.
pub(crate) fn check_robots(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |&byte| byte == 0);
    let rules = parts.next().unwrap_or_default();
    let path = format!("/{}", String::from_utf8_lossy(parts.next().unwrap_or_default()));
    let robots = Robots::read(rules, "sayso");
    assert!(robots.allows("/robots.txt"));
    let allowed = robots.allows(&path);
    let ends: Vec<u8> =
        rules.iter().flat_map(|byte| [*byte].repeat(1 + usize::from(*byte == b'\n'))).collect();
    assert_eq!(allowed, Robots::read(&ends, "sayso").allows(&path), "empty lines say nothing");
    if !rules.to_ascii_lowercase().windows(8).any(|window| window == b"disallow") {
        assert!(allowed, "nothing is forbidden");
    }
    check_pattern(rules, &path);
}

/// One pattern against the plainest way to match it.
fn check_pattern(pattern: &[u8], path: &str) {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'/';
    let whole = pattern.strip_suffix(b"$");
    let inner = whole.unwrap_or(pattern);
    let fits_here = pattern.len() + path.len() < 200
        && !inner.is_empty()
        && inner.iter().all(|byte| plain(byte) || *byte == b'*')
        && path.bytes().all(|byte| plain(&byte))
        && path != "/robots.txt";
    if !fits_here {
        return;
    }
    let rules = [b"user-agent: *\ndisallow: ", pattern].concat();
    let forbidden = !Robots::read(&rules, "sayso").allows(path);
    assert_eq!(forbidden, fits(inner, whole.is_some(), path.as_bytes()));
}

/// Which beginnings of the path the pattern fits, byte of the pattern by byte.
fn fits(pattern: &[u8], whole: bool, path: &[u8]) -> bool {
    let mut ends = vec![false; path.len() + 1];
    ends[0] = true;
    for &byte in pattern {
        let before = ends.clone();
        for (at, end) in ends.iter_mut().enumerate() {
            *end = match byte {
                b'*' => before[..=at].contains(&true),
                byte => at > 0 && before[at - 1] && path[at - 1] == byte,
            };
        }
    }
    if whole { ends[path.len()] } else { ends.contains(&true) }
}
