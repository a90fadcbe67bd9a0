//! Formulas in MathML Core, for pages: every symbol and number carries in `data-subject` what it stands for.
//!
//! MathML does not break lines. So that a page can let a long formula flow, the signs of its outermost row (`=`,
//! and `+` between the terms of a sum, also of a long sum in parentheses) are children of one `<mrow>`, and
//! whatever belongs together between them is one element or a few.

use super::piece::{Piece, Sign};
use super::plain;

/// Terms from which on a sum in parentheses flows with the row it stands in.
const LONG_SUM: usize = 3;

/// Characters, written in plain text, of two terms that need not flow.
const LONGEST_PAIR: usize = 40;

/// Parentheses as high as a fraction, whatever stands beside them.
const HIGH: &str = "minsize=\"2.4em\" maxsize=\"2.4em\"";

/// A `<math>` element on a line of its own.
pub fn block(piece: &Piece) -> String {
    format!("<math display=\"block\"><mrow>{}</mrow></math>", row(piece))
}

/// A `<math>` element in a line of text.
pub fn inline(piece: &Piece) -> String {
    format!("<math><mrow>{}</mrow></math>", row(piece))
}

/// The outermost row.
fn row(piece: &Piece) -> String {
    match piece {
        Piece::Row(pieces) => pieces.iter().map(|piece| opened(piece, true)).collect(),
        piece => opened(piece, true),
    }
}

/// A part of the outermost row, itself opened if it is a sum (where `sums`), or a product with a long sum in it: a
/// step of Nesterov's momentum with weight decay flows as well when it is taken off a weight.
fn opened(piece: &Piece, sums: bool) -> String {
    match piece {
        Piece::Row(pieces) if sums && pluses(pieces) > 0 || pieces.iter().any(is_long_group) => {
            pieces.iter().map(|piece| opened(piece, false)).collect()
        }
        Piece::Group(inner) if is_long_group(piece) => {
            // Once the page has broken the row, neither sign would see all that stands between them.
            let size = if inner.is_tall() { HIGH } else { "stretchy=\"false\"" };
            format!("<mo {size}>(</mo>{}<mo {size}>)</mo>", row(inner))
        }
        piece => element(piece),
    }
}

/// A sum of several terms in parentheses, or of two long ones.
fn is_long_group(piece: &Piece) -> bool {
    match piece {
        Piece::Group(inner) => match inner.as_ref() {
            Piece::Row(pieces) => {
                let terms = pluses(pieces) + 1;
                terms >= LONG_SUM || terms > 1 && plain::render(inner).chars().count() > LONGEST_PAIR
            }
            _ => false,
        },
        _ => false,
    }
}

fn pluses(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| matches!(piece, Piece::Sign(Sign::Plus | Sign::Minus))).count()
}

/// A piece as exactly one element.
fn element(piece: &Piece) -> String {
    match piece {
        Piece::Row(pieces) => format!("<mrow>{}</mrow>", pieces.iter().map(element).collect::<String>()),
        Piece::Letter(letter) => self::letter(*letter),
        Piece::Word(word) if word.chars().count() == 1 => {
            format!("<mi mathvariant=\"normal\">{}</mi>", escaped(word))
        }
        Piece::Word(word) => format!("<mi>{}</mi>", escaped(word)),
        Piece::Function(name) => format!("<mi>{name}</mi>"),
        Piece::Text(text) => format!("<mtext>{}</mtext>", escaped(text)),
        Piece::Number(number) => number.mathml(),
        Piece::Index(index) => format!("<mn>{index}</mn>"),
        Piece::Sign(sign) => self::sign(*sign).to_owned(),
        Piece::Negative(piece) => format!("<mrow><mo form=\"prefix\">−</mo>{}</mrow>", element(piece)),
        Piece::Fraction(above, below) => format!("<mfrac>{}{}</mfrac>", large(above), large(below)),
        Piece::Scripts { base, sub, sup } => scripts(base, sub.as_deref(), sup.as_deref().map(element)),
        Piece::Power(base, power) => format!("<msup>{}{}</msup>", element(base), element(power)),
        Piece::New(piece) => renewed(piece),
        Piece::Group(piece) => group(piece),
        Piece::Applied(function, argument) => {
            format!("<mrow>{}<mo>\u{2061}</mo>{}</mrow>", element(function), group(argument))
        }
        Piece::Root(piece) => format!("<msqrt>{}</msqrt>", element(piece)),
        Piece::Bars(piece) => fenced(piece, ["|", "|"]),
        Piece::Matrix(rows) => matrix(rows),
        Piece::SumOver(index, term) => format!(
            "<mrow><munder><mo movablelimits=\"false\">∑</mo>{}</munder>{}</mrow>",
            element(index),
            element(term)
        ),
        Piece::Marked(subject, piece) => {
            format!("<mrow data-subject=\"{}\">{}</mrow>", escaped(&subject.key()), element(piece))
        }
    }
}

