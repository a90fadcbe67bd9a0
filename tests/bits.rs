//! Native code and WebAssembly give the same bits. This test holds the native side to `bits/*.txt`;
//! `boundary/bits.test.mjs` holds the package to the same files.
//!
//! The networks have every function that is not exact: normal starts, all activations, Adam's powers and roots, drawn
//! and standardised data, shuffled orders.

use backprop_stepper::config::Config;
use backprop_stepper::trainer::Trainer;
use std::path::Path;

/// Weights and biases after 500 updates of the network in `bits/NAME.json`.
fn check(name: &str, document: &str) {
    let mut trainer = Trainer::new(Config::from_json(document).unwrap());
    trainer.train(500).unwrap();
    let mut found = String::new();
    for l in 0..trainer.network().layers.len() {
        for value in trainer.weights(l).unwrap().into_iter().chain(trainer.biases(l).unwrap()) {
            found += &format!("{l} {:016x} {value:?}\n", value.to_bits());
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/bits/{name}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(file).unwrap());
}

#[test]
fn a_network_of_the_first_functions() {
    check("sgd", include_str!("bits/sgd.json"));
}

#[test]
fn a_network_of_all_the_others() {
    check("functions", include_str!("bits/functions.json"));
}
