//! What a formula comes to: functions, slopes and derivatives once more.
#![allow(clippy::disallowed_methods, reason = "other functions than the engine has")]

use super::{Meaning, Thing, sub};
use crate::latex::Node;
use backprop_stepper::activation::Activation;
use backprop_stepper::explain::Naming;
use backprop_stepper::loss::Loss;

impl Meaning {
    /// What a formula comes to, and what it would come to if nothing in it cancelled. `layer` is the one that the index
    /// of a sum goes over.
    pub(crate) fn value(&self, node: &Node, layer: usize) -> (f64, f64) {
        let plain = |value: f64| (value, value.abs());
        match node {
            Node::Number(value) => plain(*value),
            Node::Symbol(symbol) => {
                plain(*self.values.get(symbol).unwrap_or_else(|| panic!("{symbol} has no meaning")))
            }
            Node::Derivative(of, by) => {
                let value = self.derivative(of, by);
                (value, value.abs().max(self.cancelled(of, by)))
            }
            Node::Sum(terms) => terms
                .iter()
                .map(|term| self.value(term, layer))
                .fold((-0.0, 0.0), |s, t| (s.0 + t.0, s.1 + t.1)),
            Node::Product(factors) => factors
                .iter()
                .map(|factor| self.value(factor, layer))
                .fold((1.0, 1.0), |p, f| (p.0 * f.0, p.1 * f.1)),
            Node::Fraction(above, below) => {
                let (above, below) = (self.value(above, layer), self.value(below, layer));
                (above.0 / below.0, above.1 / below.0.abs() * (below.1 / below.0.abs()))
            }
            Node::Power(base, power) => {
                let (base, power) = (self.value(base, layer), self.value(power, layer).0);
                (base.0.powf(power), base.1.powf(power))
            }
            Node::Negative(of) => {
                let (value, size) = self.value(of, layer);
                (-value, size)
            }
            Node::SumOver(index, of) => {
                let units = 0..self.layers[layer].units;
                let before: usize = self.layers[..layer].iter().map(|layer| layer.units).sum();
                let hidden = self.naming == Naming::Article && layer + 1 < self.layers.len();
                units
                    .map(|unit| {
                        self.value(&with_index(of, index, unit + 1 + if hidden { before } else { 0 }), layer)
                    })
                    .fold((0.0, 0.0), |s, t| (s.0 + t.0, s.1 + t.1))
            }
            Node::Call(name, arguments) => {
                let given: Vec<(f64, f64)> =
                    arguments.iter().map(|argument| self.value(argument, layer)).collect();
                let value =
                    self.called(name, &given.iter().map(|(value, _)| *value).collect::<Vec<_>>(), arguments);
                // How far an error of the argument goes, for functions that grow no faster than it or than their value.
                (value, given.iter().map(|(_, size)| size).sum::<f64>() * value.abs().max(1.0) + value.abs())
            }
        }
    }

    fn called(&self, name: &str, given: &[f64], arguments: &[Node]) -> f64 {
        let sigmoid = |z: f64| 1.0 / (1.0 + (-z).exp());
        match (name, given) {
            ("exp", [x]) => x.exp(),
            ("abs", [x]) => x.abs(),
            ("sqrt", [x]) => x.sqrt(),
            ("\\ln", [x]) => x.ln(),
            ("\\tanh", [x]) => x.tanh(),
            ("\\max", [x, y]) => x.max(*y),
            ("\\sigma", [x]) => sigmoid(*x),
            ("\\operatorname{erf}", [x]) => libm::erf(*x),
            ("\\Phi", [x]) => 0.5 * (1.0 + libm::erf(x / 2f64.sqrt())),
            ("\\operatorname{sgn}", [x]) => {
                if *x == 0.0 {
                    0.0
                } else {
                    x.signum()
                }
            }
            ("\\mathrm{ELU}", [x]) => {
                if *x < 0.0 {
                    x.exp_m1()
                } else {
                    *x
                }
            }
            ("\\mathrm{Huber}", [x]) => {
                if x.abs() > 1.0 {
                    x.abs() - 0.5
                } else {
                    0.5 * x * x
                }
            }
            ("f^{\\prime}", [z]) => {
                let [Node::Symbol(symbol)] = arguments else { panic!("f′ of {arguments:?}") };
                let Some(Thing::Z(l, _)) = self.things.get(symbol) else { panic!("f′ of {symbol}") };
                self.slope(*l, 0, *z)
            }
            _ => panic!("{name} of {given:?} has no meaning"),
        }
    }

