//! A progress bar on a terminal; silence anywhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sayso::Options;
use std::path::PathBuf;

/// Shows how far taking in has come. Hidden where standard error is no terminal.
pub(crate) fn bar(paths: &[PathBuf], options: &Options) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if bar.is_hidden() {
        return bar;
    }
    bar.set_length(sayso::count(paths, options) as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
