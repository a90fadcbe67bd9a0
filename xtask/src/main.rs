//! The project's own commands: everything between a bare clone and a page, a package or a verdict.
//!
//! Reading order: [`args`] says what can be asked for; [`build`] makes the site and the npm package ([`compile`] the wasm and its
//! JavaScript, [`site`] and [`package`] the two folders, [`sizes`] the table); [`serve`] shows the site and [`watch`] notices changes;
//! [`test`] goes through the [`stages`]; [`tools`], [`browser`] and [`python`] get what is missing on the
//! machine, through [`apt`] where it is Debian.

mod apt;
mod args;
mod browser;
mod build;
mod compile;
mod files;
mod package;
mod process;
mod project;
mod python;
mod serve;
mod site;
mod sizes;
mod stages;
mod test;
mod tools;
mod watch;

use std::process::ExitCode;

use args::Task;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = match args::parse(&arguments) {
        Ok(task) => task,
        Err(complaint) => {
            eprintln!("error: {complaint}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Help => {
            println!("{}", args::USAGE);
            Ok(())
        }
        Task::Build { profile } => build::run(profile),
        Task::Serve(options) => serve::run(&options),
        Task::Test { extent } => test::run(extent),
        Task::Bench => anyhow::bail!("there are no benchmarks yet"),
    }
}
