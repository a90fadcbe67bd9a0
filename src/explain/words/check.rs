//! What a gradient check has found, in words.

use crate::explain::{Display, Names, Rounding, number};
use crate::step::{Quantity, Subject};
use crate::trainer::{GradientCheck, ParameterCheck};

/// What differences of doubles can tell: errors in a derivation are larger by far.
const ROUNDING: f64 = 1e-6;

/// What was compared, where it agrees least, and whether that is more than rounding explains.
pub fn gradient_check(names: &Names, check: &GradientCheck) -> String {
    let GradientCheck { parameters, in_kinks, .. } = *check;
    let tried = check.checked.len() + in_kinks;
    let all = if tried == parameters { format!("all {tried}") } else { format!("{tried} of {parameters}") };
    let with = match check.samples {
        samples if samples < check.batch => {
            format!(", with {samples} of the {} samples of the batch", check.batch)
        }
        _ => String::new(),
    };
    let mut text = format!("Checked {all} weights and biases{with}.");
    if let Some(worst) = check.checked.first() {
        text.push(' ');
        text.push_str(&verdict(names, worst));
    }
    match in_kinks {
        0 => {}
        1 => text.push_str(" 1 lies in a kink, where the loss has no slope."),
        kinks => text.push_str(&format!(" {kinks} lie in a kink, where the loss has no slope.")),
    }
    text
}

fn verdict(names: &Names, worst: &ParameterCheck) -> String {
    let error = worst.relative_error();
    if !error.is_finite() {
        return "At these weights the loss or its slope is not finite, so there is nothing to compare."
            .to_owned();
    }
    let subject = Subject::parameter(Quantity::Value, worst.layer, worst.input, worst.unit, None);
    let judged = if error < ROUNDING {
        "They agree: what is left is rounding."
    } else {
        "They differ by more than rounding explains."
    };
    format!("Worst relative error: {}, at {}. {judged}", relative_error(error), names.subject(&subject))
}

/// A relative error in two digits, which tell whether it is rounding.
pub fn relative_error(error: f64) -> String {
    if !error.is_finite() {
        return "–".to_owned();
    }
    number::plain(error, &Display { digits: 2, rounding: Rounding::Round, ..Display::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::trainer::Trainer;

    fn told(weight: &str, change: impl Fn(&mut GradientCheck)) -> String {
        let document = r#"{ "version": 1, "loss": "half_squared_error",
            "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[WEIGHT]] }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.1 },
            "data": { "inputs": [[1]], "targets": [[3]] } }"#;
        let config = Config::from_json(&document.replace("WEIGHT", weight)).expect("a document");
        let trainer = Trainer::new(config);
        let mut check = trainer.gradient_check();
        change(&mut check);
        gradient_check(&crate::explain::names(&trainer), &check)
    }

    #[test]
    fn agreement_is_told_from_disagreement_and_from_nothing_to_compare() {
        let text = told("0.5", |_| {});
        assert!(text.starts_with("Checked all 2 weights and biases. Worst relative error: "), "{text}");
        assert!(text.ends_with("They agree: what is left is rounding."), "{text}");
        let text = told("0.5", |check| check.checked[0].analytic *= 1.1);
        assert!(text.contains("Worst relative error: 0.091, at "), "{text}");
        assert!(text.ends_with("They differ by more than rounding explains."), "{text}");
        let text = told("1e200", |_| {});
        assert!(text.contains("so there is nothing to compare.") && !text.contains("NaN"), "{text}");
        let text = told("0.5", |check| (check.in_kinks, check.parameters) = (2, 9));
        assert!(
            text.starts_with("Checked 4 of 9 ")
                && text.ends_with("2 lie in a kink, where the loss has no slope.")
        );
    }
}
