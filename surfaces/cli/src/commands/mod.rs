//! One module a command, or a few that belong together.

mod ask;
mod changes;
mod conllu;
mod copies;
mod custody;
mod decide;
mod export;
#[cfg(feature = "fetch")]
pub(crate) mod fetch;
mod keep;
mod log;
mod model;
mod read;
mod summary;
mod trace;
mod views;
mod why;

use crate::apart;
use crate::args::{Args, ClaimCommand, Command, Judge};
use crate::failure::Failure;
use crate::session::Session;
use std::process::ExitCode;

/// Runs what was asked.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let session = Session::new(args)?;
    match &args.command {
        Command::Open(open) => keep::open(args, open, &session),
        Command::Add(add) => keep::add(args, add, &session),
        Command::Serve(serve) => done(keep::serve(args, &serve.page, &session)),
        Command::Read(read) => read::run(read),
        Command::Claims(claims) => done(ask::claims(args, claims)),
        Command::Arguments(asked) => done(views::arguments(args, asked)),
        Command::Actors(asked) => done(views::actors(args, asked)),
        Command::Names(asked) => done(views::names(args, asked)),
        Command::Status(asked) => done(views::status(args, asked)),
        Command::Compare(asked) => done(views::compare(args, asked)),
        Command::Coverage(asked) => done(views::coverage(args, asked)),
        Command::Timeline(asked) => done(views::timeline(args, asked)),
        Command::Incidents(asked) => done(views::incidents(args, asked)),
        Command::Estimates(asked) => done(views::estimates(args, asked)),
        Command::Disputes(asked) => done(views::disputes(args, asked)),
        Command::Relations(asked) => done(views::relations(args, asked)),
        Command::Origins(asked) => done(views::origins(args, asked)),
        #[cfg(feature = "fetch")]
        Command::Sources(sources) if sources.links.check_links => {
            done(fetch::check(args, sources, &session))
        }
        Command::Sources(sources) => done(ask::sources(args, sources)),
        Command::Trace(one) => done(trace::run(args, one)),
        Command::Why(one) => done(why::run(args, one)),
        Command::Claim(ClaimCommand::Add(add)) => done(decide::add_claim(args, add, &session)),
        Command::Judge(Judge { bind: Some(_), item: Some(_) }) => {
            Err(Failure::usage("judge one item, or how several hang together, not both at once"))
        }
        Command::Judge(Judge { bind: Some(bind), .. }) => done(views::bind(args, bind, &session)),
        Command::Judge(Judge { item, .. }) => done(decide::judge(args, item.as_ref(), &session)),
        Command::Verify(asked) => log::verify(args, asked, &session),
        Command::Changes(asked) => done(changes::run(args, asked)),
        Command::Copies(asked) => done(copies::run(args, asked)),
        Command::Custody(asked) => done(custody::run(args, asked)),
        Command::ReadUnread(asked) => done(keep::read_unread(args, asked, &session)),
        &Command::ExtractApart { memory, seconds } => {
            done(apart::run(apart::Bounds { memory, seconds }))
        }
        Command::RunApart { memory, seconds, program, arguments } => {
            let bounds = apart::Bounds { memory: *memory, seconds: *seconds };
            done(apart::become_program(bounds, program, arguments))
        }
        Command::Rebuild => done(log::rebuild(args)),
        Command::Log(log) => done(log::log(args, log)),
        Command::Undo(undo) => done(log::undo(args, undo, &session)),
        Command::Model(command) => done(model::run(command)),
        Command::Export(export) => done(export::run(args, export)),
        Command::Completions { shell } => done(export::completions(*shell)),
        Command::Man { command } => done(export::man(command)),
    }
}

fn done(result: Result<(), Failure>) -> Result<ExitCode, Failure> {
    result.map(|()| ExitCode::SUCCESS)
}

/// Success, unless something could not be read.
fn status(failed: usize) -> ExitCode {
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
