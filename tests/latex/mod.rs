//! A reader of formulas in LaTeX, made from nothing but how LaTeX is written: to a tree, for symbols and for numbers.

/// A formula as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Number(f64),
    /// A letter or a word with what hangs at it: `w^{(1)}_{2,1}`.
    Symbol(String),
    /// `∂of/∂by`
    Derivative(String, String),
    Sum(Vec<Node>),
    Product(Vec<Node>),
    Fraction(Box<Node>, Box<Node>),
    Power(Box<Node>, Box<Node>),
    Negative(Box<Node>),
    Call(String, Vec<Node>),
    SumOver(String, Box<Node>),
}

impl Node {
    /// Every symbol in it.
    pub(crate) fn symbols(&self, found: &mut Vec<String>) {
        match self {
            Node::Number(_) => {}
            Node::Symbol(symbol) => found.push(symbol.clone()),
            Node::Derivative(of, by) => found.push(format!("∂{of}/∂{by}")),
            Node::Sum(parts) | Node::Product(parts) | Node::Call(_, parts) => {
                parts.iter().for_each(|part| part.symbols(found));
            }
            Node::Fraction(a, b) | Node::Power(a, b) => {
                a.symbols(found);
                b.symbols(found);
            }
            Node::Negative(of) | Node::SumOver(_, of) => of.symbols(found),
        }
    }

    /// Whether the other one is the same formula with a number in place of each symbol.
    pub(crate) fn is_shaped_like(&self, numbers: &Node) -> bool {
        let all =
            |a: &[Node], b: &[Node]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_shaped_like(b));
        match (self, numbers) {
            (Node::Symbol(symbol), Node::Symbol(same)) => symbol == "\\pi" && same == "\\pi",
            (Node::Symbol(_) | Node::Derivative(..), number) => is_number(number),
            // A slope of two pieces is one number.
            (Node::Call(name, _), number) if name == "f^{\\prime}" => is_number(number),
            (Node::Number(a), Node::Number(b)) => a == b,
            (Node::Sum(a), Node::Sum(b)) | (Node::Product(a), Node::Product(b)) => all(a, b),
            (Node::Call(name, a), Node::Call(same, b)) => name == same && all(a, b),
            (Node::Fraction(a, b), Node::Fraction(c, d)) | (Node::Power(a, b), Node::Power(c, d)) => {
                a.is_shaped_like(c) && b.is_shaped_like(d)
            }
            (Node::Negative(a), Node::Negative(b)) => a.is_shaped_like(b),
            _ => false,
        }
    }
}

fn is_number(node: &Node) -> bool {
    match node {
        Node::Number(_) => true,
        Node::Symbol(symbol) => symbol == "\\pi",
        Node::Negative(of) => is_number(of),
        _ => false,
    }
}

/// The sides of an equation.
pub(crate) fn read(latex: &str) -> Vec<Node> {
    let mut reader = Reader { rest: latex, whole: latex };
    let mut sides = vec![reader.sum()];
    while reader.takes("=") {
        sides.push(reader.sum());
    }
    assert!(reader.rest.trim().is_empty(), "{:?} is left over of {latex}", reader.rest);
    sides
}

struct Reader<'a> {
    rest: &'a str,
    whole: &'a str,
}

/// What can't stand for a number.
const CLOSING: [&str; 9] = [")", "}", "|", "\\right", ",", "+", "-", "=", "\\cdot"];

