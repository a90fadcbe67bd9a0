//! What matrices are called: as in the programs, and in the article's network by its letters.

use super::view::View;
use crate::activation::Activation;
use crate::explain::Naming;
use crate::explain::code::Variable;
use crate::explain::piece::Piece;
use crate::optimizer::Moment;

/// A name as it is written, and what programs call the same where that is something else.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub symbol: Piece,
    pub code: Option<String>,
}

impl Name {
    /// A name that programs have as well, or that they do not know.
    pub(super) fn new(symbol: Piece) -> Self {
        Name { symbol, code: None }
    }

    fn called(symbol: Piece, variable: Variable, layers: usize) -> Self {
        Name { symbol, code: Some(variable.name(layers)) }
    }

    pub(super) fn transposed(self) -> Self {
        Name { symbol: above(self.symbol, Piece::Word("T".to_owned())), ..self }
    }

    /// After the update. Programs assign it to the same name.
    pub(super) fn renewed(self) -> Self {
        Name { symbol: above(self.symbol, Piece::Text("new".to_owned())), ..self }
    }

    /// One row of it.
    pub(super) fn row(self, row: usize) -> Self {
        Name::new(below(self.symbol, Piece::Index(row + 1)))
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
            let sup = Some(Box::new(Piece::Row(vec![*sup, Piece::Text("\u{a0}".to_owned()), more])));
            Piece::Scripts { base, sub, sup }
        }
        Piece::Scripts { base, sub, sup: None } => Piece::Scripts { base, sub, sup: Some(Box::new(more)) },
        symbol => Piece::Scripts { base: Box::new(symbol), sub: None, sup: Some(Box::new(more)) },
    }
}

/// A letter with the number of its layer above.
fn of_layer(letter: char, layer: usize) -> Piece {
    above(Piece::Letter(letter), Piece::Index(layer + 1))
}

/// A letter before the name of a parameter: `dW¹`.
fn before(letter: char, name: Name) -> Name {
    Name::new(Piece::Row(vec![Piece::Letter(letter), name.symbol]))
}

impl View<'_> {
    fn layers(&self) -> usize {
        self.context.update.before.layers.len()
    }

    /// The values that enter layer `k`, or leave layer `k − 1`.
    pub(super) fn values_name(&self, k: usize) -> Name {
        let names = self.context.names;
        let Some(layer) = k.checked_sub(1) else { return Name::new(Piece::Letter('X')) };
        let last = names.is_last(layer);
        let symbol = match (names.naming(), last) {
            (Naming::Index, false) => return Name::new(of_layer('A', layer)),
            (Naming::Index, true) => of_layer('A', layer),
            (Naming::Article, true) if names.outputs() == 1 => {
                return Name::new(Piece::Word("prediction".to_owned()));
            }
            (Naming::Article, true) => Piece::Letter('O'),
            (Naming::Article, false) if self.layers() == 2 => Piece::Letter('H'),
            (Naming::Article, false) => of_layer('H', layer),
        };
        Name::called(symbol, Variable::Values(layer), self.layers())
    }

    pub(super) fn sums_name(&self, layer: usize) -> Name {
        Name::new(of_layer('Z', layer))
    }

    pub(super) fn errors_name(&self, layer: usize) -> Name {
        let names = self.context.names;
        if names.has_delta() && names.is_last(layer) {
            return Name::called(Piece::Letter('Δ'), Variable::Errors(layer), self.layers());
        }
        Name::new(of_layer('D', layer))
    }

    /// The weights or the biases of a layer.
    pub(super) fn parameters_name(&self, layer: usize, weights: bool) -> Name {
        Name::new(of_layer(if weights { 'W' } else { 'b' }, layer))
    }

    pub(super) fn gradients_name(&self, layer: usize, weights: bool) -> Name {
        before('d', self.parameters_name(layer, weights))
    }

    pub(super) fn moments_name(&self, moment: Moment, layer: usize, weights: bool) -> Name {
        let letter = match moment {
            Moment::Momentum => 'u',
            Moment::First => 'm',
            Moment::Second => 'v',
        };
        before(letter, self.parameters_name(layer, weights))
    }

    /// `σ′(Z¹)`
    pub(super) fn slopes_name(&self, layer: usize, activation: Activation) -> Name {
        let letter = if activation == Activation::Sigmoid { 'σ' } else { 'f' };
        let prime = Piece::Scripts {
            base: Box::new(Piece::Letter(letter)),
            sub: None,
            sup: Some(Box::new(Piece::Letter('′'))),
        };
        Name::new(Piece::Applied(Box::new(prime), Box::new(self.sums_name(layer).symbol)))
    }

    /// The losses of the samples of a batch.
    pub(super) fn losses_name(&self) -> Name {
        let symbol = Piece::Letter('E');
        if self.several() {
            return Name::new(symbol.with_sub(Piece::Letter('s')));
        }
        Name::called(symbol, Variable::Loss, self.layers())
    }

    /// The loss of the batch.
    pub(super) fn loss_name(&self) -> Name {
        Name::called(Piece::Letter('E'), Variable::Loss, self.layers())
    }
}
