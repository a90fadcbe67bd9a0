//! Debian's packages, where this command may install them.

use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::process;

/// Installs packages, after a fresh look at what there is.
///
/// # Errors
///
/// Where this is no Debian, whoever runs it is not root, or apt-get fails.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<()> {
    if !Path::new("/usr/bin/apt-get").is_file() {
        bail!("there is no apt-get here");
    }
    if process::output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("only root may install packages");
    }
    eprintln!("installing {}", packages.join(", "));
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Another installation may be running: wait for it instead of failing at once.
        .args(["-q", "-q", "-o", "DPkg::Lock::Timeout=120"])
        // Nobody is there to answer what should become of a changed configuration file.
        .args(["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"]);
    command
}
