//! What `cargo xtask test` does, stage by stage.

use std::path::PathBuf;
use std::process::Command;

use anyhow::bail;

use crate::args::Profile;
use crate::project::{PACKAGE, Project};
use crate::{browser, build, files, process, python, sizes, tools};

/// The stage that the tests of the built package and page need.
pub(crate) const BUILD: &str = "build of site and package";

/// What has to be there before a stage can say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    Build,
}

/// One part of the verdict.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) quick: bool,
    pub(crate) needs: Need,
    pub(crate) run: fn(&Project) -> anyhow::Result<()>,
}

/// All of them, in order: what fails soonest comes first.
pub(crate) fn all() -> &'static [Stage] {
    const fn stage(
        name: &'static str,
        quick: bool,
        needs: Need,
        run: fn(&Project) -> anyhow::Result<()>,
    ) -> Stage {
        Stage { name, quick, needs, run }
    }
    const STAGES: &[Stage] = &[
        stage("formatting", true, Need::Nothing, formatting),
        stage("lints, native", true, Need::Nothing, lints_native),
        stage("lints, without pictures", true, Need::Nothing, lints_bare),
        stage("lints, wasm", true, Need::Nothing, lints_wasm),
        stage("native tests", true, Need::Nothing, native_tests),
        stage("documentation", false, Need::Nothing, documentation),
        stage(BUILD, false, Need::Nothing, build_all),
        stage("types of the JavaScript", false, Need::Build, types),
        stage("the package under Node", false, Need::Build, boundary),
        stage("the page in a browser", false, Need::Build, pages),
    ];
    STAGES
}

fn formatting(project: &Project) -> anyhow::Result<()> {
    tools::component(project, "rustfmt", "fmt")?;
    process::run(process::cargo(&project.root).args(["fmt", "--all", "--check"]))
}

fn clippy(project: &Project, arguments: &[&str]) -> anyhow::Result<()> {
    tools::component(project, "clippy", "clippy")?;
    process::run(
        process::cargo(&project.root)
            .args(["clippy", "--quiet"])
            .args(arguments)
            .args(["--", "-D", "warnings"]),
    )
}

fn lints_native(project: &Project) -> anyhow::Result<()> {
    clippy(project, &["--workspace", "--all-targets"])
}

/// The core must not need what paints it.
fn lints_bare(project: &Project) -> anyhow::Result<()> {
    clippy(project, &["--package", PACKAGE, "--lib", "--no-default-features"])
}

fn lints_wasm(project: &Project) -> anyhow::Result<()> {
    tools::wasm_target(project)?;
    clippy(project, &["--package", PACKAGE, "--lib", "--target", tools::WASM_TARGET])
}

fn native_tests(project: &Project) -> anyhow::Result<()> {
    if !process::works(Command::new("pdflatex").arg("--version")) {
        // It takes 120 MB, and what it would find is rare: whoever works on sheets has it.
        println!(
            "no pdflatex here: LaTeX is written but not compiled (`apt-get install --no-install-recommends texlive-latex-base` brings it)"
        );
    }
    let python = python::find(project)?;
    if !python::with_pytorch().into_iter().chain([python.clone()]).any(|python| python::has_pytorch(&python))
    {
        println!(
            "no PyTorch here: the programs for it are written but not run (name a Python that has it in {})",
            python::PYTORCH
        );
    }
    process::run(
        process::cargo(&project.root)
            .args(["test", "--quiet", "--workspace", "--no-fail-fast"])
            .env(python::VARIABLE, python),
    )
}

fn documentation(project: &Project) -> anyhow::Result<()> {
    process::run(
        process::cargo(&project.root)
            .args(["doc", "--quiet", "--no-deps", "--package", PACKAGE])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn build_all(project: &Project) -> anyhow::Result<()> {
    build::all(project, Profile::Release)?;
    println!("{}", sizes::table(&project.dist().join("site"))?);
    Ok(())
}

fn types(project: &Project) -> anyhow::Result<()> {
    tools::npm_packages(project)?;
    let compiler = PathBuf::from("node_modules/typescript/bin/tsc");
    process::run(
        Command::new("node").current_dir(project.tests()).arg(compiler).args(["--project", "tsconfig.json"]),
    )
}

fn boundary(project: &Project) -> anyhow::Result<()> {
    tools::npm_packages(project)?;
    node_tests(&mut Command::new("node"), project, "boundary")
}

fn pages(project: &Project) -> anyhow::Result<()> {
    tools::npm_packages(project)?;
    let browser = browser::find()?;
    node_tests(Command::new("node").env(browser::VARIABLE, browser), project, "pages")
}

/// Node's own test runner over the files of one folder; an empty folder is no verdict.
fn node_tests(node: &mut Command, project: &Project, folder: &str) -> anyhow::Result<()> {
    let tests: Vec<PathBuf> = files::walk(&project.tests().join(folder))?
        .iter()
        .filter_map(|file| file.strip_prefix(project.tests()).ok())
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .map(PathBuf::from)
        .collect();
    if tests.is_empty() {
        bail!("there are no tests in tests/{folder}/");
    }
    process::run(node.current_dir(project.tests()).args(["--test", "--test-reporter=spec"]).args(tests))
}
