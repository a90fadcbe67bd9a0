//! `dist/site/`: static files that refer to each other by relative paths only, so that they work under any path of any host.

use std::path::Path;

use crate::files;
use crate::project::Project;

/// The pages at the top of the site.
pub(crate) const PAGES: &[&str] = &["index.html", "embed.html", "verify.html", "sheet.html"];

/// What programs that read traces check them by.
pub(crate) const SCHEMA: (&str, &str) = ("src/export/trace.schema.json", "trace.schema.json");

/// Writes the pages, the schema of traces, the modules under `www/` and the generated package under `www/pkg/`.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn write(project: &Project, bindings: &Path, site: &Path) -> anyhow::Result<()> {
    for page in PAGES {
        files::copy(&project.root.join(page), &site.join(page))?;
    }
    files::copy(&project.root.join(SCHEMA.0), &site.join(SCHEMA.1))?;
    let modules = site.join("www");
    files::copy_folder(&project.root.join("www"), &modules)?;
    for file in files::walk(bindings)? {
        // Types are for those who program against the package; a browser never asks for them.
        if !file.to_string_lossy().ends_with(".d.ts") {
            let place = file.strip_prefix(bindings)?;
            files::copy(&file, &modules.join("pkg").join(place))?;
        }
    }
    Ok(())
}
