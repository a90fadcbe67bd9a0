//! From characters to tokens.

use super::NotationError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(String),
    Name(String),
    Text(String),
    /// One of `=+-*/^()[],;`
    Sign(char),
    Dots,
}

impl Token {
    /// The token as an error names it.
    pub(super) fn name(&self) -> String {
        match self {
            Token::Number(text) | Token::Name(text) => format!("“{text}”"),
            Token::Text(text) => format!("“'{text}'”"),
            Token::Sign(sign) => format!("“{sign}”"),
            Token::Dots => "“...”".to_owned(),
        }
    }
}

/// Tokens, each with where it starts. The last place is the end of the text.
pub(super) struct Tokens {
    pub(super) list: Vec<(usize, Token)>,
    pub(super) end: usize,
}

pub(super) fn tokens(text: &str) -> Result<Tokens, NotationError> {
    let characters: Vec<char> = text.chars().collect();
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        let rest = characters.get(at..).unwrap_or_default();
        let (token, length) = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '.' if rest.starts_with(&['.', '.', '.']) => (Token::Dots, 3),
            '0'..='9' => {
                let length = number(rest);
                (Token::Number(rest.iter().take(length).collect()), length)
            }
            c if c.is_alphabetic() => {
                let length = name(rest);
                (Token::Name(rest.iter().take(length).collect()), length)
            }
            '\'' => {
                let inner: String = rest.iter().skip(1).take_while(|&&c| c != '\'').collect();
                let length = inner.chars().count() + 2;
                if length > rest.len() {
                    return Err(NotationError {
                        at,
                        message: "expected a closing “'” after the text".into(),
                    });
                }
                (Token::Text(inner), length)
            }
            '=' | '+' | '-' | '*' | '/' | '^' | '(' | ')' | '[' | ']' | ',' | ';' => (Token::Sign(c), 1),
            '\u{2212}' => (Token::Sign('-'), 1),
            c => return Err(NotationError { at, message: format!("“{c}” is no part of a formula") }),
        };
        list.push((at, token));
        at += length;
    }
    Ok(Tokens { list, end: characters.len() })
}

/// Length of `12`, `0.05`.
fn number(rest: &[char]) -> usize {
    let whole = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let fraction = rest.iter().skip(whole + 1).take_while(|c| c.is_ascii_digit()).count();
    if rest.get(whole) == Some(&'.') && fraction > 0 { whole + 1 + fraction } else { whole }
}

/// Length of `w6`, `x_1`, `f'`.
fn name(rest: &[char]) -> usize {
    let letters = rest.iter().take_while(|&&c| c.is_alphanumeric() || c == '_').count();
    letters + rest.iter().skip(letters).take_while(|&&c| c == '\'').count()
}