    /// The slope of a layer's function.
    fn slope(&self, l: usize, _unit: usize, z: f64) -> f64 {
        let sigmoid = 1.0 / (1.0 + (-z).exp());
        match self.layers[l].activation {
            Activation::Identity => 1.0,
            Activation::Sigmoid => sigmoid * (1.0 - sigmoid),
            Activation::Tanh => 1.0 - z.tanh() * z.tanh(),
            Activation::Relu => f64::from(u8::from(z > 0.0)),
            Activation::LeakyRelu => {
                if z > 0.0 {
                    1.0
                } else {
                    0.01
                }
            }
            Activation::Elu => {
                if z > 0.0 {
                    1.0
                } else {
                    z.exp()
                }
            }
            Activation::Softplus => sigmoid,
            Activation::Gelu => {
                let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
                0.5 * (1.0 + libm::erf(z / 2f64.sqrt())) + z * density
            }
            Activation::Silu => sigmoid + z * sigmoid * (1.0 - sigmoid),
            Activation::Softmax => panic!("softmax has many slopes"),
        }
    }

    fn derivative(&self, of: &str, by: &str) -> f64 {
        let thing =
            |name: &str| *self.things.get(name).unwrap_or_else(|| panic!("∂{of}/∂{by} has no meaning"));
        if let Some(value) = self.values.get(&format!("∂{of}/∂{by}")) {
            return *value;
        }
        match (thing(of), thing(by)) {
            (Thing::Loss, Thing::Z(l, j)) => self.layers[l].delta[j],
            (Thing::Loss, Thing::A(l, j)) if self.layers[l].activation == Activation::Identity => {
                self.layers[l].delta[j]
            }
            (Thing::Loss, Thing::A(l, j)) => {
                assert_eq!(l + 1, self.layers.len(), "∂{of}/∂{by}");
                self.loss_slope(j)
            }
            (Thing::A(l, j), Thing::Z(same, k)) if l == same => self.activation_slope(l, j, k),
            (Thing::Z(l, j) | Thing::A(l, j), Thing::Parameter(same, input, unit, false))
                if (l, j) == (same, unit) =>
            {
                match (input, l) {
                    (None, _) => 1.0,
                    (Some(i), 0) => self.inputs[i],
                    (Some(i), l) => self.layers[l - 1].a[i],
                }
            }
            (Thing::Z(l, j) | Thing::A(l, j), Thing::Z(before, i) | Thing::A(before, i))
                if before + 1 == l =>
            {
                // As the backward pass takes it.
                self.layers[l].weights[usize::from(self.in_place)][i * self.layers[l].units + j]
            }
            (of, by) => panic!("∂{of:?}/∂{by:?} has no meaning"),
        }
    }

    /// What cancels in a derivative where it is taken from a prediction next to 0 or 1.
    fn cancelled(&self, of: &str, by: &str) -> f64 {
        match (self.things.get(of), self.things.get(by)) {
            (Some(Thing::A(..)), Some(Thing::Z(..))) => 1.0,
            (Some(Thing::Loss), Some(Thing::A(l, k))) => {
                let p = self.layers[*l].a[*k];
                (p.abs() + self.targets.get(*k).map_or(0.0, |y| y.abs()))
                    / (p * (1.0 - p)).abs().min(1.0).powi(2)
            }
            _ => 0.0,
        }
    }

    fn activation_slope(&self, l: usize, j: usize, k: usize) -> f64 {
        let layer = &self.layers[l];
        if layer.activation == Activation::Softmax {
            return layer.a[j] * (f64::from(u8::from(j == k)) - layer.a[k]);
        }
        self.slope(l, j, layer.z[j])
    }

    fn loss_slope(&self, k: usize) -> f64 {
        let (p, y) = (self.layers.last().unwrap().a[k], self.targets[k]);
        let (d, outputs) = (p - y, self.targets.len() as f64);
        match self.loss {
            Loss::HalfSquaredError => d,
            Loss::MeanSquaredError => 2.0 * d / outputs,
            Loss::MeanAbsoluteError => {
                if d == 0.0 {
                    0.0
                } else {
                    d.signum() / outputs
                }
            }
            Loss::Huber => d.clamp(-1.0, 1.0) / outputs,
            Loss::BinaryCrossEntropy => d / (p * (1.0 - p)) / outputs,
            Loss::CategoricalCrossEntropy => -y / p,
        }
    }
}

/// A term of a sum, its index put in.
fn with_index(node: &Node, index: &str, number: usize) -> Node {
    let put = |symbol: &str| -> String { symbol.replace(&format!("_{index}"), &sub(&number.to_string())) };
    let all = |parts: &[Node]| parts.iter().map(|part| with_index(part, index, number)).collect();
    let boxed = |node: &Node| Box::new(with_index(node, index, number));
    match node {
        Node::Number(value) => Node::Number(*value),
        Node::Symbol(symbol) => Node::Symbol(put(symbol)),
        Node::Derivative(of, by) => Node::Derivative(put(of), put(by)),
        Node::Sum(parts) => Node::Sum(all(parts)),
        Node::Product(parts) => Node::Product(all(parts)),
        Node::Call(name, parts) => Node::Call(name.clone(), all(parts)),
        Node::Fraction(a, b) => Node::Fraction(boxed(a), boxed(b)),
        Node::Power(a, b) => Node::Power(boxed(a), boxed(b)),
        Node::Negative(of) => Node::Negative(boxed(of)),
        Node::SumOver(own, of) => Node::SumOver(own.clone(), boxed(of)),
    }
}
