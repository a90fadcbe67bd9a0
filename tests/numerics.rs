//! Numbers at the edge of what doubles hold: large logits, tails, saturated functions.

mod random;

use backprop_stepper::activation::{Activation, normal_distribution};
use backprop_stepper::config::Config;
use backprop_stepper::cross_entropy as fused;
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;
use serde_json::{Value, json};

/// One layer whose pre-activations are `logits`.
fn trainer(activation: &str, loss: &str, logits: &[f64], targets: &[f64]) -> Trainer {
    let document: Value = json!({
        "version": 1,
        "network": { "inputs": 1, "layers": [
            { "units": logits.len(), "activation": activation, "bias": false, "weights": [logits] }
        ] },
        "loss": loss,
        "optimizer": { "method": "sgd", "learning_rate": 1 },
        "data": { "inputs": [[1]], "targets": [targets] }
    });
    Trainer::new(Config::from_json(&document.to_string()).unwrap())
}

#[test]
fn no_function_overflows() {
    for activation in Activation::ALL {
        for z in [0.0, 1e-300, 1.0, 30.0, 710.0, 1e4, 1e300] {
            for z in [z, -z] {
                let mut a = Vec::new();
                activation.extend(&[z], &mut a);
                let slope = activation.slope(z, a[0]);
                assert!(a[0].is_finite() && slope.is_finite(), "{activation:?} at {z}: {a:?} {slope}");
            }
        }
        let mut a = Vec::new();
        activation.extend(&[f64::NAN], &mut a);
        assert!(a[0].is_nan(), "{activation:?} hides what is not a number");
    }
}

#[test]
fn tails_keep_their_digits() {
    // Reference values with 20 digits, computed with mpmath.
    let close =
        |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 1e-13, "{found:e} {expected:e}");
    close(normal_distribution(-10.0), 7.619_853_024_160_526e-24);
    close(Activation::Gelu.value(-10.0), -7.619_853_024_160_526e-23);
    close(Activation::Softplus.value(-40.0), 4.248_354_255_291_589e-18);
    close(Activation::Softplus.value(40.0), 40.0);
    close(Activation::Elu.value(-1e-12), -9.999_999_999_995e-13);
    close(Activation::Sigmoid.value(-700.0), 9.859_676_543_759_77e-305);
    close(Activation::Silu.value(-50.0), -9.643_749_239_819_588e-21);
}

#[test]
fn a_categorical_cross_entropy_stays_finite_for_any_logits() {
    let mut trainer =
        trainer("softmax", "categorical_cross_entropy", &[1000.0, -1000.0, 0.0], &[0.0, 1.0, 0.0]);
    assert_eq!(trainer.forward(), 2000.0);
    trainer.backward();
    assert_eq!(trainer.deltas(0).unwrap(), [1.0, -1.0, 0.0]);
    trainer.update();
    assert_eq!(trainer.weights(0).unwrap(), [999.0, -999.0, 0.0]);
}

#[test]
fn a_binary_cross_entropy_stays_finite_for_any_logits() {
    let mut of_sigmoid = trainer("sigmoid", "binary_cross_entropy", &[800.0, -800.0], &[0.0, 1.0]);
    assert_eq!(of_sigmoid.forward(), 800.0);
    of_sigmoid.backward();
    assert_eq!(of_sigmoid.deltas(0).unwrap(), [0.5, -0.5]);
    let mut of_softmax = trainer("softmax", "binary_cross_entropy", &[800.0, -800.0], &[0.0, 1.0]);
    assert_eq!(of_softmax.forward(), 1600.0);
    of_softmax.backward();
    assert_eq!(of_softmax.deltas(0).unwrap(), [1.0, -1.0]);
}

#[test]
fn a_certain_and_right_prediction_has_the_loss_that_is_left() {
    // ln(1 + e⁻⁴⁰), which −ln p has lost: p is 1 to the last bit.
    let mut of_sigmoid = trainer("sigmoid", "binary_cross_entropy", &[40.0], &[1.0]);
    assert!((of_sigmoid.forward() / 4.248_354_255_291_589e-18 - 1.0).abs() < 1e-13);
    let mut of_softmax = trainer("softmax", "categorical_cross_entropy", &[40.0, 0.0], &[1.0, 0.0]);
    assert!((of_softmax.forward() / 4.248_354_255_291_589e-18 - 1.0).abs() < 1e-13);
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn fused_losses_are_the_plain_ones(
        z in prop::collection::vec(-6.0f64..6.0, 2..6),
        salt in 0.0f64..1.0,
    ) {
        let y: Vec<f64> = (0..z.len()).map(|k| (salt * (k + 3) as f64 * 7.3) % 1.0).collect();
        let outputs = z.len() as f64;
        let mut p = Vec::new();
        Activation::Softmax.extend(&z, &mut p);
        prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let binary = |p: &[f64]| {
            let term = |(p, y): (&f64, &f64)| y * libm::log(*p) + (1.0 - y) * libm::log(1.0 - p);
            -p.iter().zip(&y).map(term).sum::<f64>() / outputs
        };
        let categorical = -p.iter().zip(&y).map(|(p, y)| y * libm::log(*p)).sum::<f64>();
        prop_assert!((fused::categorical_of_softmax(&z, &y) - categorical).abs() < 1e-10);
        prop_assert!((fused::binary_of_softmax(&z, &y) - binary(&p)).abs() < 1e-10);
        let s: Vec<f64> = z.iter().map(|&z| Activation::Sigmoid.value(z)).collect();
        prop_assert!((fused::binary_of_sigmoid(&z, &y) - binary(&s)).abs() < 1e-10);
        // The chain rule, unfused.
        let by_p: Vec<f64> = p.iter().zip(&y).map(|(p, y)| (p - y) / (p * (1.0 - p)) / outputs).collect();
        let (mut plain, mut errors) = (Vec::new(), Vec::new());
        Activation::Softmax.errors(&z, &p, &by_p, &mut plain);
        fused::binary_errors_of_softmax(&z, &p, &y, &mut errors);
        for (plain, error) in plain.iter().zip(&errors) {
            prop_assert!((plain - error).abs() < 1e-10, "{plain} {error}");
        }
    }

    #[test]
    fn softmax_looks_only_at_differences(z in prop::collection::vec(-5.0f64..5.0, 1..5), shift in -1e3f64..1e3) {
        let (mut p, mut shifted) = (Vec::new(), Vec::new());
        Activation::Softmax.extend(&z, &mut p);
        let moved: Vec<f64> = z.iter().map(|z| z + shift).collect();
        Activation::Softmax.extend(&moved, &mut shifted);
        for (p, shifted) in p.iter().zip(&shifted) {
            prop_assert!((p - shifted).abs() < 1e-11);
        }
    }
}
