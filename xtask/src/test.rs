//! `cargo xtask test`: from a bare clone to a verdict. Every stage runs, whatever became of the ones before it, unless it needs what
//! they should have made; the summary names each with its time.

use std::time::{Duration, Instant};

use anyhow::bail;

use crate::args::Extent;
use crate::project::Project;
use crate::stages::{self, Need, Stage};

enum Verdict {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

struct Result {
    name: &'static str,
    verdict: Verdict,
    time: Duration,
}

/// The command.
///
/// # Errors
///
/// When a stage failed.
pub(crate) fn run(extent: Extent) -> anyhow::Result<()> {
    let project = Project::find()?;
    let started = Instant::now();
    let mut results: Vec<Result> = Vec::new();
    for stage in stages::all() {
        if extent == Extent::Quick && !stage.quick {
            continue;
        }
        results.push(perform(&project, stage, &results));
    }
    summarise(&results, started.elapsed())
}

fn perform(project: &Project, stage: &Stage, before: &[Result]) -> Result {
    println!("\n=== {}", stage.name);
    let started = Instant::now();
    let verdict = if stage.needs == Need::Build && !passed(before, stages::BUILD) {
        Verdict::Skipped("there is no build to test")
    } else {
        match (stage.run)(project) {
            Ok(()) => Verdict::Passed,
            Err(error) => Verdict::Failed(format!("{error:#}")),
        }
    };
    let time = started.elapsed();
    match &verdict {
        Verdict::Passed => println!("=== {}: passed in {}", stage.name, seconds(time)),
        Verdict::Failed(why) => println!("=== {}: FAILED: {why}", stage.name),
        Verdict::Skipped(why) => println!("=== {}: left out: {why}", stage.name),
    }
    Result { name: stage.name, verdict, time }
}

fn passed(results: &[Result], name: &str) -> bool {
    results.iter().any(|result| result.name == name && matches!(result.verdict, Verdict::Passed))
}

fn summarise(results: &[Result], time: Duration) -> anyhow::Result<()> {
    println!("\n=== summary");
    let (mut good, mut bad, mut skipped) = (0, 0, 0);
    for result in results {
        let word = match result.verdict {
            Verdict::Passed => {
                good += 1;
                "passed"
            }
            Verdict::Failed(_) => {
                bad += 1;
                "FAILED"
            }
            Verdict::Skipped(_) => {
                skipped += 1;
                "left out"
            }
        };
        println!("{:<34} {word:<9} {:>8}", result.name, seconds(result.time));
    }
    println!("{:<44} {:>8}", "in all", seconds(time));
    println!("stages: {good} passed, {bad} failed, {skipped} skipped");
    if bad + skipped > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
