//! Kinds of mistakes, and where one is made.

/// What goes wrong with the slope of an activation function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is left out.
    LeftOut,
    /// It is computed from `z` where the activation belongs: `z (1 − z)`.
    OfZ,
    /// It is taken at the activation instead of at `z`: `f′(a)`.
    AtA,
    /// It is there once more, where the loss has cancelled it.
    Twice,
    /// Of `a (1 − a)` only the `a`.
    OnlyA,
    /// Of `a (1 − a)` only the `1 − a`.
    OnlyRest,
}

impl How {
    pub(super) const ALL: [How; 6] =
        [How::LeftOut, How::OfZ, How::AtA, How::Twice, How::OnlyA, How::OnlyRest];
}

/// Where it goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// At the outputs.
    Output,
    /// In the layer that is looked at.
    Own,
    /// In that layer and every hidden one behind it.
    Hidden,
    /// Everywhere on the way back.
    All,
}

/// The kind of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// A factor of the rule, such as the ½ of the loss.
    Factor,
    /// The slope of an activation function.
    Slope,
    /// A sign.
    Sign,
    /// Weights as they are at another time.
    Updated,
    /// What a weight carries.
    Input,
    /// A sum over the wrong neurons, or over some of them.
    Neurons,
    /// The learning rate.
    Rate,
    /// The bias.
    Bias,
    /// A mean over samples.
    Mean,
    /// A weight, or the error itself.
    Part,
    /// The function itself.
    Function,
    /// The target.
    Target,
    /// What the optimizer keeps.
    Optimizer,
    /// Something else than what was asked for.
    Other,
}

impl Slip {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Slip::Factor => "factor",
            Slip::Slope => "slope",
            Slip::Sign => "sign",
            Slip::Updated => "updated_weight",
            Slip::Input => "input",
            Slip::Neurons => "neurons",
            Slip::Rate => "learning_rate",
            Slip::Bias => "bias",
            Slip::Mean => "mean",
            Slip::Part => "part",
            Slip::Function => "function",
            Slip::Target => "target",
            Slip::Optimizer => "optimizer",
            Slip::Other => "other",
        }
    }
}
