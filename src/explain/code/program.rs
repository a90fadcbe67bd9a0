//! What a program is made of, before it is written in a language.

use super::rounds::{self, Rounds};
use super::variable::Variable;
use crate::activation::Activation;
use crate::config::Config;
use crate::config::data::Source;
use crate::dataset;
use crate::loss::Loss;
use crate::network::{Bias, Network};
use crate::optimizer::{Adam, Optimizer};
use std::collections::HashMap;

/// Programs with more numbers than this read them from a file.
const MOST_NUMBERS: usize = 20_000;

/// The name of that file.
const FILE: &str = "config.json";

/// The file that the program for a config reads its numbers from, if they are too many to stand in it.
pub fn file(config: &Config) -> Option<&'static str> {
    Program::new(config, Rounds::current(config)).in_file.then_some(FILE)
}

/// The program for one config.
pub(super) struct Program<'a> {
    pub(super) config: &'a Config,
    pub(super) network: Network,
    pub(super) layers: usize,
    /// Whether the parameters are in a [`FILE`] rather than in the program.
    pub(super) in_file: bool,
    /// Whether the rows are too: what the document draws from a seed is not in it.
    pub(super) data_in_file: bool,
    /// The updates it makes.
    pub(super) rounds: Rounds,
}

impl<'a> Program<'a> {
    pub(super) fn new(config: &'a Config, rounds: Rounds) -> Self {
        let network = config.network();
        let rows = config.data.train_rows().len();
        let numbers = network.parameters() + rows * (network.inputs + network.outputs());
        let in_file = numbers > MOST_NUMBERS;
        let own_rows = config.data.source() == Source::Rows && !config.data.preparation().standardise;
        Program {
            config,
            layers: network.layers.len(),
            in_file,
            data_in_file: in_file && own_rows,
            rounds,
            network,
        }
    }

    /// The file, and what it has to hold: the parameters that it starts from are in none of another update.
    pub(super) fn file(&self) -> (&'static str, String) {
        let start = match self.updates() {
            0 => "before the first update".to_owned(),
            1 => "after 1 update".to_owned(),
            updates => format!("after {updates} updates"),
        };
        (FILE, format!("{FILE}: the config document of this network {start}"))
    }

    /// What a variable is called.
    pub(super) fn name(&self, variable: Variable) -> String {
        variable.name(self.layers)
    }

    /// The values of a layer's neurons.
    pub(super) fn values(&self, l: usize) -> String {
        self.name(Variable::Values(l))
    }

    /// The values that enter a layer.
    pub(super) fn entering(&self, l: usize) -> String {
        l.checked_sub(1).map_or_else(|| self.name(Variable::Inputs), |before| self.values(before))
    }

    /// The function of a layer.
    pub(super) fn activation(&self, l: usize) -> Activation {
        self.network.layers.get(l).map_or(Activation::Identity, |layer| layer.activation)
    }

    pub(super) fn last_activation(&self) -> Activation {
        self.activation(self.network.last())
    }

    /// Whether some layer has this function.
    pub(super) fn uses(&self, activation: Activation) -> bool {
        self.network.layers.iter().any(|layer| layer.activation == activation)
    }

    pub(super) fn bias(&self, l: usize) -> Bias {
        self.network.layers.get(l).map_or(Bias::Absent, |layer| layer.bias)
    }

    /// Whether some weights of a layer are frozen.
    pub(super) fn is_held(&self, l: usize) -> bool {
        self.network.layers.get(l).is_some_and(|layer| layer.frozen.contains(&true))
    }

    /// Updates completed before.
    pub(super) fn updates(&self) -> u64 {
        rounds::completed(self.config)
    }

    /// Whether a line of its own gives the pre-activations of a layer: something is computed of them besides its
    /// values.
    pub(super) fn keeps_pre_activations(&self, l: usize) -> bool {
        if l == self.network.last() && self.config.loss.is_cross_entropy() {
            return true;
        }
        match self.activation(l) {
            Activation::Elu | Activation::Softplus | Activation::Gelu | Activation::Silu => true,
            Activation::Identity
            | Activation::Sigmoid
            | Activation::Tanh
            | Activation::Relu
            | Activation::LeakyRelu
            | Activation::Softmax => false,
        }
    }

    /// What the forward pass gives: every layer's values, and its pre-activations where they are needed.
    pub(super) fn returned(&self) -> String {
        let names = self.forward().map(|statement| self.name(statement.variable(self.layers)));
        names.collect::<Vec<_>>().join(", ")
    }