impl Reader<'_> {
    fn takes(&mut self, text: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn take(&mut self, text: &str) {
        assert!(self.takes(text), "expected {text:?} before {:?} in {}", self.rest, self.whole);
    }

    fn sum(&mut self) -> Node {
        let first = if self.takes("-") { negative(self.product()) } else { self.product() };
        let mut terms = vec![first];
        loop {
            if self.takes("+") {
                terms.push(self.product());
            } else if self.takes("-") {
                // Not as one that is only shown so: it is taken off, whatever its sign.
                terms.push(Node::Negative(Box::new(self.product())));
            } else {
                return one_or(terms, Node::Sum);
            }
        }
    }

    fn product(&mut self) -> Node {
        let mut factors = vec![self.power()];
        loop {
            let dot = self.takes("\\cdot") || self.takes("\\,");
            self.rest = self.rest.trim_start();
            let ends = self.rest.is_empty() || CLOSING.iter().any(|closing| self.rest.starts_with(closing));
            if !dot && ends {
                return one_or(factors, Node::Product);
            }
            factors.push(self.power());
        }
    }

    fn power(&mut self) -> Node {
        let base = self.primary();
        if !self.takes("^{") {
            return base;
        }
        let power = self.until("}");
        Node::Power(Box::new(base), Box::new(power))
    }

    fn until(&mut self, close: &str) -> Node {
        let inner = self.sum();
        self.take(close);
        inner
    }

    /// What stands in the parentheses that open here.
    fn group(&mut self) -> Option<Vec<Node>> {
        let close = if self.takes("\\left(") {
            "\\right)"
        } else if self.takes("(") {
            ")"
        } else {
            return None;
        };
        let mut inside = vec![self.sum()];
        while self.takes(",") {
            inside.push(self.sum());
        }
        self.take(close);
        Some(inside)
    }

    fn primary(&mut self) -> Node {
        if self.takes("\\frac{\\partial") {
            let of = self.symbol();
            self.take("}{\\partial");
            let by = self.symbol();
            self.take("}");
            return Node::Derivative(of, by);
        }
        if self.takes("\\frac{") {
            let above = self.until("}");
            self.take("{");
            return Node::Fraction(Box::new(above), Box::new(self.until("}")));
        }
        if self.takes("\\sum_") {
            let index = self.rest.chars().next().expect("an index").to_string();
            self.take(&index);
            return Node::SumOver(index, Box::new(self.product()));
        }
        for (open, close, name) in
            [("\\left|", "\\right|", "abs"), ("|", "|", "abs"), ("\\sqrt{", "}", "sqrt"), ("e^{", "}", "exp")]
        {
            if self.takes(open) {
                return Node::Call(name.to_owned(), vec![self.until(close)]);
            }
        }
        if let Some(inside) = self.group() {
            return inside.into_iter().next().expect("what is in it");
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Node::Number(self.number());
        }
        let symbol = self.symbol();
        // A factor in parentheses has a sign before it.
        if self.rest.starts_with('(') || self.rest.starts_with("\\left(") {
            return Node::Call(symbol, self.group().expect("arguments"));
        }
        Node::Symbol(symbol)
    }

    fn number(&mut self) -> f64 {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        let mut text = digits.to_owned();
        if self.takes("\\times 10^{") {
            let (exponent, rest) = self.rest.split_once('}').expect("an exponent");
            self.rest = rest;
            text = format!("{text}e{exponent}");
        }
        text.parse().unwrap_or_else(|_| panic!("{text:?} is no number in {}", self.whole))
    }

    /// A letter, a command or a word with its scripts. A power is none of them.
    fn symbol(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let start = self.rest;
        if let Some(command) = self.rest.strip_prefix('\\') {
            let end = command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len());
            self.rest = &command[end..];
            if self.rest.starts_with('{') {
                self.braces();
            }
        } else {
            let letter = self.rest.chars().next().filter(|c| c.is_alphabetic());
            let letter = letter.unwrap_or_else(|| panic!("{:?} is no symbol in {}", self.rest, self.whole));
            self.rest = &self.rest[letter.len_utf8()..];
        }
        const SCRIPTS: [&str; 4] = ["_{", "^{(", "^{\\mathrm", "^{\\prime"];
        loop {
            if SCRIPTS.iter().any(|script| self.rest.starts_with(script)) {
                self.rest = &self.rest[1..];
                self.braces();
            } else if self.rest.starts_with('_') {
                self.rest = &self.rest[2..];
            } else {
                return start[..start.len() - self.rest.len()].to_owned();
            }
        }
    }

    fn braces(&mut self) {
        let mut depth = 0;
        let end = self.rest.find(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        });
        self.rest = &self.rest[end.expect("a closing brace") + 1..];
    }
}

fn one_or(mut parts: Vec<Node>, several: impl Fn(Vec<Node>) -> Node) -> Node {
    if parts.len() == 1 { parts.remove(0) } else { several(parts) }
}

/// A minus sign at the beginning belongs to the first factor: nobody can see whether it is that of a number.
fn negative(node: Node) -> Node {
    match node {
        Node::Product(mut factors) => {
            factors[0] = Node::Negative(Box::new(factors[0].clone()));
            Node::Product(factors)
        }
        node => Node::Negative(Box::new(node)),
    }
}
