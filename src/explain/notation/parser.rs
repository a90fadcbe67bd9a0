//! From tokens to trees.

use super::lexer::{Token, Tokens};
use super::{NotationError, Tree};

/// How deep parentheses, brackets, minus signs and powers may stand in each other.
const DEEPEST: usize = 40;

/// Sides with `=` between them.
pub(super) fn sides(tokens: &Tokens) -> Result<Vec<Tree>, NotationError> {
    let mut parser = Parser { tokens, next: 0, depth: 0 };
    let mut sides = vec![parser.sum()?];
    while parser.takes('=') {
        sides.push(parser.sum()?);
    }
    if parser.peek().is_some() { Err(parser.expected("an operator or the end")) } else { Ok(sides) }
}

struct Parser<'a> {
    tokens: &'a Tokens,
    next: usize,
    depth: usize,
}

impl Parser<'_> {
    /// `a + b − c`
    fn sum(&mut self) -> Result<Tree, NotationError> {
        let mut terms = vec![(false, self.product()?)];
        loop {
            let negative = match self.peek() {
                Some(Token::Sign('+')) => false,
                Some(Token::Sign('-')) => true,
                _ => break,
            };
            self.next += 1;
            terms.push((negative, self.product()?));
        }
        match terms.pop() {
            Some((_, only)) if terms.is_empty() => Ok(only),
            last => {
                terms.extend(last);
                Ok(Tree::Sum(terms))
            }
        }
    }

    /// `a * b / c`, from left to right
    fn product(&mut self) -> Result<Tree, NotationError> {
        let mut left = self.signed()?;
        loop {
            if self.takes('*') {
                let right = self.signed()?;
                left = match left {
                    Tree::Product(mut factors) => {
                        factors.push(right);
                        Tree::Product(factors)
                    }
                    left => Tree::Product(vec![left, right]),
                };
            } else if self.takes('/') {
                left = Tree::Fraction(Box::new(left), Box::new(self.signed()?));
            } else {
                return Ok(left);
            }
        }
    }

    /// `−a`
    fn signed(&mut self) -> Result<Tree, NotationError> {
        if self.takes('-') {
            let of = self.deeper(Self::signed)?;
            return Ok(Tree::Negative(Box::new(of)));
        }
        let base = self.primary()?;
        if self.takes('^') {
            let power = self.deeper(Self::signed)?;
            return Ok(Tree::Power(Box::new(base), Box::new(power)));
        }
        Ok(base)
    }

    fn primary(&mut self) -> Result<Tree, NotationError> {
        let Some(token) = self.peek().cloned() else { return Err(self.expected("a number or a name")) };
        let tree = match token {
            Token::Number(text) => Tree::Number(text),
            Token::Text(text) => Tree::Text(text),
            Token::Dots => Tree::Dots,
            Token::Name(name) => {
                self.next += 1;
                return self.named(name);
            }
            Token::Sign('(') => {
                self.next += 1;
                let inner = self.deeper(Self::sum)?;
                self.take(')')?;
                return Ok(inner);
            }
            Token::Sign('[') => {
                self.next += 1;
                return self.deeper(Self::matrix);
            }
            Token::Sign(_) => return Err(self.expected("a number or a name")),
        };
        self.next += 1;
        Ok(tree)
    }

    /// A name, a call, or a derivative.
    fn named(&mut self, name: String) -> Result<Tree, NotationError> {
        if !self.takes('(') {
            return Ok(Tree::Name(name));
        }
        let mut arguments = vec![self.deeper(Self::sum)?];
        while self.takes(',') {
            arguments.push(self.deeper(Self::sum)?);
        }
        self.take(')')?;
        let ahead = |offset| self.tokens.list.get(self.next + offset).map(|(_, token)| token);
        let derivative = name == "d"
            && ahead(0) == Some(&Token::Sign('/'))
            && matches!(ahead(1), Some(Token::Name(below)) if below == "d")
            && ahead(2) == Some(&Token::Sign('('));
        match arguments.pop() {
            Some(of) if derivative && arguments.is_empty() => {
                self.next += 3;
                let by = self.deeper(Self::sum)?;
                self.take(')')?;
                Ok(Tree::Derivative(Box::new(of), Box::new(by)))
            }
            last => {
                arguments.extend(last);
                Ok(Tree::Call(name, arguments))
            }
        }
    }

    /// What follows `[`.
    fn matrix(&mut self) -> Result<Tree, NotationError> {
        let mut rows = vec![Vec::new()];
        loop {
            let cell = self.sum()?;
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            if self.takes(';') {
                rows.push(Vec::new());
            } else if !self.takes(',') {
                break;
            }
        }
        let width = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != width) {
            return Err(self.expected("rows of the same length"));
        }
        self.take(']')?;
        Ok(Tree::Matrix(rows))
    }

    fn deeper(&mut self, parse: fn(&mut Self) -> Result<Tree, NotationError>) -> Result<Tree, NotationError> {
        if self.depth >= DEEPEST {
            return Err(NotationError {
                at: self.at(),
                message: "expected fewer levels of parentheses".into(),
            });
        }
        self.depth += 1;
        let tree = parse(self);
        self.depth -= 1;
        tree
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.list.get(self.next).map(|(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens.list.get(self.next).map_or(self.tokens.end, |(at, _)| *at)
    }

    fn takes(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        self.next += usize::from(found);
        found
    }

    fn take(&mut self, sign: char) -> Result<(), NotationError> {
        if self.takes(sign) { Ok(()) } else { Err(self.expected(&format!("“{sign}”"))) }
    }

    fn expected(&self, what: &str) -> NotationError {
        let found = self.peek().map_or_else(|| "the end".to_owned(), Token::name);
        NotationError { at: self.at(), message: format!("expected {what}, found {found}") }
    }
}
