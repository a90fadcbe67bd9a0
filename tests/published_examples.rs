//! The exact figures of the published examples with curves and biases: Mazur and RGU in both update orders, the
//! Backprop Explainer's neuron, Nielsen's two starts. The documents are written out here, apart from the lessons.

use backprop_stepper::config::Config;
use backprop_stepper::trainer::Trainer;

fn trainer(text: &str) -> Trainer {
    Trainer::new(Config::from_json(text).unwrap())
}

fn mazur(order: &str) -> Trainer {
    trainer(&format!(
        r#"{{ "version": 1, "loss": "half_squared_error", "update_order": "{order}",
            "network": {{ "inputs": 2, "layers": [
                {{ "units": 2, "activation": "sigmoid", "bias": "frozen",
                   "weights": [[0.15, 0.25], [0.2, 0.3]], "biases": [0.35, 0.35] }},
                {{ "units": 2, "activation": "sigmoid", "bias": "frozen",
                   "weights": [[0.4, 0.5], [0.45, 0.55]], "biases": [0.6, 0.6] }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": 0.5 }},
            "data": {{ "inputs": [[0.05, 0.1]], "targets": [[0.01, 0.99]] }} }}"#
    ))
}

fn rgu(order: &str) -> Trainer {
    trainer(&format!(
        r#"{{ "version": 1, "loss": "half_squared_error", "update_order": "{order}",
            "network": {{ "inputs": 2, "layers": [
                {{ "units": 2, "activation": "sigmoid", "bias": false, "weights": [[0.1, 0.4], [0.8, 0.6]] }},
                {{ "units": 1, "activation": "sigmoid", "bias": false, "weights": [[0.3], [0.9]] }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": 1 }},
            "data": {{ "inputs": [[0.35, 0.9]], "targets": [[0.5]] }} }}"#
    ))
}

fn neuron(activation: &str, loss: &str, (w, b): (f64, f64), rate: f64, (x, y): (f64, f64)) -> Trainer {
    trainer(&format!(
        r#"{{ "version": 1, "loss": "{loss}",
            "network": {{ "inputs": 1, "layers": [
                {{ "units": 1, "activation": "{activation}", "weights": [[{w}]], "biases": [{b}] }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": {rate} }},
            "data": {{ "inputs": [[{x}]], "targets": [[{y}]] }} }}"#
    ))
}

/// Agrees to 1e-12 relative, or to a unit of the last digit where fewer are given.
#[track_caller]
fn is(found: f64, expected: &str) {
    let value: f64 = expected.parse().unwrap();
    let (mantissa, exponent) = expected.split_once('e').unwrap_or((expected, "0"));
    let places = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
    let unit: f64 = format!("1e{}", exponent.parse::<i32>().unwrap() - places).parse().unwrap();
    let tolerance = unit.max(1e-12 * value.abs());
    assert!((found - value).abs() <= tolerance, "found {found:?}, expected {expected}");
}

#[track_caller]
fn are<const N: usize>(found: &[f64], expected: [&str; N]) {
    assert_eq!(found.len(), N);
    for (found, expected) in found.iter().zip(expected) {
        is(*found, expected);
    }
}

#[test]
fn mazurs_first_update() {
    let mut trainer = mazur("simultaneous");
    is(trainer.forward(), "0.2983711087600027");
    is(trainer.pre_activations(0).unwrap()[0], "0.3775");
    is(trainer.pre_activations(1).unwrap()[0], "1.105905967");
    are(&trainer.activations(0).unwrap(), ["0.5932699921071872", "0.596884378259767"]);
    are(&trainer.activations(1).unwrap(), ["0.7513650695523157", "0.7729284653214625"]);
    trainer.backward();
    let errors = trainer.deltas(1).unwrap();
    are(&errors, ["0.13849856162855695", "-0.0380982365165562"]);
    is(errors[0] * 0.4, "0.05539942465142");
    is(errors[1] * 0.5, "-0.01904911825828");
    is(errors[0] * 0.4 + errors[1] * 0.5, "0.03635030639314");
    is(trainer.weight_gradients(1).unwrap()[0], "0.08216704056423077");
    is(trainer.weight_gradients(0).unwrap()[0], "0.0004385677344743465");
    trainer.update();
    // w5 and w7, w6 and w8: a row of the matrix leaves one neuron.
    are(
        &trainer.weights(1).unwrap(),
        ["0.35891647971788465", "0.5113012702387375", "0.4086661860762334", "0.5613701211079891"],
    );
    are(
        &trainer.weights(0).unwrap(),
        ["0.1497807161327628", "0.24975114363236958", "0.19956143226552567", "0.29950228726473915"],
    );
    are(&trainer.biases(0).unwrap(), ["0.35", "0.35"]);
    are(&trainer.biases(1).unwrap(), ["0.6", "0.6"]);
}

#[test]
fn mazurs_results_in_both_orders() {
    let check = |order, after_one, after_all, outputs: [&str; 2]| {
        let mut trainer = mazur(order);
        trainer.update();
        is(trainer.forward(), after_one);
        trainer.seek(10_000, 0).unwrap();
        is(trainer.forward(), after_all);
        are(&trainer.activations(1).unwrap(), outputs);
    };
    check("simultaneous", "0.29102777369359933", "3.510187782978859e-05", ["0.01591362044", "0.98406427351"]);
    check("in_place", "0.29102792390544197", "3.5084786296e-05", ["0.0159121963", "0.9840657345"]);
}

#[test]
fn rgu_in_both_orders() {
    let check = |order, hidden: [&str; 4]| {
        let mut trainer = rgu(order);
        trainer.forward();
        are(&trainer.activations(0).unwrap(), ["0.68", "0.6637"]);
        trainer.update();
        are(&trainer.weights(1).unwrap(), ["0.2723259651", "0.8729983630"]);
        let [w1, w2, w3, w4] = hidden;
        are(&trainer.weights(0).unwrap(), [w1, w3, w2, w4]);
    };
    check("simultaneous", ["0.0990709288", "0.7976109599", "0.3971399242", "0.5926455194"]);
    check("in_place", ["0.0991566327", "0.7978313411", "0.3972257317", "0.5928661672"]);
}

#[test]
fn the_explainers_neuron() {
    let mut trainer = neuron("identity", "mean_squared_error", (1.0, 0.0), 0.01, (2.1, 4.0));
    is(trainer.forward(), "3.61000000000000");
    is(trainer.activations(0).unwrap()[0], "2.10000000000000");
    trainer.backward();
    is(trainer.weight_gradients(0).unwrap()[0], "-7.98000000000000");
    is(trainer.bias_gradients(0).unwrap()[0], "-3.80000000000000");
    trainer.update();
    is(trainer.weights(0).unwrap()[0], "1.07980000000000");
    is(trainer.biases(0).unwrap()[0], "0.03800000000000");
    is(trainer.forward(), "2.8710591364");
}

#[test]
fn nielsens_neuron_from_both_starts() {
    for (start, first, last) in [
        ((0.6, 0.9), "0.8175744761936437", "0.09395569486364724"),
        ((2.0, 2.0), "0.9820137900379085", "0.2028484242677765"),
    ] {
        let mut trainer = neuron("sigmoid", "half_squared_error", start, 0.15, (1.0, 0.0));
        is(trainer.predict(&[1.0]).unwrap()[0], first);
        trainer.train(300).unwrap();
        is(trainer.predict(&[1.0]).unwrap()[0], last);
    }
}
