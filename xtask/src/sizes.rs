//! What the site weighs, by kind of file: as it is, and as a server would send it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context;
use flate2::{Compression, write::GzEncoder};

use crate::files;

#[derive(Clone, Copy, Default)]
struct Size {
    files: usize,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn add(&mut self, other: Size) {
        self.files += other.files;
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// A table of the kinds of file in a folder, in bytes.
///
/// # Errors
///
/// When a file cannot be read.
pub(crate) fn table(folder: &Path) -> anyhow::Result<String> {
    let mut kinds: BTreeMap<String, Size> = BTreeMap::new();
    let mut total = Size::default();
    for file in files::walk(folder)? {
        let content = fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        let kind = file.extension().map(|end| end.to_string_lossy().into_owned()).unwrap_or_default();
        let size = measure(&content)?;
        kinds.entry(kind).or_default().add(size);
        total.add(size);
    }
    let mut text = format!("{:<8} {:>5} {:>9} {:>9} {:>9}\n", "", "files", "raw", "gzip", "brotli");
    for (kind, size) in kinds.iter().chain([(&"total".to_owned(), &total)]) {
        writeln!(text, "{kind:<8} {:>5} {:>9} {:>9} {:>9}", size.files, size.raw, size.gzip, size.brotli)?;
    }
    Ok(text.trim_end().to_owned())
}

fn measure(content: &[u8]) -> anyhow::Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &content[..], &mut brotli, &parameters)?;
    Ok(Size { files: 1, raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_is_squeezed() {
        let size = measure(&[b'a'; 10_000]).expect("memory can be written");
        assert_eq!((size.files, size.raw), (1, 10_000));
        assert!(size.gzip < 100 && size.brotli < 100);
    }
}
