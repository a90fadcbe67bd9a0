use super::*;
use crate::config::Config;
use crate::explain::{latex, names, plain};

/// The article's network, after `operations` operations of its first update.
fn article(operations: u64) -> Trainer {
    let config = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 2, "layers": [
            { "units": 2, "bias": false, "weights": [[0.15, 0.10], [0.20, 0.18]] },
            { "units": 1, "bias": false, "weights": [[0.05], [0.26]] }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 },
        "data": { "inputs": [[5, 4]], "targets": [[2]] } }"#;
    let mut trainer = Trainer::new(Config::from_json(config).expect("a valid document"));
    trainer.seek(0, operations).expect("a position that exists");
    trainer
}

fn set(text: &str, mode: Mode) -> String {
    let trainer = article(19);
    let scope = Scope { names: &names(&trainer), trainer: &trainer };
    let sides = parse(text).expect("a formula");
    latex::render(&piece(&sides, scope, mode, &Display::default()))
}

#[test]
fn symbols() {
    let check = |text, expected: &str| assert_eq!(set(text, Mode::Symbols), expected);
    check("h1 = i1*w1 + i2*w2", "h_1 = i_1\\, w_1 + i_2\\, w_2");
    check("E = 1/2*(prediction - actual)^2", "E = \\frac{1}{2}(\\mathrm{prediction} - \\mathrm{actual})^{2}");
    check(
        "d(E)/d(w6) = d(E)/d(prediction)*d(prediction)/d(w6) = Delta*h2",
        "\\frac{\\partial E}{\\partial w_6} = \\frac{\\partial E}{\\partial \\mathrm{prediction}}\\, \
         \\frac{\\partial \\mathrm{prediction}}{\\partial w_6} = \\Delta\\, h_2",
    );
    check(
        "new(w6) = w6 - a*d(E)/d(w6)",
        "w_6^{\\mathrm{new}} = w_6 - a\\, \\frac{\\partial E}{\\partial w_6}",
    );
    check(
        "[h1, h2] = [i1, i2]*[w1, w3; w2, w4]",
        "\\begin{bmatrix} h_1 & h_2 \\end{bmatrix} = \
         \\begin{bmatrix} i_1 & i_2 \\end{bmatrix}\\, \\begin{bmatrix} w_1 & w_3 \\\\ w_2 & w_4 \\end{bmatrix}",
    );
    check("delta(h1) = -2*(x_1 + y)*f'(q) + ...", "\\delta_{h_1} = -2(x_1 + y)\\, f^{\\prime}(q) + \\cdots");
    check("'new weight' = eta*gamma_10", "\\text{new weight} = \\eta\\, \\gamma_{10}");
    check("(h1)*(w5 + 0.50)", "h_1\\, (w_5 + 0.50)");
    check("a - (b - c)/(2*k)", "a - \\frac{b - c}{2\\, k}");
}

#[test]
fn numbers() {
    let check = |text, expected: &str| assert_eq!(set(text, Mode::Numbers), expected);
    check("i1*w1 + i2*w2", "5 \\cdot 0.15 + 4 \\cdot 0.2");
    check("1/2*(prediction - actual)^2", "\\frac{1}{2} \\cdot (0.3947 - 2)^{2}");
    check("w6 - a*d(E)/d(w6)", "0.26 - 0.01 \\cdot (-1.95847)");
    check("d(E)/d(prediction)*d(prediction)/d(h1)*d(h1)/d(w1)", "-1.6053 \\cdot 0.05 \\cdot 5");
    check("new(w6)", "0.279585");
    check("q*w6", "\\text{–} \\cdot 0.26");
}

