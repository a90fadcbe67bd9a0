//! Native code and WebAssembly give the same bits. This test holds the native side to `bits/weights.txt`;
//! `boundary/bits.test.mjs` holds the package to the same file.
//!
//! The network has every function that is not exact: a normal start, tanh, sigmoid, a shuffled order.

use backprop_stepper::config::Config;
use backprop_stepper::trainer::Trainer;
use std::path::Path;

#[test]
fn weights_after_five_hundred_updates() {
    let mut trainer = Trainer::new(Config::from_json(include_str!("bits/network.json")).unwrap());
    trainer.train(500).unwrap();
    let mut found = String::new();
    for l in 0..trainer.network().layers.len() {
        for value in trainer.weights(l).unwrap().into_iter().chain(trainer.biases(l).unwrap()) {
            found += &format!("{l} {:016x} {value:?}\n", value.to_bits());
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bits/weights.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(file).unwrap());
}
