//! What `bench` and `build-time` kept, as tables.

use crate::bench::pages::Taken;
use crate::bench::{self, Machine, Program, Timings};
use crate::build_time::{self, ColdBuild};
use crate::project::Project;
use crate::table::{Table, share};

/// The timings that were last taken here.
pub(super) fn timings(project: &Project) -> String {
    let Some(timings) = project.kept::<Timings>(bench::KEPT) else {
        return "Not measured: no timings were taken here (`xtask -- bench`).".to_owned();
    };
    [on(&timings), over_files(&timings), rooms(&timings), starts(&timings)].join("\n")
}

/// Ten thousand pages taken in, as they were last timed here.
pub(super) fn ten_thousand(project: &Project) -> String {
    let Some(taken) = project.kept::<Taken>(bench::pages::KEPT) else {
        return "**Ten thousand pages**: not measured here (`xtask -- pages`).".to_owned();
    };
    let mut table = Table::new(1, &["ten thousand saved pages", "seconds", "pages/s", "memory"]);
    for program in [&taken.ours, &taken.theirs] {
        let memory =
            program.memory.map_or_else(|| "–".to_owned(), |m| format!("{} MB", m / 1_000_000));
        let speed = format!("{:.0}", taken.pages as f64 / program.seconds);
        let seconds = format!("{:.1}", program.seconds);
        table.row(&[format!("`{}`", program.what), seconds, speed, memory]);
    }
    let times = taken.theirs.seconds / taken.ours.seconds;
    format!(
        "**Ten thousand pages**: the pages of `wcxb-dev` again and again with other numbers and \
         words, {:.0} MB. Ours is the whole way from the files to a dossier with their bytes, \
         texts and maps ({:.0} MB); theirs is their text alone, and the memory that of its first \
         process. Ours is {times:.1} times as fast. On: {}.\n\n{}",
        taken.bytes as f64 / 1e6,
        taken.dossier as f64 / 1e6,
        machine(&taken.machine),
        table.finish()
    )
}

/// The last cold build here.
pub(super) fn cold_build(project: &Project) -> String {
    let build = project.kept::<ColdBuild>(build_time::KEPT);
    let time = build.map_or_else(
        || "not measured here (`xtask -- build-time`)".to_owned(),
        |build| format!("{:.0} seconds on {}", build.seconds, machine(&build.machine)),
    );
    format!(
        "**A cold build** of the program (`cargo build --release` into an empty folder, the \
         sources fetched before): {time}."
    )
}

pub(super) fn machine(machine: &Machine) -> String {
    let Machine { processor, cores, memory, rustc, date } = machine;
    format!("{processor}, {cores} cores, {memory} of memory, {rustc}, {date}")
}

fn on(timings: &Timings) -> String {
    let (machine, megabytes) = (machine(&timings.machine), megabytes(timings));
    let files = timings.files;
    format!("Taken on: {machine}. {files} files, {megabytes:.1} MB (of 1,000,000 bytes).\n")
}

fn megabytes(timings: &Timings) -> f64 {
    timings.bytes as f64 / 1e6
}

fn over_files(timings: &Timings) -> String {
    let columns = ["whole program over the files", "seconds", "MB/s", "most memory"];
    let mut table = Table::new(1, &columns);
    let mut row = |what: &str, seconds: f64, memory: Option<u64>| {
        let memory = memory.map_or_else(|| "–".to_owned(), |m| format!("{:.0} MB", m as f64 / 1e6));
        let speed = format!("{:.1}", megabytes(timings) / seconds);
        table.row(&[what.to_owned(), format!("{seconds:.2}"), speed, memory]);
    };
    for program in &timings.programs {
        row(&format!("`{}`", program.what), program.seconds, program.memory);
    }
    row("the library's `read` alone, without printing", timings.library, None);
    let ratios = ratios(&timings.programs);
    format!("{}\n{ratios}", table.finish())
}

fn ratios(programs: &[Program]) -> String {
    let seconds =
        |start: &str| programs.iter().find(|p| p.what.starts_with(start)).map(|p| p.seconds);
    let ratio = |ours: &str, theirs: &str| Some(seconds(ours)? / seconds(theirs)?);
    let mut out = String::new();
    if let Some(ratio) = ratio("sayso read", "Python") {
        out += &format!(
            "- `sayso read` takes {ratio:.1} times as long as a Python script that reads the same \
             files and only cuts them at full stops, with one regular expression.\n"
        );
    }
    if let Some(ratio) = ratio("sayso add", "sha256sum") {
        out += &format!(
            "- `sayso add` takes {ratio:.0} times as long as `sha256sum` takes to hash the same \
             files.\n"
        );
    }
    out
}

fn rooms(timings: &Timings) -> String {
    let whole: f64 = timings.rooms.iter().map(|(_, seconds)| seconds).sum();
    let mut table = Table::new(1, &["room, on one thread", "seconds", "MB/s", "share of the time"]);
    for (room, seconds) in &timings.rooms {
        let speed = format!("{:.1}", megabytes(timings) / seconds);
        table.row(&[room.clone(), format!("{seconds:.2}"), speed, share(seconds / whole)]);
    }
    table.finish()
}

fn starts(timings: &Timings) -> String {
    let mut table = Table::new(1, &["start to end of a command", "milliseconds"]);
    for (what, seconds) in &timings.starts {
        table.row(&[format!("`{what}`"), format!("{:.1}", seconds * 1e3)]);
    }
    table.finish()
}
