//! The browser for the page tests.

use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::apt;

/// Names the browser's program to the tests, and chooses it by hand.
pub(crate) const VARIABLE: &str = "BACKPROP_CHROMIUM";

/// Places where a Chromium usually is. The headless shell comes first, by its real program: Debian's wrapper in `/usr/bin` leaves
/// browsers running.
const PLACES: &[&str] = &[
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// Debian's packages that bring one, the smallest first.
const PACKAGES: &[&str] = &["chromium-headless-shell", "chromium"];

/// Without any font a page has no text, and a machine without a screen may have none.
const FONTS: &[&str] = &["fonts-liberation", "fonts-dejavu-core"];

/// The program of a Chromium, installed first where that is possible.
///
/// # Errors
///
/// When there is none and this is not a Debian with root's rights; says what to install.
pub(crate) fn find() -> anyhow::Result<PathBuf> {
    if let Some(chosen) = std::env::var_os(VARIABLE) {
        let chosen = PathBuf::from(chosen);
        if !chosen.is_file() {
            bail!("{VARIABLE} names {}, which is no file", chosen.display());
        }
        return Ok(chosen);
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    install().with_context(|| {
        format!(
            "the page tests need Chromium: as root on Debian `apt-get install {}`, elsewhere install Chromium or Chrome, \
             or name its program in {VARIABLE}",
            PACKAGES[0]
        )
    })?;
    installed().context("Chromium was installed but is in none of the usual places")
}

fn installed() -> Option<PathBuf> {
    PLACES.iter().map(PathBuf::from).find(|place| place.is_file())
}

fn install() -> anyhow::Result<()> {
    let mut last = Ok(());
    for package in PACKAGES {
        last = apt::install(&[&[*package], FONTS].concat());
        if last.is_ok() {
            break;
        }
    }
    last
}
