//! Python's `datasketch`: MinHash with banding, as its documentation shows it.

use super::Ran;
use anyhow::{Context as _, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Shingles of three words, 128 permutations, a resemblance of a half; each passage asks for the
/// ones before it and is then put in. Signatures are made by the thousand, which is its fastest way.
const PROGRAM: &str = "\
import itertools, json, re, resource, sys, time
import datasketch
from datasketch import MinHash, MinHashLSH
start = time.perf_counter()
lsh = MinHashLSH(threshold=0.5, num_perm=128)
word, pairs, number = re.compile(r'\\w+'), [], 0
def shingles(line):
    words = word.findall(line.lower())
    return [' '.join(words[i:i + 3]).encode() for i in range(max(1, len(words) - 2))]
with open(sys.argv[1], encoding='utf-8') as lines:
    while chunk := list(itertools.islice(lines, 1000)):
        for m in MinHash.generator([shingles(line) for line in chunk], num_perm=128):
            pairs += [(other, number) for other in sorted(lsh.query(m))]
            lsh.insert(number, m)
            number += 1
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({'seconds': seconds, 'all_cores': None, 'fold_in': None, 'memory': memory,
                  'pairs': pairs, 'version': datasketch.__version__}))
";

/// Runs it over a file of passages, one a line.
pub(super) fn run(python: &Path, passages: &Path) -> Result<Ran> {
    let output = Command::new(python)
        .args(["-c", PROGRAM])
        .arg(passages)
        .output()
        .context("the Python that has datasketch cannot be run")?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "datasketch failed:\n{told}");
    Ok(serde_json::from_slice(&output.stdout)?)
}
