//! However an answer is cut up on its way, it is the same answer.

use crate::fetch::{Answer, AnswerError, Asked};
use crate::http::Response;
use proptest::prelude::*;

type Outcome = (Result<bool, AnswerError>, Vec<u8>, Vec<Vec<u8>>, Option<u16>, [u8; 32]);

fn taken(pieces: impl Iterator<Item = Vec<u8>>, limit: usize) -> Outcome {
    let mut answer = Answer::new(Asked::Page, limit);
    let mut over = Ok(false);
    for piece in pieces {
        over = answer.take(&piece);
        if over != Ok(false) {
            break;
        }
    }
    if over.is_err() {
        // What came before an error is not used.
        return (over, Vec::new(), Vec::new(), None, [0; 32]);
    }
    let known = (answer.bytes().to_vec(), answer.interim().to_vec());
    (over, known.0, known.1, answer.status(), answer.payload())
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 103 Early\r\n",
        "HTTP/1.1 204 None\n",
        "HTTP/1.1 30 X\r\n",
        "Content-Length: 5\r\n",
        "Content-Length: 0\r\n",
        "Content-Length: 4\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "\r\n",
        "\n",
        "\r",
        "5\r\n",
        "0\r\n",
        "3;x\r\n",
        "abc\r\n",
        "hello",
        "ffffffffffffffff\r\n",
        "X: y\r\n",
        "-",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #[test]
    fn cuts_do_not_matter(
        begin in prop::bool::ANY,
        rest in pieces(),
        limit in 1_usize..120,
        cut in 1_usize..9,
    ) {
        let mut bytes = if begin { b"HTTP/1.1 200 OK\r\n".to_vec() } else { Vec::new() };
        bytes.extend(rest);
        let at_once = taken(std::iter::once(bytes.clone()), limit);
        let in_pieces = taken(bytes.chunks(cut).map(<[u8]>::to_vec), limit);
        prop_assert_eq!(&at_once, &in_pieces);
        prop_assert!(at_once.1.len() <= limit);
        if at_once.3.is_some() {
            let kept = at_once.2.concat().len();
            prop_assert_eq!(&at_once.1, &bytes[kept..kept + at_once.1.len()]);
            prop_assert!(Response::read(&at_once.1).is_some(), "the archive's reader reads it too");
        }
    }
}
