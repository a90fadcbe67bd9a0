//! The **why** line: never a reason that the numbers do not bear out, in random networks.

mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::explain;
use backprop_stepper::explain::why::{Compared, Reason};
use backprop_stepper::network::Bias;
use backprop_stepper::operation::{Kind, Operation};
use backprop_stepper::trainer::{Granularity, Trainer};
use proptest::prelude::*;

/// The numbers behind an operation, read from the trainer's own update and not by the reasons' code.
struct Facts<'a> {
    trainer: &'a Trainer,
    operation: Operation,
}

impl Facts<'_> {
    fn update(&self) -> &backprop_stepper::update::Update {
        self.trainer.current().expect("an operation is computed")
    }

    fn samples(&self) -> usize {
        self.update().batch.rows.len()
    }

    fn of(&self, values: &[Vec<f64>], layer: usize, unit: usize, sample: usize) -> f64 {
        values[layer][sample * self.update().before.layers[layer].units + unit]
    }

    fn z(&self, layer: usize, unit: usize, sample: usize) -> f64 {
        self.of(&self.update().values.pre_activations, layer, unit, sample)
    }

    fn a(&self, layer: usize, unit: usize, sample: usize) -> f64 {
        self.of(&self.update().values.activations, layer, unit, sample)
    }

    fn delta(&self, layer: usize, unit: usize, sample: usize) -> f64 {
        self.of(&self.update().values.deltas, layer, unit, sample)
    }

    fn entering(&self, sample: usize) -> f64 {
        let Operation { layer, input, .. } = self.operation;
        match (layer, input) {
            (_, None) => 1.0,
            (0, Some(input)) => self.update().batch.inputs[sample * self.update().before.inputs + input],
            (_, Some(input)) => self.a(layer - 1, input, sample),
        }
    }

    fn off(&self, layer: usize, unit: usize, sample: usize) -> bool {
        self.update().before.layers[layer].activation == Activation::Relu
            && self.z(layer, unit, sample) <= 0.0
    }

    fn targets(&self, sample: usize) -> Vec<(f64, f64)> {
        let (last, outputs) = (self.update().before.last(), self.update().before.outputs());
        let target = |k| self.update().batch.targets[sample * outputs + k];
        (0..outputs).map(|k| (self.a(last, k, sample), target(k))).collect()
    }

    /// Value and gradient before, value after.
    fn parameter(&self) -> (f64, f64, f64) {
        let Operation { layer, unit, input, .. } = self.operation;
        let (before, after) = (&self.update().before.layers[layer], &self.update().after.layers[layer]);
        match input {
            Some(input) => {
                let at = before.index(input, unit);
                (before.weights[at], self.update().weight_gradients[layer][at], after.weights[at])
            }
            None => (before.biases[unit], self.update().bias_gradients[layer][unit], after.biases[unit]),
        }
    }

    /// Whether the samples that a reason is about bear something out.
    fn all(&self, holds: impl Fn(usize) -> bool) -> bool {
        match self.operation.kind {
            kind if kind.is_of_one_sample() => holds(self.operation.sample),
            _ => (0..self.samples()).all(holds),
        }
    }

    /// `f′(z)` of the operation's neuron.
    fn slope(&self, sample: usize) -> f64 {
        let Operation { layer, unit, .. } = self.operation;
        let activation = self.update().before.layers[layer].activation;
        activation.slope(self.z(layer, unit, sample), self.a(layer, unit, sample))
    }

    fn rate(&self) -> f64 {
        self.trainer.optimizer().learning_rate()
    }

    /// Whether the optimizer's first state brings something along.
    fn remembered(&self) -> bool {
        let Operation { layer, unit, input, .. } = self.operation;
        self.update().moments_before.get(0, layer, input, unit).is_some_and(|kept| kept != 0.0)
    }

    fn decayed(&self) -> bool {
        self.trainer.optimizer().weight_decay() * self.parameter().0 != 0.0
    }

    /// Whether a step is what it is compared with, and `fits` holds of their ratio.
    fn compared(&self, step: Compared, fits: impl Fn(f64) -> bool) -> bool {
        let optimizer = self.trainer.optimizer();
        let ahead = optimizer.get("nesterov") == Some(1.0);
        // A mean may be smaller than a gradient because those before it were 0.
        let is_later_mean = optimizer.name().starts_with("adam") && self.trainer.position().0 > 0;
        let (value, gradient, new) = self.parameter();
        let room = 1e-9 * (value.abs() + new.abs()) + 1e-9 * step.change.abs() + f64::MIN_POSITIVE;
        (new - value - step.change).abs() <= room
            && step.plain == -(self.rate() * gradient)
            && fits(step.change / step.plain)
            && (!step.pull.momentum || self.remembered() || ahead || is_later_mean)
            && (!step.pull.decay || self.decayed())
    }

    fn holds(&self, reason: Reason) -> bool {
        self.holds_forward(reason)
            .or_else(|| self.holds_backward(reason))
            .or_else(|| self.holds_of_update(reason))
            .unwrap_or_else(|| panic!("nothing checks {reason:?}"))
    }

    /// Of a reason in the forward pass, whether it holds.
    fn holds_forward(&self, reason: Reason) -> Option<bool> {
        let Operation { layer, unit, .. } = self.operation;
        let network = &self.update().before;
        Some(match reason {
            Reason::NothingEnters => self.all(|sample| {
                let of = |input| Operation { input: Some(input), ..self.operation };
                let facts = |input| Facts { trainer: self.trainer, operation: of(input) };
                (0..network.layers[layer].inputs).all(|input| facts(input).entering(sample) == 0.0)
            }),
            Reason::NoWeightsIn => {
                let at = &network.layers[layer];
                (0..at.inputs).all(|input| at.weights[at.index(input, unit)] == 0.0)
            }
            Reason::ReluOff { .. } => self.all(|sample| self.off(layer, unit, sample)),
            Reason::OnTarget { all: true } => {
                self.all(|sample| self.targets(sample).iter().all(|(p, y)| p == y))
            }
            Reason::OnTarget { all: false } => {
                self.all(|sample| self.targets(sample).get(unit).is_some_and(|(p, y)| p == y))
            }
            Reason::NoTarget => self.all(|sample| self.targets(sample).iter().all(|(_, y)| *y == 0.0)),
            Reason::OnlyOutput => network.outputs() == 1,
            Reason::Unmoved(_) => {
                let mut before = self.trainer.clone();
                before.seek(self.trainer.position().0 - 1, 1).expect("there was an update before");
                let update = before.current().expect("it is computed");
                update.before == update.after && update.loss == self.update().loss
            }
            _ => return None,
        })
    }

    /// Of a reason in the backward pass, whether it holds.
    fn holds_backward(&self, reason: Reason) -> Option<bool> {
        let Operation { layer, unit, input, kind, .. } = self.operation;
        let next = || 0..self.update().before.layers[layer + 1].units;
        let back = |k: usize| {
            let layer = &self.update().backward_weights().layers[layer + 1];
            layer.weights[layer.index(unit, k)]
        };
        let nothing = |sample| self.delta(layer, unit, sample) == 0.0 || self.entering(sample) == 0.0;
        Some(match reason {
            Reason::Flat { slope } => self.all(|sample| self.slope(sample) == slope && slope.abs() < 0.1),
            Reason::Leaky => self.all(|sample| self.slope(sample) == 0.01),
            Reason::NoErrorArrives => {
                self.all(|sample| next().all(|k| self.delta(layer + 1, k, sample) == 0.0))
            }
            Reason::NoWeightsOut => next().all(|k| back(k) == 0.0),
            Reason::NothingArrives => {
                self.all(|sample| next().all(|k| self.delta(layer + 1, k, sample) == 0.0 || back(k) == 0.0))
            }
            Reason::NothingCarried { off } => self.all(|sample| {
                self.entering(sample) == 0.0 && (!off || self.off(layer - 1, input.unwrap_or(0), sample))
            }),
            Reason::NoError => self.all(|sample| self.delta(layer, unit, sample) == 0.0),
            Reason::NothingInBatch => self.all(nothing),
            // Numbers that are not 0, and whose sum or product is.
            Reason::Cancels | Reason::Underflow => match kind {
                Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => {
                    !self.all(nothing) || self.delta(layer, unit, self.operation.sample) == 0.0
                }
                _ => true,
            },
            _ => return None,
        })
    }

    /// Of a reason in the update of a parameter, whether it holds.
    fn holds_of_update(&self, reason: Reason) -> Option<bool> {
        if reason == Reason::StartsAtZero {
            return Some(self.trainer.position().0 == 0);
        }
        let Operation { layer, unit, input, .. } = self.operation;
        let (value, gradient, new) = self.parameter();
        Some(match reason {
            Reason::Frozen => {
                let at = &self.update().before.layers[layer];
                let frozen =
                    input.map_or(at.bias == Bias::Frozen, |input| at.is_frozen(at.index(input, unit)));
                frozen && value == new && gradient != 0.0
            }
            Reason::RateZero => self.rate() == 0.0 && value == new,
            Reason::NoGradient => gradient == 0.0 && value == new,
            Reason::StepTooSmall | Reason::StepCancels => {
                value == new && (gradient != 0.0 || self.remembered() || self.decayed())
            }
            Reason::MovesOn(pull) => {
                let pulls = (pull.momentum, pull.decay) == (self.remembered(), self.decayed());
                gradient == 0.0 && value != new && pulls
            }
            Reason::Longer(step) => self.compared(step, |ratio| ratio > 1.0),
            Reason::Shorter(step) => self.compared(step, |ratio| (0.0..1.0).contains(&ratio)),
            Reason::Against(step) => self.compared(step, |ratio| ratio < 0.0),
            _ => return None,
        })
    }
}

