//! The sizes of a step.

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Granularity {
    /// One operation.
    #[default]
    Operation,
    /// To the last operation of a layer in its phase.
    Layer,
    /// To the last operation of a pass: forward with its loss, backward, update.
    Pass,
    /// To the start of the next update.
    Update,
    /// To the start of the next walk over the data.
    Epoch,
}

impl Granularity {
    /// Every granularity, the finest first.
    pub const ALL: [Granularity; 5] = [
        Granularity::Operation,
        Granularity::Layer,
        Granularity::Pass,
        Granularity::Update,
        Granularity::Epoch,
    ];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Operation => "operation",
            Granularity::Layer => "layer",
            Granularity::Pass => "pass",
            Granularity::Update => "update",
            Granularity::Epoch => "epoch",
        }
    }
}
