//! The course of a program, the same in every language: forward pass, loss, backward pass, new parameters, and what
//! they predict.

use super::Program;
use super::statement::{Item, Printed, Statement};
use crate::network::Bias;
use crate::update::Order;

impl Program<'_> {
    /// What the function `forward` does.
    pub(super) fn forward(&self) -> impl Iterator<Item = Statement> + '_ {
        (0..self.layers).flat_map(|l| {
            let z = self.keeps_pre_activations(l).then_some(Statement::PreActivations(l));
            z.into_iter().chain([Statement::Values(l)])
        })
    }

    /// One update, with what the notebook prints of it.
    pub(super) fn update(&self) -> Vec<Item> {
        let mut items: Vec<Item> =
            [Printed::Inputs, Printed::Targets, Printed::LearningRate].map(Item::Print).into();
        items.extend([Item::Blank, Item::Remark("Forward pass and loss.".to_owned())]);
        items.extend([Statement::Pass, Statement::Loss].map(Item::Do));
        items.extend([Printed::Prediction, Printed::Loss].map(Item::Print));
        items.push(Item::Blank);
        let what = "Backward pass: D is the error of each neuron, dW the slope of each weight.";
        items.push(Item::Remark(what.to_owned()));
        let in_place = self.config.order == Order::InPlace;
        if in_place {
            items.extend(self.count());
        }
        for l in (0..self.layers).rev() {
            items.push(Item::Do(Statement::Errors(l)));
            items.push(Item::Do(Statement::WeightGradients(l)));
            if self.bias(l) != Bias::Absent {
                items.push(Item::Do(Statement::BiasGradients(l)));
            }
            if in_place {
                items.extend(self.steps(l));
            }
        }
        if self.is_plain() {
            items.push(Item::Print(Printed::FirstChange));
        }
        if !in_place {
            items.extend([Item::Blank, Item::Remark("Each of them takes a step downhill.".to_owned())]);
            items.extend(self.count());
            items.extend((0..self.layers).rev().flat_map(|l| self.steps(l)));
        }
        items
    }

    /// The new parameters of a layer.
    fn steps(&self, l: usize) -> impl Iterator<Item = Item> + use<> {
        let biases = (self.bias(l) != Bias::Absent).then_some(Statement::NewBiases(l));
        std::iter::once(Statement::NewWeights(l)).chain(biases).map(Item::Do)
    }

    fn count(&self) -> Option<Item> {
        self.counts().then_some(Item::Do(Statement::Count))
    }

    /// What is said and printed of the new parameters, before the forward pass once more.
    pub(super) fn new_parameters(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for l in 0..self.layers {
            items.push(Item::Print(Printed::Weights(l)));
            if self.bias(l) == Bias::Trained {
                items.push(Item::Print(Printed::Biases(l)));
            }
        }
        items
    }

    /// What is remarked before the forward pass once more, of whatever rows there are.
    pub(super) fn once_more(&self) -> Item {
        Item::Remark(if self.batches() {
            "All samples once more, with the new weights.".to_owned()
        } else {
            "The forward pass once more, with the new weights.".to_owned()
        })
    }

    /// The forward pass once more: of all rows, as `X` and `Y`.
    pub(super) fn again(&self) -> [Item; 3] {
        [
            Item::Again(self.config.data.train_rows().len()),
            Item::Print(Printed::Prediction),
            Item::Print(Printed::Loss),
        ]
    }
}
