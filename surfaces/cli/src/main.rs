//! The `sayso` command.
//!
//! Exit status: 0 when all was done, 1 when something failed, 2 on bad use.

mod apart;
mod args;
mod choose;
mod commands;
mod failure;
mod limits;
mod models;
mod progress;
mod session;
mod show;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