/// Walks through some updates and checks every reason there is.
fn check(config: Config) -> std::result::Result<(), TestCaseError> {
    let mut trainer = Trainer::new(config);
    for _ in 0..3 * trainer.plan().operations().min(400) {
        trainer.next(Granularity::Operation);
        let (step, Some(operation)) = (trainer.step(), trainer.operation()) else { continue };
        let Some(why) = explain::of(&trainer).why else {
            let is_plain =
                matches!(step.kind, Some(Kind::WeightGradient | Kind::BiasGradient | Kind::HiddenError));
            prop_assert!(!is_plain || step.value != 0.0, "a 0 without a reason: {:?}", operation);
            continue;
        };
        prop_assert!(step.value.is_finite(), "{:?} of {}", why, step.value);
        let facts = Facts { trainer: &trainer, operation };
        prop_assert!(facts.holds(why.reason), "{:?} at {:?}", why, operation);
        if let Some(since) = why.since {
            prop_assert!(facts.holds(since), "{:?} at {:?}", why, operation);
        }
        prop_assert!(why.text.ends_with('.') && !why.text.contains('–'), "{}", why.text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(random::cases(150))]

    #[test]
    fn no_reason_is_false(config in random::config()) {
        check(config)?;
    }

    #[test]
    fn no_reason_is_false_of_extreme_numbers(config in random::extreme()) {
        check(config)?;
    }
}
