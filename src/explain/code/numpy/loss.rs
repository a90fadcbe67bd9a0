//! The loss of the program and the errors of its last layer.

use super::functions::slope;
use super::{Numpy, factor};
use crate::activation::Activation;
use crate::loss::Loss;

impl Numpy<'_> {
    /// The loss of `samples` samples.
    pub(super) fn loss(&self, samples: usize) -> Vec<String> {
        let several = samples > 1;
        let z = format!("Z{}", self.0.layers);
        let line = match self.0.config.loss {
            Loss::HalfSquaredError if several => {
                "loss = np.mean(np.sum((prediction - Y) ** 2, axis=1)) / 2  # half the squared error, mean over the samples".to_owned()
            }
            Loss::HalfSquaredError => {
                "loss = np.sum((prediction - Y) ** 2) / 2  # half the squared error".to_owned()
            }
            Loss::MeanSquaredError => {
                "loss = np.mean((prediction - Y) ** 2)  # the mean squared error".to_owned()
            }
            Loss::MeanAbsoluteError => {
                "loss = np.mean(np.abs(prediction - Y))  # the mean absolute error".to_owned()
            }
            Loss::Huber => {
                return vec![
                    "d = np.abs(prediction - Y)".to_owned(),
                    "loss = np.mean(np.where(d <= 1, d ** 2 / 2, d - 0.5))  # the Huber loss".to_owned(),
                ];
            }
            Loss::BinaryCrossEntropy if self.0.last_activation() == Activation::Softmax => {
                let rest = format!("np.where(Y == 1, 0, (1 - Y) * log_rest({z}))");
                format!("loss = -np.mean(Y * log_softmax({z}) + {rest})  # the binary cross-entropy")
            }
            // ln(sigmoid(z)) is -ln(1 + e^-z), which logaddexp(0, -z) keeps all digits of.
            Loss::BinaryCrossEntropy => format!(
                "loss = np.mean(Y * np.logaddexp(0, -{z}) + (1 - Y) * np.logaddexp(0, {z}))  # the binary cross-entropy"
            ),
            Loss::CategoricalCrossEntropy => {
                format!("loss = -np.mean(np.sum(Y * log_softmax({z}), axis=1))  # the cross-entropy")
            }
        };
        vec![line]
    }

    /// The errors `∂E/∂z` of the last layer.
    pub(super) fn output_errors(&self) -> Vec<String> {
        let (l, n) = (self.0.network.last(), self.0.layers);
        let outputs = self.0.network.outputs();
        let divided = if outputs == 1 { String::new() } else { format!(" / {outputs}") };
        let activation = self.0.last_activation();
        match (self.0.config.loss, activation) {
            (Loss::BinaryCrossEntropy, Activation::Softmax) => vec![
                format!(
                    "share = np.exp(log_softmax(Z{n})[:, :, None] - log_rest(Z{n})[:, None, :])  # p_k / (1 - p_j)"
                ),
                format!(
                    "share = np.where(np.eye({outputs}, dtype=bool), 0, share) * (prediction - Y)[:, None, :]"
                ),
                format!("D{n} = (prediction - Y - share.sum(axis=2)){divided}"),
            ],
            (Loss::BinaryCrossEntropy, _) if outputs == 1 => vec![format!("D{n} = prediction - Y")],
            (Loss::BinaryCrossEntropy, _) => vec![format!("D{n} = (prediction - Y){divided}")],
            (Loss::CategoricalCrossEntropy, _) if self.0.targets_add_up() => {
                vec![format!("D{n} = prediction - Y")]
            }
            (Loss::CategoricalCrossEntropy, _) => {
                vec![format!("D{n} = prediction * Y.sum(axis=1, keepdims=True) - Y")]
            }
            (_, Activation::Softmax) => vec![
                format!("G = {}", self.loss_slope()),
                format!("D{n} = prediction * (G - (prediction * G).sum(axis=1, keepdims=True))"),
            ],
            (_, activation) => {
                let arriving = self.loss_slope();
                vec![match slope(activation, &format!("Z{n}"), &self.0.values(l)) {
                    Some(slope) => format!("D{n} = {} * {slope}", factor(&arriving)),
                    None => format!("D{n} = {arriving}"),
                }]
            }
        }
    }

    /// `∂E/∂prediction` of each sample.
    fn loss_slope(&self) -> String {
        let outputs = self.0.network.outputs();
        let divided = if outputs == 1 { String::new() } else { format!(" / {outputs}") };
        match self.0.config.loss {
            Loss::HalfSquaredError => "prediction - Y".to_owned(),
            Loss::MeanSquaredError if outputs == 1 => "2 * (prediction - Y)".to_owned(),
            Loss::MeanSquaredError => format!("2 / {outputs} * (prediction - Y)"),
            Loss::MeanAbsoluteError => format!("np.sign(prediction - Y){divided}"),
            Loss::Huber => format!("np.clip(prediction - Y, -1, 1){divided}"),
            // Taken together with the slope of the activation.
            Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => "prediction - Y".to_owned(),
        }
    }
}
