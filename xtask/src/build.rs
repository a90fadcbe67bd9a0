//! `cargo xtask build`: the site and the npm package.

use std::path::Path;

use crate::args::Profile;
use crate::project::Project;
use crate::{compile, files, package, site, sizes};

/// The command.
///
/// # Errors
///
/// As [`all`].
pub(crate) fn run(profile: Profile) -> anyhow::Result<()> {
    let project = Project::find()?;
    all(&project, profile)?;
    println!("{}", sizes::table(&project.dist().join("site"))?);
    println!("written: dist/site/ and dist/npm/");
    Ok(())
}

/// Makes both folders aside and puts them in place when they are complete, so that whoever reads `dist/` never sees half a build, and
/// a build that fails leaves the old one.
///
/// # Errors
///
/// When the code does not compile or a file cannot be read or written.
pub(crate) fn all(project: &Project, profile: Profile) -> anyhow::Result<()> {
    // A folder of this process alone: `serve` may be building at the same time.
    let next = project.dist().join(format!(".next-{}", std::process::id()));
    let outcome = make(project, profile, &next);
    let tidied = files::remove(&next);
    outcome.and(tidied)
}

fn make(project: &Project, profile: Profile, next: &Path) -> anyhow::Result<()> {
    files::fresh(next)?;
    let bindings = next.join("pkg");
    compile::bindings(project, profile, &bindings)?;
    site::write(project, &bindings, &next.join("site"))?;
    package::write(project, &bindings, &next.join("npm"))?;
    for folder in ["site", "npm"] {
        files::replace(&project.dist().join(folder), &next.join(folder))?;
    }
    Ok(())
}
