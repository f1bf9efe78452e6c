//! Streams, unpacked within the limits.

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use std::io::Read;

/// DEFLATE packs at most this many bytes into one.
const MOST_PACKED: u64 = 1_032;

/// Whether a stream stays within `most` bytes unpacked. It is looked at before it is unpacked,
/// since the library that unpacks it knows no limit.
pub(super) fn fits(stream: &Stream<'_>, most: u64) -> bool {
    let raw = stream.raw_data();
    let packed = |filter: &Filter| {
        matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
    };
    let filters = stream.filters();
    let len = raw.len() as u64;
    match (filters.iter().filter(|f| packed(f)).count(), filters.first()) {
        (0, _) => len <= most,
        (1, _) if len.saturating_mul(MOST_PACKED) <= most => true,
        (1, Some(Filter::FlateDecode)) => unpacked_len(&raw, most) <= most,
        _ => false,
    }
}

/// How long DEFLATE's bytes are unpacked, counted to just past `most`.
fn unpacked_len(raw: &[u8], most: u64) -> u64 {
    let mut bytes = ZlibDecoder::new(raw).take(most.saturating_add(1));
    let mut buffer = vec![0; 1 << 16];
    let mut len = 0_u64;
    while let Ok(read @ 1..) = bytes.read(&mut buffer) {
        len += read as u64;
    }
    len
}

/// A stream's bytes, if it can be unpacked within `most`.
pub(super) fn unpacked(stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
    let bytes = fits(stream, most).then(|| stream.decoded_data().ok())??;
    Some(bytes.into_owned())
}

/// What a page draws: its one stream, or all of them one after another. `None` where one of them
/// cannot be unpacked within `most`; what could be is given with it.
pub(super) fn contents(page: &Dict<'_>, most: u64) -> (Vec<u8>, bool) {
    let mut whole = true;
    let mut all = Vec::new();
    let mut add = |stream: &Stream<'_>| match unpacked(stream, most) {
        Some(bytes) if (all.len() + bytes.len()) as u64 <= most => {
            all.extend(bytes);
            all.push(b'\n');
        }
        _ => whole = false,
    };
    if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        add(&stream);
    } else if let Some(streams) = page.get::<Array<'_>>("Contents") {
        streams.iter::<Stream<'_>>().for_each(|stream| add(&stream));
    }
    (all, whole)
}

/// Whether all that a font holds stays within `most` bytes unpacked.
pub(super) fn font_fits(font: &Dict<'_>, most: u64) -> bool {
    let descendant =
        font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    [Some(font), descendant.as_ref()].into_iter().flatten().all(|dict| {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let own = ["ToUnicode", "Encoding", "CIDToGIDMap"].into_iter().map(|key| dict.get(key));
        let files =
            ["FontFile", "FontFile2", "FontFile3"].into_iter().map(|key| descriptor.get(key));
        own.chain(files).flatten().all(|stream: Stream<'_>| fits(&stream, most))
    })
}