#[test]
fn values() {
    let trainer = article(19);
    let scope = Scope { names: &names(&trainer), trainer: &trainer };
    let check = |text: &str, expected: Option<f64>| {
        let sides = parse(text).expect("a formula");
        assert_eq!(sides.last().and_then(|side| evaluate(side, scope)), expected, "{text}");
    };
    let gradient = trainer.gradient(1, Some(1), 0).expect("computed");
    check("prediction", trainer.activation(1, 0, 0));
    check("a*d(E)/d(w6)", Some(0.01 * gradient));
    check("w6", Some(0.26));
    check("new(w6)", Some(0.26 - 0.01 * gradient));
    check("delta(h2)", trainer.delta(0, 1, 0));
    check("d(E)/d(h2)", trainer.delta(0, 1, 0));
    check("E", trainer.sample_loss(0));
    check("-(2 - 0.5)^2/3", Some(-0.75));
    check("unheard + 1", None);
    check("d(i1)/d(w1)", None);
}

#[test]
fn what_is_not_computed_yet_has_no_value() {
    let trainer = article(4);
    let scope = Scope { names: &names(&trainer), trainer: &trainer };
    let value = |text: &str| parse(text).ok().and_then(|sides| evaluate(sides.first()?, scope));
    assert_eq!(value("h1"), Some(1.55));
    assert_eq!(value("Delta"), None);
    assert_eq!(value("d(E)/d(w6)"), None);
    assert_eq!(value("new(w6)"), None);
}

#[test]
fn names_by_index_find_the_articles_too() {
    let mut trainer = article(19);
    let display = Display { names: Some(crate::explain::Naming::Index), ..Display::default() };
    trainer.set_display(display).expect("valid");
    let scope = Scope { names: &names(&trainer), trainer: &trainer };
    let sides = parse("new(w6) = w6 - a*d(E)/d(w6)").expect("a formula");
    let set = plain::render(&piece(&sides, scope, Mode::Symbols, &Display::default()));
    assert_eq!(set, "new w(2)2,1 = w(2)2,1 − η · ∂E/∂w(2)2,1");
    assert_eq!(unknown(&parse("w6*w7 + f(q)").expect("a formula")[0], scope), ["w7", "q"]);
}

#[test]
fn errors_name_the_place() {
    let check = |text: &str, expected: &str| {
        assert_eq!(parse(text).expect_err("no formula").to_string(), expected, "{text}");
    };
    check("", "at character 0: expected a number or a name, found the end");
    check("a +", "at character 3: expected a number or a name, found the end");
    check("a b", "at character 2: expected an operator or the end, found “b”");
    check("a = = b", "at character 4: expected a number or a name, found “=”");
    check("[a, b; c]", "at character 8: expected rows of the same length, found “]”");
    check("'open", "at character 0: expected a closing “'” after the text");
    check("a # b", "at character 2: “#” is no part of a formula");
    check("f()", "at character 2: expected a number or a name, found “)”");
    let deep = "(".repeat(100_000);
    assert!(parse(&deep).is_err());
    assert!(parse(&"-".repeat(100_000)).is_err());
    assert!(parse(&"2^".repeat(100_000)).is_err());
    assert!(parse(&format!("{}1", "1/".repeat(100_000))).is_err());
    assert!(parse(&format!("{}a", "a_".repeat(100_000))).is_err());
}

#[test]
fn what_an_optimizer_keeps_and_goes_by() {
    let config = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.5]], "bias": false }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1, "momentum": 0.9 },
        "data": { "inputs": [[2]], "targets": [[3]] } }"#;
    let mut trainer = Trainer::new(Config::from_json(config).expect("a valid document"));
    let text = "new(momentum(w1)) = momentum*momentum(w1) + d(E)/d(w1)";
    let set = |trainer: &Trainer, mode| {
        let scope = Scope { names: &names(trainer), trainer };
        plain::render(&piece(&parse(text).expect("a formula"), scope, mode, &Display::default()))
    };
    trainer.seek(1, 6).expect("a position");
    assert_eq!(set(&trainer, Mode::Symbols), "new u_w(1)1,1 = μ · u_w(1)1,1 + ∂E/∂w(1)1,1");
    assert_eq!(set(&trainer, Mode::Numbers), "−6 = 0.9 · (−4) + (−2.4)");
    trainer.seek(1, 4).expect("a position");
    assert_eq!(set(&trainer, Mode::Numbers), "– = 0.9 · (−4) + (−2.4)");
}
