//! Words in LaTeX, in nothing but ASCII: what `pdflatex` may have no letter for is written by a command, or by its
//! number.

/// Words outside of formulas.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => out.extend(['\\', c]),
            // Outside of formulas these are other letters in LaTeX's oldest fonts.
            '<' | '>' | '|' => out.extend(['$', c, '$']),
            '"' => out.push_str("''"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_ascii() => {
                if !c.is_control() {
                    out.push(c);
                }
            }
            c => out.push_str(&outside(c)),
        }
    }
    out
}

/// A formula whose names may have letters that LaTeX lacks.
pub(super) fn plain_math(formula: &str) -> String {
    let mut out = String::with_capacity(formula.len());
    for c in formula.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            match symbol(c) {
                Some(command) => out.push_str(&format!("{{{command}}}")),
                None => out.push_str(&format!("\\text{{{}}}", outside(c))),
            }
        }
    }
    out
}

fn outside(c: char) -> String {
    let typed = match c {
        '\u{a0}' => "~",
        '‘' => "`",
        '’' => "'",
        '“' => "``",
        '”' => "''",
        '–' => "--",
        '—' => "---",
        '…' => "\\dots{}",
        'ß' => "\\ss{}",
        'æ' => "\\ae{}",
        'ø' => "\\o{}",
        'å' => "\\aa{}",
        c => {
            if let Some(command) = symbol(c) {
                return format!("${command}$");
            }
            if let Some(letter) = accented(c) {
                return letter;
            }
            return format!("U+{:04X}", u32::from(c));
        }
    };
    typed.to_owned()
}

/// The accented letters of western European names.
fn accented(c: char) -> Option<String> {
    const LETTERS: &str = "ÀA`ÁA'ÂA^ÃA~ÄA\"ÇCcÈE`ÉE'ÊE^ËE\"ÌI`ÍI'ÎI^ÏI\"ÑN~ÒO`ÓO'ÔO^ÕO~ÖO\"ÙU`ÚU'ÛU^ÜU\"ÝY'\
        àa`áa'âa^ãa~äa\"çccèe`ée'êe^ëe\"ìi`íi'îi^ïi\"ñn~òo`óo'ôo^õo~öo\"ùu`úu'ûu^üu\"ýy'ÿy\"";
    let mut letters = LETTERS.chars();
    while let (Some(letter), Some(base), Some(accent)) = (letters.next(), letters.next(), letters.next()) {
        if letter == c {
            let base = if base == 'i' { "\\i".to_owned() } else { base.to_string() };
            return Some(format!("\\{accent}{{{base}}}"));
        }
    }
    None
}

/// A command that stands in a formula.
fn symbol(c: char) -> Option<String> {
    const BELOW: &str = "₀₁₂₃₄₅₆₇₈₉";
    const ABOVE: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let place = |row: &str| row.chars().position(|digit| digit == c);
    if let Some(digit) = place(BELOW) {
        return Some(format!("_{digit}"));
    }
    if let Some(digit) = place(ABOVE) {
        return Some(format!("^{digit}"));
    }
    let command = match c {
        '−' => "-",
        '⁻' => "^{-}",
        '⁺' => "^{+}",
        '⁽' => "^{(}",
        '⁾' => "^{)}",
        '×' => "\\times",
        '·' | '⋅' => "\\cdot",
        '÷' => "\\div",
        '±' => "\\pm",
        '½' => "\\tfrac{1}{2}",
        '→' => "\\to",
        '≈' => "\\approx",
        '≤' => "\\leq",
        '≥' => "\\geq",
        '≠' => "\\neq",
        '∞' => "\\infty",
        '∂' => "\\partial",
        'Σ' | '∑' => "\\Sigma",
        '√' => "\\surd",
        '⋯' => "\\cdots",
        '′' => "\\prime",
        '°' => "^{\\circ}",
        'α' => "\\alpha",
        'β' => "\\beta",
        'γ' => "\\gamma",
        'δ' => "\\delta",
        'Δ' => "\\Delta",
        'ε' => "\\varepsilon",
        'η' => "\\eta",
        'θ' => "\\theta",
        'λ' => "\\lambda",
        'μ' | 'µ' => "\\mu",
        'π' => "\\pi",
        'ρ' => "\\rho",
        'σ' => "\\sigma",
        'φ' => "\\varphi",
        'Φ' => "\\Phi",
        _ => return None,
    };
    Some(command.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_commands() {
        assert_eq!(
            escaped("50% of {x}_1 & \\input{y} ~ ^ # $"),
            "50\\% of \\{x\\}\\_1 \\& \\textbackslash{}input\\{y\\} \\textasciitilde{} \\textasciicircum{} \\# \\$"
        );
    }

    #[test]
    fn everything_is_ascii() {
        assert_eq!(escaped("−1.5 × 10⁻⁷"), "$-$1.5 $\\times$ 10$^{-}$$^7$");
        assert_eq!(escaped("Müller’s β₁"), "M\\\"{u}ller's $\\beta$$_1$");
        assert_eq!(escaped("naïve"), "na\\\"{\\i}ve");
        assert_eq!(escaped("層 🙂"), "U+5C64 U+1F642");
        assert_eq!(plain_math("\\text{–}"), "\\text{\\text{--}}");
        assert!(escaped(&('\0'..='\u{2fff}').collect::<String>()).is_ascii());
    }
}
