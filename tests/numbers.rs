//! What is shown is true: an evaluator of its own reads the LaTeX of every operation's numbers, moves each shown
//! operand by what rounding (half a unit of its last digit) or cutting (a whole one) may have hidden, and must
//! find the result in between.

mod random;

use backprop_stepper::explain::piece::Piece;
use backprop_stepper::explain::{self, Display, Explanation, Names, Naming, Rounding, latex, number};
use backprop_stepper::step::{Quantity, Subject, SubjectKind};
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;

/// Numbers between two bounds.
#[derive(Debug, Clone, Copy)]
struct Interval {
    low: f64,
    high: f64,
}

/// Relative error of one operation on doubles, generously.
const NOISE: f64 = 4e-16;

impl Interval {
    fn new(low: f64, high: f64) -> Self {
        Interval { low: low.min(high), high: low.max(high) }
    }

    /// Of the values a function has at some arguments, widened by the noise of operands of that size.
    fn around(values: &[f64], size: f64) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let noise = NOISE * size.max(low.abs()).max(high.abs());
        Interval { low: low - noise, high: high + noise }
    }

    fn size(self) -> f64 {
        self.low.abs().max(self.high.abs())
    }

    fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Interval::around(&[f(self.low), f(self.high)], 0.0)
    }

    fn plus(self, other: Self) -> Self {
        let size = self.size().max(other.size());
        Interval::around(&[self.low + other.low, self.high + other.high], size)
    }

    fn times(self, other: Self) -> Self {
        let corners =
            [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        Interval::around(&corners, 0.0)
    }

    fn negated(self) -> Self {
        Interval::new(-self.low, -self.high)
    }

    fn over(self, other: Self) -> Self {
        if other.low <= 0.0 && other.high >= 0.0 {
            return Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };
        }
        self.times(Interval::new(1.0 / other.low, 1.0 / other.high))
    }

    /// Between the smallest and largest square, which is 0 where a zero lies between the bounds.
    fn squared(self) -> Self {
        let (low, high) = (self.low * self.low, self.high * self.high);
        let least = if self.low <= 0.0 && self.high >= 0.0 { 0.0 } else { low.min(high) };
        Interval::around(&[least, low, high], 0.0)
    }

    /// To the power of a whole number.
    fn raised(self, power: f64) -> Self {
        if power == 2.0 { self.squared() } else { self.map(|x| libm::pow(x, power)) }
    }

    fn root(self) -> Self {
        self.map(|x| x.max(0.0).sqrt())
    }

    /// Of what may be 0 or below it, anything.
    fn logarithm(self) -> Self {
        self.map(|x| if x > 0.0 { libm::log(x) } else { f64::NEG_INFINITY })
    }

    fn absolute(self) -> Self {
        let least = if self.low <= 0.0 && self.high >= 0.0 { 0.0 } else { f64::INFINITY };
        Interval::around(&[self.low.abs(), self.high.abs(), least.min(self.size())], 0.0)
    }

    fn sign(self) -> Self {
        let sign = |x: f64| if x == 0.0 { 0.0 } else { x.signum() };
        Interval::new(sign(self.low), sign(self.high))
    }

    /// Next to 0, where an exponential of this evaluator overflows before the value is 0, a hair is allowed.
    fn contains(self, value: f64) -> bool {
        self.low - 1e-300 <= value && value <= self.high + 1e-300
    }
}

/// A reader of the LaTeX of numbers.
struct Reader<'a> {
    rest: &'a str,
    cut: bool,
    /// Constants of the rule itself are exact.
    literals: usize,
}