/// A part of a fraction. Fractions in it keep their size: in Adam's step there are scripts of scripts in them.
fn large(piece: &Piece) -> String {
    match piece {
        Piece::Fraction(above, below) => {
            format!("<mfrac displaystyle=\"true\">{}{}</mfrac>", large(above), large(below))
        }
        Piece::Row(pieces) => format!("<mrow>{}</mrow>", pieces.iter().map(large).collect::<String>()),
        Piece::Root(piece) => format!("<msqrt>{}</msqrt>", large(piece)),
        piece => element(piece),
    }
}

fn scripts(base: &Piece, sub: Option<&Piece>, sup: Option<String>) -> String {
    let base = element(base);
    match (sub.map(element), sup) {
        (Some(sub), Some(sup)) => format!("<msubsup>{base}{sub}{sup}</msubsup>"),
        (Some(sub), None) => format!("<msub>{base}{sub}</msub>"),
        (None, Some(sup)) => format!("<msup>{base}{sup}</msup>"),
        (None, None) => base,
    }
}

/// "new" stands above the symbol, beside what stands there already.
fn renewed(piece: &Piece) -> String {
    let new = "<mtext>new</mtext>";
    match piece {
        Piece::Marked(subject, piece) => {
            format!("<mrow data-subject=\"{}\">{}</mrow>", escaped(&subject.key()), renewed(piece))
        }
        Piece::Scripts { base, sub, sup: Some(sup) } => {
            let sup = format!("<mrow>{}<mspace width=\"0.17em\"/>{new}</mrow>", element(sup));
            scripts(base, sub.as_deref(), Some(sup))
        }
        Piece::Scripts { base, sub, sup: None } => scripts(base, sub.as_deref(), Some(new.to_owned())),
        piece => format!("<msup>{}{new}</msup>", element(piece)),
    }
}

fn group(piece: &Piece) -> String {
    fenced(piece, ["(", ")"])
}

/// Between two signs, which grow with what is high.
fn fenced(piece: &Piece, [open, close]: [&str; 2]) -> String {
    let fence = |sign, form| {
        let stretchy = if piece.is_tall() { "" } else { " stretchy=\"false\"" };
        // A bar opens and closes alike: only its form tells which it does.
        let form = if sign == "|" { format!(" form=\"{form}\"") } else { String::new() };
        format!("<mo{form}{stretchy}>{sign}</mo>")
    };
    format!("<mrow>{}{}{}</mrow>", fence(open, "prefix"), element(piece), fence(close, "postfix"))
}

fn matrix(rows: &[Vec<Piece>]) -> String {
    let cell = |piece| format!("<mtd>{}</mtd>", element(piece));
    let rows: String =
        rows.iter().map(|row| format!("<mtr>{}</mtr>", row.iter().map(cell).collect::<String>())).collect();
    format!("<mrow><mo>[</mo><mtable>{rows}</mtable><mo>]</mo></mrow>")
}