    /// What all rows are called: `X` and `Y` are those of a batch.
    pub(super) fn row_variables(&self) -> [Variable; 2] {
        if self.batches() {
            [Variable::AllInputs, Variable::AllTargets]
        } else {
            [Variable::Inputs, Variable::Targets]
        }
    }

    /// The order of the rows that are trained on in this epoch, where they are shuffled and no lists say it.
    pub(super) fn order(&self) -> Option<Vec<usize>> {
        if matches!(self.rounds, Rounds::Batches(_)) {
            return None;
        }
        let batch = self.config.batch.unwrap_or_default();
        let rows = self.config.data.train_rows().len();
        let epoch = self.updates() / self.config.data.dataset.updates_per_epoch(self.config.batch_size());
        (batch.shuffle && rows > 1).then(|| dataset::shuffled(rows, batch.seed, epoch))
    }

    /// Whether the targets of every sample add up to 1.
    pub(super) fn targets_add_up(&self) -> bool {
        let data = &self.config.data.dataset;
        data.train_rows().iter().all(|&row| data.targets(row).iter().sum::<f64>() == 1.0)
    }

    /// Whether the binary cross-entropy is taken of the outputs of a softmax, which all depend on each other.
    pub(super) fn is_binary_of_softmax(&self) -> bool {
        self.config.loss == Loss::BinaryCrossEntropy && self.last_activation() == Activation::Softmax
    }

    // ---- the optimizer ------------------------------------------------------------------------------------

    /// Whether a step is nothing but the learning rate times the gradient.
    pub(super) fn is_plain(&self) -> bool {
        let Optimizer::Sgd { momentum, weight_decay, .. } = self.config.optimizer else { return false };
        momentum == 0.0 && weight_decay == 0.0
    }

    /// The settings besides the learning rate, those that do something.
    pub(super) fn settings(&self) -> impl Iterator<Item = (&'static str, f64)> + use<> {
        let optimizer = self.config.optimizer;
        Optimizer::settings(optimizer.name()).iter().filter_map(move |setting| {
            let value = optimizer.get(setting.name)?;
            let idle = setting.name == "nesterov"
                || (value == 0.0 && ["momentum", "weight_decay"].contains(&setting.name));
            (!idle).then_some((setting.name, value))
        })
    }

    /// Whether the rule looks at the number of the update.
    pub(super) fn counts(&self) -> bool {
        matches!(self.config.optimizer, Optimizer::Adam(_) | Optimizer::Adamw(_))
    }

    /// Whether the weight decay is added to the gradient before anything else.
    pub(super) fn decays_gradient(&self) -> bool {
        match self.config.optimizer {
            Optimizer::Sgd { weight_decay, .. } | Optimizer::Adam(Adam { weight_decay, .. }) => {
                weight_decay != 0.0
            }
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adamw(_) => false,
        }
    }

    /// What the optimizer keeps of the weights of a layer (`true`) or of its biases.
    pub(super) fn kept(&self, l: usize, weights: bool) -> Vec<Variable> {
        let of = if weights { Variable::OfWeights } else { Variable::OfBiases };
        self.config.optimizer.moments().iter().map(|&moment| of(moment, l)).collect()
    }

    // ---- names --------------------------------------------------------------------------------------------

    /// Every variable that the program may have, by its name.
    pub(super) fn variables(&self) -> HashMap<String, Variable> {
        let single = [Variable::Inputs, Variable::Targets, Variable::Loss, Variable::LearningRate];
        let rows = self.row_variables();
        let count = self.counts().then_some(Variable::Update);
        let settings = self.settings().map(|(name, _)| Variable::Setting(name));
        let layers = (0..self.layers).flat_map(|l| {
            let kept = [self.kept(l, true), self.kept(l, false)].concat();
            let own = [
                Variable::Weights(l),
                Variable::Biases(l),
                Variable::Free(l),
                Variable::PreActivations(l),
                Variable::Values(l),
                Variable::Errors(l),
                Variable::WeightGradients(l),
                Variable::BiasGradients(l),
            ];
            own.into_iter().chain(kept)
        });
        let all = single.into_iter().chain(rows).chain(count).chain(settings).chain(layers);
        all.map(|variable| (self.name(variable), variable)).collect()
    }
}