impl Reader<'_> {
    fn takes(&mut self, text: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn take(&mut self, text: &str) {
        assert!(self.takes(text), "expected {text:?} before {:?}", self.rest);
    }

    fn sum(&mut self) -> Interval {
        let mut sum = if self.takes("-") { self.product().negated() } else { self.product() };
        loop {
            if self.takes("+") {
                sum = sum.plus(self.product());
            } else if self.takes("-") {
                sum = sum.plus(self.product().negated());
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Interval {
        let mut product = self.power();
        while self.takes("\\cdot") {
            product = product.times(self.power());
        }
        product
    }

    fn power(&mut self) -> Interval {
        let base = self.primary();
        if !self.takes("^{") {
            return base;
        }
        let exponent: String = self.rest.chars().take_while(|c| c.is_ascii_digit()).collect();
        self.take(&exponent);
        self.take("}");
        base.raised(exponent.parse().expect("a whole exponent"))
    }

    fn primary(&mut self) -> Interval {
        if self.takes("\\frac{") {
            let above = self.sum();
            self.take("}");
            self.take("{");
            return above.over(self.until("}"));
        }
        if self.takes("\\max(") {
            let first = self.sum();
            self.take(",");
            let second = self.until(")");
            return Interval::new(first.low.max(second.low), first.high.max(second.high));
        }
        if self.takes("e^{") {
            return self.until("}").map(libm::exp);
        }
        if self.takes("\\tanh(") {
            return self.until(")").map(libm::tanh);
        }
        if self.takes("\\ln(") {
            return self.until(")").logarithm();
        }
        if self.takes("\\ln\\left(") {
            return self.until("\\right)").logarithm();
        }
        if self.takes("\\operatorname{erf}(") {
            return self.until(")").map(libm::erf);
        }
        if self.takes("\\operatorname{erf}\\left(") {
            return self.until("\\right)").map(libm::erf);
        }
        if self.takes("\\operatorname{sgn}(") {
            return self.until(")").sign();
        }
        if self.takes("\\sqrt{") {
            return self.until("}").root();
        }
        if self.takes("|") {
            return self.until("|").absolute();
        }
        if self.takes("\\left(") {
            return self.until("\\right)");
        }
        if self.takes("(") {
            return self.until(")");
        }
        self.literal()
    }

    fn until(&mut self, close: &str) -> Interval {
        let inner = self.sum();
        self.take(close);
        inner
    }

    fn literal(&mut self) -> Interval {
        self.rest = self.rest.trim_start();
        let digits: String = self.rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let value: f64 =
            digits.parse().unwrap_or_else(|_| panic!("expected a number before {:?}", self.rest));
        self.rest = &self.rest[digits.len()..];
        self.literals += 1;
        let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len()) as i32;
        let mut scale = 0;
        if self.takes("\\times 10^{") {
            let exponent: String = self.rest.chars().take_while(|&c| c != '}').collect();
            self.rest = &self.rest[exponent.len()..];
            self.take("}");
            scale = exponent.parse().expect("a whole exponent");
        }
        let unit = power_of_ten(scale - decimals);
        let value: f64 = format!("{digits}e{scale}").parse().unwrap_or(value);
        let unit = if self.cut { unit } else { unit / 2.0 };
        Interval::around(&[value - unit, value + unit], value)
    }
}

fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().expect("a number")
}

/// Checks one explanation.
fn check(told: &Explanation, trainer: &Trainer, names: &Names) {
    let display = trainer.display();
    let written = told.formula.latex(display);
    let step = trainer.step();
    let value = told.formula.value;
    let place = format!("{} of {display:?}: {written:?} = {}", told.title, number::full(value));

    assert_eq!(value.to_bits(), step.value.to_bits(), "another result than the step's: {place}");
    assert_eq!(told.formula.subject, step.subject, "another subject than the step's: {place}");
    assert_eq!(written.result, number::latex(value, display));
    assert!(told.text.contains(&number::plain(value, display)), "no result in {:?}: {place}", told.text);

    let mut reader = Reader { rest: &written.numbers, cut: display.rounding == Rounding::Cut, literals: 0 };
    let found = reader.sum();
    assert!(reader.rest.trim().is_empty(), "{:?} is left over: {place}", reader.rest);
    assert!(found.contains(value), "{found:?}: {place}");

    // The tree itself, with unrounded numbers, gives the result up to the order of summation.
    let last = told.formula.sides.last().expect("a side");
    let exact = last.value().expect("every number");
    let size = last.leaves().iter().filter_map(|leaf| leaf.value).fold(1.0, |most: f64, v| most.max(v.abs()));
    assert!((exact - value).abs() <= 1e-12 * (size * size + value.abs()), "{exact}: {place}");
    let symbols = last.leaves().len();
    assert!(reader.literals >= symbols, "{} numbers for {symbols} symbols: {place}", reader.literals);

    let reads = told.reads.iter().collect::<std::collections::HashSet<_>>();
    assert_eq!(reads.len(), told.reads.len(), "something is read twice: {place}");
    assert_eq!(
        only_reads(&written.symbols, told, names, trainer.batch_rows().len() > 1),
        "",
        "not all of it is read: {place}"
    );
    let markup = told.formula.mathml(display);
    if symbols <= 12 {
        for subject in &told.reads {
            let key = format!("data-subject=\"{}\"", subject.key());
            assert!(
                markup.symbols.contains(&key) && markup.numbers.contains(&key),
                "{key} is missing: {place}"
            );
        }
    }
}

/// What a formula is made of besides symbols.
const COMMANDS: [&str; 15] = [
    "\\frac",
    "\\left",
    "\\right",
    "\\cdot",
    "\\tanh",
    "\\max",
    "\\ln",
    "\\sqrt",
    "\\operatorname{erf}",
    "\\operatorname{sgn}",
    "\\pi",
    "e^",
    "f^{\\prime}",
    "\\,",
    "\\cdots",
];

/// Letters of the last side that are left when every symbol that is read is taken away.
fn only_reads(symbols: &str, told: &Explanation, names: &Names, several: bool) -> String {
    let mut side = symbols.rsplit(" = ").next().unwrap_or("").to_owned();
    let mut forms: Vec<String> = told
        .reads
        .iter()
        .flat_map(|subject| {
            let symbol = symbol(subject, names, several);
            let plain = latex::render(&symbol);
            assert!(
                side.contains(&plain) || side.contains(&latex::render(&Piece::New(Box::new(symbol.clone())))),
                "{plain} is read, but does not stand in {side}"
            );
            [latex::render(&Piece::New(Box::new(symbol))), plain]
        })
        .chain(told.reads.iter().map(|subject| latex::render(&names.symbol(subject))))
        .collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let (letters, longer): (Vec<String>, Vec<String>) = forms.into_iter().partition(|form| form.len() == 1);
    // Single letters last: they also stand in the names of commands.
    for part in longer.iter().map(String::as_str).chain(COMMANDS).chain(letters.iter().map(String::as_str)) {
        side = side.replace(part, "");
    }
    side.retain(char::is_alphabetic);
    side
}

/// The symbol of what is read; a sample's own loss and gradient have its number.
fn symbol(subject: &Subject, names: &Names, several: bool) -> Piece {
    let gradient = subject.quantity == Quantity::Gradient;
    match (subject.sample, subject.kind) {
        (Some(sample), SubjectKind::Loss) if several => names.loss_symbol(Some(sample)),
        (Some(sample), _) if gradient && several => Piece::derivative(
            names.loss_symbol(Some(sample)),
            names.parameter_symbol(subject.layer.unwrap_or(0), subject.input, subject.unit.unwrap_or(0)),
        ),
        _ => names.symbol(subject),
    }
}

/// Every operation of the update the trainer is at.
fn check_update(trainer: &mut Trainer) {
    let names = explain::names(trainer);
    let (update, _) = trainer.position();
    for operation in 1..=trainer.plan().operations() {
        trainer.seek(update, operation).expect("a position of this update");
        if trainer.diverged() {
            return;
        }
        check(&explain::of(trainer), trainer, &names);
    }
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn numbers_give_the_value(
        config in prop_oneof![random::config(), random::extreme()],
        digits in 1usize..=17,
        cut in any::<bool>(),
        article in any::<bool>(),
        update in 0u64..3,
    ) {
        let mut trainer = Trainer::new(config);
        let display = Display {
            digits,
            rounding: if cut { Rounding::Cut } else { Rounding::Round },
            names: Some(if article { Naming::Article } else { Naming::Index }),
            ..Display::default()
        };
        trainer.set_display(display).expect("a valid display");
        trainer.seek(update, 0).expect("a position");
        check_update(&mut trainer);
    }
}
