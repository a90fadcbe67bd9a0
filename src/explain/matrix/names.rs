//! What matrices are called: as in the programs, and in the article's network by its letters.

use super::view::View;
use crate::activation::Activation;
use crate::explain::Naming;
use crate::explain::piece::Piece;
use crate::optimizer::Moment;

/// A name as it is written, and in the programs.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub symbol: Piece,
    pub code: String,
}

impl Name {
    pub(super) fn new(symbol: Piece, code: impl Into<String>) -> Self {
        Name { symbol, code: code.into() }
    }

    /// A letter that programs do not know.
    pub(super) fn only(symbol: Piece) -> Self {
        Name::new(symbol, "")
    }

    /// The name of its transpose. Programs write it as an operation.
    pub(super) fn transposed(self) -> Self {
        let code = if self.code.is_empty() { self.code } else { self.code + ".T" };
        Name { symbol: above(self.symbol, Piece::Word("T".to_owned())), code }
    }

    /// After the update. Programs assign it to the same name.
    pub(super) fn renewed(self) -> Self {
        Name { symbol: renewed(self.symbol), ..self }
    }

    /// One row of it.
    pub(super) fn row(self, row: usize) -> Self {
        Name::only(below(self.symbol, Piece::Index(row + 1)))
    }
}

/// With something below at its right.
fn below(symbol: Piece, index: Piece) -> Piece {
    match symbol {
        Piece::Row(mut pieces) => {
            let last = pieces.pop().map(|last| below(last, index));
            pieces.extend(last);
            Piece::Row(pieces)
        }
        Piece::Scripts { base, sup, .. } => Piece::Scripts { base, sub: Some(Box::new(index)), sup },
        symbol => symbol.with_sub(index),
    }
}

/// With something more above at its right.
fn above(symbol: Piece, more: Piece) -> Piece {
    match symbol {
        Piece::Row(mut pieces) => {
            let last = pieces.pop().map(|last| above(last, more));
            pieces.extend(last);
            Piece::Row(pieces)
        }
        Piece::Scripts { base, sub, sup: Some(sup) } => {
            let sup = Some(Box::new(Piece::Row(vec![*sup, Piece::Text(" ".to_owned()), more])));
            Piece::Scripts { base, sub, sup }
        }
        Piece::Scripts { base, sub, sup: None } => Piece::Scripts { base, sub, sup: Some(Box::new(more)) },
        symbol => Piece::Scripts { base: Box::new(symbol), sub: None, sup: Some(Box::new(more)) },
    }
}

fn renewed(symbol: Piece) -> Piece {
    above(symbol, Piece::Text("new".to_owned()))
}

/// A letter with the number of its layer above.
fn of_layer(letter: char, layer: usize) -> Piece {
    above(Piece::Letter(letter), Piece::Index(layer + 1))
}

/// A letter before the name of a parameter: `dW¹`.
fn before(letter: char, name: &Name) -> Name {
    let symbol = Piece::Row(vec![Piece::Letter(letter), name.symbol.clone()]);
    Name::new(symbol, format!("{letter}{}", name.code))
}

impl View<'_> {
    fn article(&self) -> bool {
        self.context.names.naming() == Naming::Article
    }

    /// The values that enter layer `k`, or leave layer `k − 1`.
    pub(super) fn values_name(&self, k: usize) -> Name {
        let names = self.context.names;
        let Some(layer) = k.checked_sub(1) else { return Name::new(Piece::Letter('X'), "X") };
        let last = names.is_last(layer);
        let code = if last { "prediction".to_owned() } else { format!("A{k}") };
        let hidden = self.context.update.before.last();
        let symbol = match (self.article(), last) {
            (false, _) => of_layer('A', layer),
            (true, true) if names.outputs() == 1 => Piece::Word("prediction".to_owned()),
            (true, true) => Piece::Letter('O'),
            (true, false) if hidden == 1 => Piece::Letter('H'),
            (true, false) => of_layer('H', layer),
        };
        Name::new(symbol, code)
    }

    pub(super) fn sums_name(&self, layer: usize) -> Name {
        Name::new(of_layer('Z', layer), format!("Z{}", layer + 1))
    }

    pub(super) fn errors_name(&self, layer: usize) -> Name {
        let names = self.context.names;
        let delta = names.has_delta() && names.is_last(layer);
        let symbol = if delta { Piece::Letter('Δ') } else { of_layer('D', layer) };
        Name::new(symbol, format!("D{}", layer + 1))
    }

    /// The weights or the biases of a layer.
    pub(super) fn parameters_name(&self, layer: usize, weights: bool) -> Name {
        let letter = if weights { 'W' } else { 'b' };
        Name::new(of_layer(letter, layer), format!("{letter}{}", layer + 1))
    }

    pub(super) fn gradients_name(&self, layer: usize, weights: bool) -> Name {
        before('d', &self.parameters_name(layer, weights))
    }

    pub(super) fn moments_name(&self, moment: Moment, layer: usize, weights: bool) -> Name {
        let letter = match moment {
            Moment::Momentum => 'u',
            Moment::First => 'm',
            Moment::Second => 'v',
        };
        before(letter, &self.parameters_name(layer, weights))
    }

    /// `σ′(Z¹)`
    pub(super) fn slopes_name(&self, layer: usize, activation: Activation) -> Name {
        let letter = if activation == Activation::Sigmoid { 'σ' } else { 'f' };
        let prime = Piece::Scripts {
            base: Box::new(Piece::Letter(letter)),
            sub: None,
            sup: Some(Box::new(Piece::Letter('′'))),
        };
        Name::only(Piece::Applied(Box::new(prime), Box::new(self.sums_name(layer).symbol)))
    }

    /// `∂E/∂P`, on one line.
    pub(super) fn loss_slopes_name(&self) -> Name {
        Name::new(Piece::Letter('G'), "G")
    }

    /// The losses of the samples of a batch.
    pub(super) fn losses_name(&self) -> Name {
        if self.several() {
            Name::only(Piece::Letter('E').with_sub(Piece::Letter('s')))
        } else {
            Name::new(Piece::Letter('E'), "loss")
        }
    }
}

/// A matrix of ones.
pub(super) fn ones() -> Name {
    Name::only(Piece::Index(1))
}
