//! Chores of the project.
//!
//! `scores` writes `docs/scores.md` whole, `bench` takes the timings that go into it, `build-time`
//! that of a cold build, `copies` those of the search for copied text, and `model` makes the shipped
//! pipeline again. Run them with `cargo run --release -p xtask -- scores`.

mod analysis_bench;
mod attribution_model;
mod bench;
mod build_time;
mod copies;
mod coreference;
mod model;
mod names;
mod pages_against;
mod parser;
mod project;
mod python;
mod rates;
mod records;
mod scores;
mod table;

use clap::{Parser, Subcommand};
use project::Project;
use std::io::Write as _;
use std::path::PathBuf;

/// Chores of the project.
#[derive(Debug, Parser)]
#[command(name = "xtask")]
struct Args {
    /// The folder of data sets; without it, `../shared/data` beside the checkout.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The folder of score programs; without it, `../shared/score` beside the checkout.
    #[arg(long, global = true, value_name = "DIR")]
    score: Option<PathBuf>,
    /// The day of the measurements: no chore looks at the clock for it.
    #[arg(long, global = true, value_name = "DAY")]
    date: Option<String>,
    #[command(subcommand)]
    chore: Chore,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Chore {
    /// Write docs/scores.md; what is not there is skipped, and the page says so.
    Scores {
        /// Take no timings; the last ones taken here go into the page, if there are any.
        #[arg(long)]
        no_bench: bool,
    },
    /// Print the figures on disputes alone.
    Disputes,
    /// Take the timings, and keep them for `scores`.
    Bench,
    /// Compare the text of web pages with trafilatura's, and keep the result for `scores`.
    MainText {
        /// A Python that has trafilatura.
        #[arg(long)]
        trafilatura: PathBuf,
    },
    /// Take in ten thousand pages beside trafilatura, and keep the timings for `scores`.
    Pages {
        /// A Python that has trafilatura.
        #[arg(long)]
        trafilatura: PathBuf,
    },
    /// Build the program from nothing, and keep for `scores` how long it took.
    BuildTime,
    /// Compare the parser with Python spaCy, and keep the result for `scores`.
    Parser {
        /// A Python that has spaCy 3.8.
        #[arg(long)]
        spacy: PathBuf,
        /// Folders of pipelines, each with its config.cfg.
        #[arg(required = true)]
        pipelines: Vec<PathBuf>,
    },
    /// Train the model of attributions again, from marked articles.
    AttributionModel {
        /// Write instead what is read in each article with a model trained on other articles.
        #[arg(long, value_name = "FILE")]
        folds: Option<PathBuf>,
    },
    /// Compare the search for copied text with Python datasketch, and keep the result for `scores`.
    Copies {
        /// A Python that has datasketch; without it, Sayso is measured alone.
        #[arg(long)]
        python: Option<PathBuf>,
        /// The most passages.
        #[arg(long, default_value_t = 1_000_000)]
        most: usize,
    },
    /// Look for copied text in a file of passages: what `copies` starts, to tell its memory.
    #[command(hide = true)]
    CopiesOf {
        /// The passages, one a line.
        passages: PathBuf,
        /// Threads; 0 for all cores.
        #[arg(long, default_value_t = 0)]
        threads: usize,
    },
    /// Time the analysis of up to so many documents, and keep the timings for `scores`.
    Analysis {
        /// The most documents.
        #[arg(long, default_value_t = 100_000)]
        most: u64,
    },
    /// Time the analysis of one dossier: what `analysis` starts, to tell its memory.
    #[command(hide = true)]
    AnalysisOf {
        /// The dossier.
        dossier: PathBuf,
        /// Its first so many documents.
        documents: u64,
    },
    /// Learn the weights of pronouns and descriptions again, from GUM.
    CoreferenceWeights,
    /// Tell how reports are put together, and which pairs of them are missed or wrong in the half of
    /// the marks that may be looked at.
    Reports {
        /// Give the figures of both halves, and nothing else.
        #[arg(long)]
        figures: bool,
    },
    /// Tell spellings of names beside Jaro-Winkler and nomenklatura, and keep the result for `scores`.
    Names {
        /// A Python that has nomenklatura; without it, it is left out.
        #[arg(long)]
        nomenklatura: Option<PathBuf>,
    },
    /// Tell again how often what each rule reads is right, from marked texts.
    Rates {
        /// Print instead what is to be judged by hand.
        #[arg(long)]
        draw: bool,
        /// Print instead what the scores page says of them.
        #[arg(long, conflicts_with = "draw")]
        check: bool,
    },
    /// Learn again what spellings of names differ in, and what weighs how much.
    NamesLearn,
    /// Make the pipeline that ships with the program again, from its wheel.
    Model {
        /// The wheel; ORIGIN.md beside the file says which.
        wheel: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let project = Project::new(args.data, args.score);
    let date = args.date.as_deref();
    match args.chore {
        Chore::Scores { no_bench } => {
            if !no_bench && let Err(missing) = bench::run(&project, date)? {
                scores::write(&project, Some(&missing))
            } else {
                scores::write(&project, None)
            }
        }
        Chore::Disputes => {
            let part = scores::disputes_part(&project)?;
            Ok(writeln!(std::io::stdout(), "{part}")?)
        }
        Chore::Bench => bench::run(&project, date)?.map_err(|missing| anyhow::anyhow!("{missing}")),
        Chore::MainText { trafilatura } => pages_against::run(&project, &trafilatura, date),
        Chore::Pages { trafilatura } => bench::pages::run(&project, &trafilatura, date),
        Chore::BuildTime => build_time::run(&project, date),
        Chore::Parser { spacy, pipelines } => parser::run(&project, &spacy, &pipelines, date),
        Chore::AttributionModel { folds: Some(out) } => {
            attribution_model::write_folds(&project, &out)
        }
        Chore::AttributionModel { folds: None } => attribution_model::write(&project),
        Chore::Copies { python, most } => copies::run(&project, python.as_deref(), most, date),
        Chore::CopiesOf { passages, threads } => copies::run_ours(&passages, threads),
        Chore::Analysis { most } => analysis_bench::run(&project, most, date),
        Chore::AnalysisOf { dossier, documents } => analysis_bench::run_steps(&dossier, documents),
        Chore::CoreferenceWeights => coreference::learn(&project),
        Chore::Reports { figures: true } => scores::tell_reports(&project),
        Chore::Reports { figures: false } => scores::look_at_reports(&project),
        Chore::Names { nomenklatura } => names::run(&project, nomenklatura.as_deref(), date),
        Chore::Rates { check: true, .. } => {
            Ok(writeln!(std::io::stdout(), "{}", scores::rates_part(&project)?)?)
        }
        Chore::Rates { draw: true, .. } => rates::print(&project, &mut std::io::stdout())?
            .map_err(|missing| anyhow::anyhow!("{missing}")),
        Chore::Rates { .. } => {
            rates::write(&project)?.map_err(|missing| anyhow::anyhow!("{missing}"))
        }
        Chore::NamesLearn => names::learn(&project),
        Chore::Model { wheel } => model::write(&project, &wheel),
    }
}
