//! The matrices of a large network in words: what is in use number by number, the rest by its size and range.

use super::maps::{Grid, Maps, Shown, Words};
use super::words::{parameter, value};

impl Maps {
    /// What is computed and read now, then a line for each matrix.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines =
            vec!["The network is drawn as matrices, a cell of colour for each number.".to_owned()];
        lines.extend(self.used.iter().map(|used| match &used.words {
            Words::Parameter(numbers) => parameter(numbers, ""),
            Words::Figure(name, figure) => format!("{}: {}.", name.plain, value(figure)),
        }));
        if self.more > 0 {
            lines.push(format!("{} more numbers are read now.", self.more));
        }
        lines.extend(self.grids.iter().map(line));
        lines
    }
}

/// `Weights of layer 1, 784 × 128: from −0.31 to 0.32, mean 0.001.`
fn line(grid: &Grid) -> String {
    let layer = grid.layer + 1;
    let what = match grid.shown {
        Shown::Inputs => "Inputs".to_owned(),
        Shown::Weights => format!("Weights of layer {layer}"),
        Shown::Gradients => format!("Gradients of the weights of layer {layer}"),
        Shown::Biases => format!("Biases of layer {layer}"),
        Shown::BiasGradients => format!("Gradients of the biases of layer {layer}"),
        Shown::Values => format!("Neurons of layer {layer}"),
        Shown::Errors => format!("Errors of layer {layer}"),
        Shown::Targets => "Targets".to_owned(),
    };
    let size = match grid.shown {
        Shown::Weights | Shown::Gradients => format!("{} × {}", grid.rows, grid.columns),
        _ => grid.values.len().to_string(),
    };
    let Some(summary) = &grid.summary else { return format!("{what}, {size}: not computed yet.") };
    let known = match summary.known {
        known if known < grid.values.len() => format!("{known} computed so far, "),
        _ => String::new(),
    };
    let (least, most, mean) = (&summary.least.text, &summary.most.text, &summary.mean.text);
    format!("{what}, {size}: {known}from {least} to {most}, mean {mean}.")
}
