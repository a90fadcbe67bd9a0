//! From columns to samples.

use super::columns::short;
use super::{Column, Result, Table, TableError, Values};
use crate::config::limits;
use crate::dataset::Dataset;

/// Samples of a table, and what their numbers are called.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSamples {
    /// A row for each row of the table.
    pub dataset: Dataset,
    /// What the inputs are: the name of a column of numbers, `species = setosa` for a class.
    pub inputs: Vec<String>,
    /// What the targets are.
    pub targets: Vec<String>,
}

impl Table {
    /// The samples with these columns as inputs and targets, in the order in which they are named. A column of
    /// classes becomes one number for each class, in the order of their first appearance: 1 for the class that the
    /// row has, 0 for the others.
    ///
    /// # Errors
    /// A [`TableError`] for no inputs or no targets, a column that does not exist or is named twice, and more
    /// numbers than a network may have inputs or outputs, or a data set may hold.
    pub fn data(&self, inputs: &[usize], targets: &[usize]) -> Result<TableSamples> {
        let mut all: Vec<usize> = inputs.iter().chain(targets).copied().collect();
        all.sort_unstable();
        if let Some(twice) = all.windows(2).find_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        }) {
            return Err(
                self.refuse(twice, "expected each column once, as an input or as a target, got it twice")
            );
        }
        if self.columns.len() < 2 {
            let message = "expected at least 2 columns, one to predict another from, got 1";
            return Err(TableError::whole(message));
        }
        let inputs = self.numbers(inputs, "input")?;
        let targets = self.numbers(targets, "target")?;
        let numbers = self.rows * (inputs.0.len() + targets.0.len());
        if numbers > limits::DATA {
            let message = format!("expected at most {} numbers in all, got {numbers}", limits::DATA);
            return Err(TableError::whole(message));
        }
        let rows = |columns: &[Vec<f64>]| -> Vec<f64> {
            let at = |row: usize| columns.iter().filter_map(move |column| column.get(row).copied());
            (0..self.rows).flat_map(at).collect()
        };
        let dataset = Dataset::new(inputs.0.len(), targets.0.len(), rows(&inputs.0), rows(&targets.0));
        Ok(TableSamples { dataset, inputs: inputs.1, targets: targets.1 })
    }

    /// Which columns are likely the inputs and which the targets: the last column of classes, or else the last
    /// column, is the target, and every other column of numbers an input.
    pub fn likely(&self) -> (Vec<usize>, Vec<usize>) {
        let has_numbers = |index: &usize| {
            self.columns.get(*index).is_some_and(|column| matches!(column.values, Values::Numbers(_)))
        };
        let all = || 0..self.columns.len();
        let target = all().rev().find(|index| !has_numbers(index)).or(all().next_back());
        (
            all().filter(|index| Some(*index) != target && has_numbers(index)).collect(),
            target.into_iter().collect(),
        )
    }

    /// The columns of numbers that some columns of the table make, and their names.
    fn numbers(&self, chosen: &[usize], what: &str) -> Result<(Vec<Vec<f64>>, Vec<String>)> {
        let mut names = Vec::new();
        for &index in chosen {
            let column = self.columns.get(index).ok_or_else(|| {
                let count = self.columns.len();
                TableError::whole(format!("expected one of the {count} columns, got column {}", index + 1))
            })?;
            match &column.values {
                Values::Numbers(_) => names.push(column.name.clone()),
                Values::Classes { names: classes, .. } => {
                    names.extend(classes.iter().map(|class| format!("{} = {}", column.name, short(class))));
                }
            }
        }
        if names.is_empty() {
            return Err(TableError::whole(format!("expected at least one column as {what}, got none")));
        }
        if names.len() > limits::WIDTH {
            let message = format!("expected 1 to {} {what}s, got {}", limits::WIDTH, names.len());
            return Err(TableError::whole(message));
        }
        let columns = chosen.iter().filter_map(|index| self.columns.get(*index));
        Ok((columns.flat_map(Column::numbers).collect(), names))
    }

    fn refuse(&self, index: usize, message: &str) -> TableError {
        let name = self.columns.get(index).map(|column| column.name.clone()).filter(|_| self.header);
        TableError { column: Some((index + 1, name)), ..TableError::whole(message) }
    }
}

impl Column {
    /// What stands in a row, as text; empty where there is no such row.
    pub fn text(&self, row: usize) -> String {
        match &self.values {
            Values::Numbers(numbers) => numbers.get(row).map_or_else(String::new, f64::to_string),
            Values::Classes { names, rows } => {
                rows.get(row).and_then(|class| names.get(*class)).cloned().unwrap_or_default()
            }
        }
    }

    /// The column itself, or a column for each class.
    fn numbers(&self) -> Vec<Vec<f64>> {
        match &self.values {
            Values::Numbers(numbers) => vec![numbers.clone()],
            Values::Classes { names, rows } => (0..names.len())
                .map(|class| rows.iter().map(|row| f64::from(u8::from(*row == class))).collect())
                .collect(),
        }
    }
}
