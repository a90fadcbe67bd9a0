//! The matrices on the sides of a form.

use backprop_stepper::explain::matrix::{Form, Matrix, Term};

/// Every matrix on the sides.
pub(crate) fn operands(form: &Form) -> Vec<&Matrix> {
    fn collect<'a>(term: &'a Term, found: &mut Vec<&'a Matrix>) {
        match term {
            Term::Matrix(matrix) => found.push(matrix),
            Term::Scalar(_) => {}
            Term::Product(terms) | Term::Cells(terms) => terms.iter().for_each(|term| collect(term, found)),
            Term::Sum(terms) => terms.iter().for_each(|(_, term)| collect(term, found)),
            Term::Over(above, below) => [above, below].into_iter().for_each(|term| collect(term, found)),
            Term::Of(_, of) => collect(of, found),
        }
    }
    let mut found = Vec::new();
    form.equations.iter().flat_map(|equation| &equation.sides).for_each(|side| collect(side, &mut found));
    found
}
