//! Folders as wholes: walked, copied, put in another's place.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Every file under a folder, in a stable order; none where there is no folder.
///
/// # Errors
///
/// When a folder cannot be read.
pub(crate) fn walk(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        if !folder.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("could not read the folder {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies every file under `from` to the same place under `to`.
///
/// # Errors
///
/// When something cannot be read or written.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    for file in walk(from)? {
        let place = file.strip_prefix(from)?;
        copy(&file, &to.join(place))?;
    }
    Ok(())
}

/// Copies one file, making the folders above it.
///
/// # Errors
///
/// When it cannot be read or written.
pub(crate) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    if let Some(parent) = to.parent() {
        create(parent)?;
    }
    fs::copy(from, to).with_context(|| format!("could not copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Writes a text, making the folders above it.
///
/// # Errors
///
/// When it cannot be written.
pub(crate) fn write(to: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(parent) = to.parent() {
        create(parent)?;
    }
    fs::write(to, text).with_context(|| format!("could not write {}", to.display()))
}

/// An empty folder, whatever was there before.
///
/// # Errors
///
/// When the old one cannot be removed or the new one not made.
pub(crate) fn fresh(folder: &Path) -> anyhow::Result<()> {
    remove(folder)?;
    create(folder)
}

/// Puts a finished folder in the place of an old one, in two renames: nobody ever sees half of it.
///
/// # Errors
///
/// When a rename fails.
pub(crate) fn replace(old: &Path, new: &Path) -> anyhow::Result<()> {
    let aside = old.with_extension("old");
    remove(&aside)?;
    if old.exists() {
        fs::rename(old, &aside).with_context(|| format!("could not move {} aside", old.display()))?;
    }
    fs::rename(new, old).with_context(|| format!("could not move {} to {}", new.display(), old.display()))?;
    remove(&aside)
}

fn create(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder {}", folder.display()))
}

/// Removes a folder with everything in it, if it is there.
///
/// # Errors
///
/// When it cannot be removed.
pub(crate) fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}

/// Removes a file, if it is there.
///
/// # Errors
///
/// When it cannot be removed.
pub(crate) fn remove_file(file: &Path) -> anyhow::Result<()> {
    if file.exists() {
        fs::remove_file(file).with_context(|| format!("could not remove {}", file.display()))?;
    }
    Ok(())
}
