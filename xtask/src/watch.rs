//! Noticing that a source file changed, by looking: modification times are on every system, and there are few files.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::{files, site};

/// How long between two looks.
pub(crate) const PAUSE: Duration = Duration::from_millis(300);

/// What a look saw: every file that goes into the site, with its time and length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look(Vec<(PathBuf, Option<SystemTime>, u64)>);

/// Looks at everything the site is made of. A file that vanishes meanwhile is simply not seen.
pub(crate) fn look(root: &Path) -> Look {
    let mut paths: Vec<PathBuf> = ["src", "www"]
        .iter()
        .flat_map(|folder| files::walk(&root.join(folder)).unwrap_or_default())
        .collect();
    paths.extend(site::PAGES.iter().map(|page| root.join(page)));
    paths.extend(["Cargo.toml", "Cargo.lock", "README.md"].map(|name| root.join(name)));
    Look(
        paths
            .into_iter()
            .filter_map(|path| {
                let metadata = path.metadata().ok()?;
                Some((path, metadata.modified().ok(), metadata.len()))
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_change_is_seen() {
        let root = std::env::temp_dir().join(format!("xtask-watch-{}", std::process::id()));
        fs::create_dir_all(root.join("www/deep")).expect("a temporary folder");
        let before = look(&root);
        assert_eq!(before, look(&root));
        fs::write(root.join("www/deep/new.js"), "1").expect("a temporary file");
        assert_ne!(before, look(&root));
        fs::remove_dir_all(&root).expect("a temporary folder");
    }
}
