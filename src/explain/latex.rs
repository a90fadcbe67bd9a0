//! Formulas in LaTeX: what the API gives, what exports contain, and what a machine can check.

use super::piece::{Piece, Sign};

/// A piece in LaTeX.
pub fn render(piece: &Piece) -> String {
    let mut out = String::new();
    write(piece, &mut out);
    out
}

fn write(piece: &Piece, out: &mut String) {
    match piece {
        Piece::Row(pieces) => pieces.iter().for_each(|piece| write(piece, out)),
        Piece::Letter(letter) => push(out, &self::letter(*letter)),
        Piece::Word(word) => push(out, &format!("\\mathrm{{{}}}", escaped(word))),
        Piece::Function(name) => push(out, &function(name)),
        Piece::Text(text) => push(out, &format!("\\text{{{}}}", escaped(text))),
        Piece::Number(number) => push(out, &number.latex()),
        Piece::Index(index) => push(out, &index.to_string()),
        Piece::Sign(sign) => out.push_str(self::sign(*sign)),
        Piece::Negative(piece) => {
            out.push('-');
            write(piece, out);
        }
        Piece::Fraction(above, below) => {
            push(out, "\\frac{");
            write(above, out);
            out.push_str("}{");
            write(below, out);
            out.push('}');
        }
        Piece::Scripts { base, sub, sup } => {
            write(base, out);
            if let Some(sup) = sup {
                out.push_str(&format!("^{{{}}}", render(sup)));
            }
            if let Some(sub) = sub {
                out.push_str(&format!("_{}", braced(&render(sub))));
            }
        }
        Piece::Power(base, power) => {
            write(base, out);
            out.push_str(&format!("^{{{}}}", render(power)));
        }
        Piece::New(piece) => renewed(piece, out),
        Piece::Group(piece) => group(piece, out),
        Piece::Applied(function, argument) => {
            write(function, out);
            group(argument, out);
        }
        Piece::Root(piece) => {
            push(out, "\\sqrt{");
            write(piece, out);
            out.push('}');
        }
        Piece::Bars(piece) => {
            let (open, close) = if piece.is_tall() { ("\\left|", "\\right|") } else { ("|", "|") };
            out.push_str(open);
            write(piece, out);
            out.push_str(close);
        }
        Piece::Matrix(rows) => {
            let rows: Vec<String> =
                rows.iter().map(|row| row.iter().map(render).collect::<Vec<_>>().join(" & ")).collect();
            push(out, &format!("\\begin{{bmatrix}} {} \\end{{bmatrix}}", rows.join(" \\\\ ")));
        }
        Piece::SumOver(index, term) => {
            push(out, &format!("\\sum_{} ", braced(&render(index))));
            write(term, out);
        }
        Piece::Marked(_, piece) => write(piece, out),
    }
}

/// Appends what may begin with a letter, kept apart from a command before it: `\partial E`, not `\partialE`.
fn push(out: &mut String, text: &str) {
    let starts = text.strip_prefix('\\').unwrap_or(text).starts_with(|c: char| c.is_ascii_alphabetic());
    let before = out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if starts && before.len() < out.len() && before.ends_with('\\') {
        out.push(' ');
    }
    out.push_str(text);
}

fn group(piece: &Piece, out: &mut String) {
    let (open, close) = if piece.is_tall() { ("\\left(", "\\right)") } else { ("(", ")") };
    out.push_str(open);
    write(piece, out);
    out.push_str(close);
}

/// `w_6^{\mathrm{new}}`; where something stands above already, beside it.
fn renewed(piece: &Piece, out: &mut String) {
    match piece {
        Piece::Marked(_, piece) => renewed(piece, out),
        Piece::Scripts { base, sub: Some(sub), sup: Some(sup) } => {
            write(base, out);
            out.push_str(&format!("^{{{}\\,\\mathrm{{new}}}}_{}", render(sup), braced(&render(sub))));
        }
        piece => {
            write(piece, out);
            out.push_str("^{\\mathrm{new}}");
        }
    }
}

fn braced(text: &str) -> String {
    if text.chars().count() == 1 { text.to_owned() } else { format!("{{{text}}}") }
}

/// A function that LaTeX has a command for, or another one set as those are.
fn function(name: &str) -> String {
    match name {
        "tanh" | "max" | "min" | "ln" | "exp" => format!("\\{name}"),
        name => format!("\\operatorname{{{name}}}"),
    }
}

fn letter(letter: char) -> String {
    match letter {
        '∂' => "\\partial",
        'Δ' => "\\Delta",
        'δ' => "\\delta",
        'η' => "\\eta",
        'σ' => "\\sigma",
        'α' => "\\alpha",
        'β' => "\\beta",
        'γ' => "\\gamma",
        'ε' => "\\varepsilon",
        'λ' => "\\lambda",
        'μ' => "\\mu",
        'π' => "\\pi",
        'ρ' => "\\rho",
        'φ' => "\\varphi",
        'Φ' => "\\Phi",
        '′' => "\\prime",
        letter => return escaped(&letter.to_string()),
    }
    .to_owned()
}

fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Equals => " = ",
        Sign::Plus => " + ",
        Sign::Minus => " - ",
        Sign::Dot => " \\cdot ",
        Sign::Thin => "\\, ",
        Sign::Touching => "",
        Sign::Comma => ",",
        Sign::Next => ", ",
        Sign::Dots => "\\cdots",
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_kept_apart_from_letters() {
        let derivative = Piece::derivative(Piece::Letter('E'), Piece::indexed('w', 12));
        assert_eq!(render(&derivative), "\\frac{\\partial E}{\\partial w_{12}}");
        let derivative = Piece::derivative(Piece::Word("prediction".into()), Piece::indexed('h', 1));
        assert_eq!(render(&derivative), "\\frac{\\partial \\mathrm{prediction}}{\\partial h_1}");
    }

    #[test]
    fn new_stands_beside_a_layer() {
        let new = |piece| render(&Piece::New(Box::new(piece)));
        assert_eq!(new(Piece::indexed('w', 6)), "w_6^{\\mathrm{new}}");
        assert_eq!(new(Piece::of_layer('w', 0, Piece::pair(2, 1))), "w^{(1)\\,\\mathrm{new}}_{2,1}");
    }

    #[test]
    fn text_cannot_leave_its_braces() {
        assert_eq!(render(&Piece::Text("50% of {x}".into())), "\\text{50\\% of \\{x\\}}");
    }
}