fn letter(letter: char) -> String {
    match letter {
        // Capital Greek letters stand upright, as TeX sets them.
        'Δ' | 'Φ' => format!("<mi mathvariant=\"normal\">{letter}</mi>"),
        '′' => "<mo>′</mo>".to_owned(),
        letter => format!("<mi>{}</mi>", escaped(&letter.to_string())),
    }
}

fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Equals => "<mo>=</mo>",
        Sign::Plus => "<mo form=\"infix\">+</mo>",
        Sign::Minus => "<mo form=\"infix\">−</mo>",
        Sign::Dot => "<mo>⋅</mo>",
        // Said as "times", seen as a thin space.
        Sign::Thin => "<mo lspace=\"0\" rspace=\"0.1667em\">\u{2062}</mo>",
        Sign::Touching => "<mo>\u{2062}</mo>",
        Sign::Comma | Sign::Next => "<mo separator=\"true\">,</mo>",
        Sign::Dots => "<mo>⋯</mo>",
    }
}

/// Text as it stands in markup, without the control characters that XML does not know.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::Subject;

    #[test]
    fn symbols_carry_their_subject() {
        let target = Piece::Word("actual".into()).marked(Some(Subject::target(0, 2)));
        assert_eq!(
            inline(&target),
            "<math><mrow><mrow data-subject=\"target:value::0::2\"><mi>actual</mi></mrow></mrow></math>"
        );
    }

    #[test]
    fn nothing_breaks_out_of_the_markup() {
        let piece = Piece::Text("<script>&\"".into());
        assert_eq!(inline(&piece), "<math><mrow><mtext>&lt;script&gt;&amp;&quot;</mtext></mrow></math>");
    }

    #[test]
    fn the_outermost_row_is_flat() {
        let sum = Piece::Row(vec![Piece::Letter('b'), Piece::Sign(Sign::Plus), Piece::Letter('c')]);
        let equation = Piece::Row(vec![Piece::Letter('a'), Piece::Sign(Sign::Equals), sum]);
        assert_eq!(
            block(&equation),
            "<math display=\"block\"><mrow><mi>a</mi><mo>=</mo><mi>b</mi><mo form=\"infix\">+</mo><mi>c</mi></mrow></math>"
        );
    }

    #[test]
    fn a_long_sum_in_a_term_flows_and_its_parentheses_are_as_high() {
        let term = |letter| Piece::Fraction(Box::new(Piece::Letter(letter)), Box::new(Piece::Letter('d')));
        let plus = || Piece::Sign(Sign::Plus);
        let sum = Piece::Row(vec![term('a'), plus(), term('b'), plus(), term('c')]);
        let step =
            Piece::Row(vec![Piece::Letter('η'), Piece::Sign(Sign::Touching), Piece::Group(Box::new(sum))]);
        let side = Piece::Row(vec![Piece::Letter('w'), Piece::Sign(Sign::Minus), step]);
        let markup = block(&Piece::Row(vec![Piece::Sign(Sign::Equals), side]));
        let inner = markup.strip_prefix("<math display=\"block\"><mrow>").expect("a flat row");
        assert!(!inner.contains("<mrow>"), "{markup}");
        assert_eq!(markup.matches("minsize").count(), 2, "{markup}");
    }

    #[test]
    fn a_fraction_in_a_fraction_keeps_its_size() {
        let over = |above, below| Piece::Fraction(Box::new(above), Box::new(below));
        let inner = || over(Piece::Letter('v'), Piece::Letter('c'));
        let power = Piece::Power(Box::new(Piece::Letter('e')), Box::new(inner()));
        let below = Piece::Row(vec![Piece::Root(Box::new(inner())), Piece::Sign(Sign::Plus), power]);
        let markup = inline(&over(Piece::Letter('m'), below));
        assert!(markup.contains("<msqrt><mfrac displaystyle=\"true\">"), "{markup}");
        assert!(markup.contains("<msup><mi>e</mi><mfrac>"), "{markup}");
    }
}
