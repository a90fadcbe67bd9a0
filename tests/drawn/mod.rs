//! Networks at moments of their training, and their pictures as SVG.
#![allow(dead_code, reason = "each test file uses what it needs of this module")]

use backprop_stepper::config::Config;
use backprop_stepper::draw::{LIGHT, network, svg};
use backprop_stepper::scene::{Picture, Scene, estimated_width};
use backprop_stepper::trainer::Trainer;
use std::path::Path;

pub(crate) const FONT: &str = "Liberation Sans, Arial, Helvetica, sans-serif";

pub(crate) const ARTICLE: &str = r#"{
    "version": 1,
    "network": { "inputs": 2, "layers": [
        { "units": 2, "bias": false, "weights": [[0.15, 0.10], [0.20, 0.18]] },
        { "units": 1, "bias": false, "weights": [[0.05], [0.26]] } ] },
    "loss": "half_squared_error",
    "optimizer": { "method": "sgd", "learning_rate": 0.01 },
    "data": { "inputs": [[5, 4]], "targets": [[2]] }
}"#;

/// A network with random weights, inputs first.
pub(crate) fn config(widths: &[usize], activation: &str, bias: bool, samples: usize, seed: u64) -> String {
    let (inputs, layers) = widths.split_first().expect("a network has inputs");
    let outputs = layers.last().expect("a network has layers");
    let layers: Vec<String> = layers
        .iter()
        .map(|units| format!(r#"{{ "units": {units}, "activation": "{activation}", "bias": {bias} }}"#))
        .collect();
    let rows = |width: usize, step: f64| -> String {
        let row = |sample: usize| -> Vec<String> {
            (0..width).map(|k| format!("{}", ((sample * width + k) as f64 * step) % 1.0 - 0.4)).collect()
        };
        (0..samples).map(|sample| format!("[{}]", row(sample).join(", "))).collect::<Vec<_>>().join(", ")
    };
    format!(
        r#"{{ "version": 1,
            "network": {{ "inputs": {inputs}, "layers": [{}], "init": {{ "method": "xavier_uniform", "seed": {seed} }} }},
            "loss": "half_squared_error",
            "optimizer": {{ "method": "sgd", "learning_rate": 0.1 }},
            "data": {{ "inputs": [{}], "targets": [{}] }} }}"#,
        layers.join(", "),
        rows(*inputs, 0.37),
        rows(*outputs, 0.71)
    )
}

pub(crate) fn trainer(config: &str) -> Trainer {
    Trainer::new(Config::from_json(config).expect("the test's config is valid"))
}

pub(crate) fn at(config: &str, update: u64, operation: u64) -> Trainer {
    let mut trainer = trainer(config);
    trainer.seek(update, operation).expect("the test's position exists");
    trainer
}

pub(crate) fn scene(trainer: &Trainer, width: f64) -> Scene {
    let picture = Picture::of(trainer, &[]);
    Scene::new(&picture, width, picture.preferred_height(width), &estimated_width)
}

pub(crate) fn drawing(scene: &Scene) -> String {
    let theme = LIGHT.theme(FONT);
    svg::paint(scene.width, scene.height, FONT, |pen| network::paint(pen, scene, &theme))
        .expect("SVG takes it")
}

/// Compares a picture with its golden file.
pub(crate) fn golden(name: &str, found: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let (file, new) = (folder.join(format!("{name}.svg")), folder.join(format!("{name}.new.svg")));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        std::fs::write(&file, found).expect("the golden file can be written");
        let _ = std::fs::remove_file(&new);
        return;
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    if expected == found {
        let _ = std::fs::remove_file(&new);
        return;
    }
    std::fs::write(&new, found).expect("the new file can be written");
    let line = expected.lines().zip(found.lines()).take_while(|(old, new)| old == new).count() + 1;
    panic!(
        "{name}.svg differs from line {line}; see tests/pictures/{name}.new.svg, accept with UPDATE_GOLDEN=1"
    );
}
