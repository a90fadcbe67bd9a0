//! Backpropagation against central differences, over random networks.

mod random;

use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gradients_agree_with_differences(config in random::config(), updates in 0u64..3) {
        let has_kink = config.layers.iter().any(|layer| layer.activation.name() == "relu");
        let mut trainer = Trainer::new(config);
        trainer.train(updates).unwrap();
        // A pre-activation next to a kink moves across it in the difference, where the two differ by right.
        trainer.forward();
        let layers = 0..trainer.network().layers.len();
        let near = layers.flat_map(|l| trainer.pre_activations(l).unwrap()).any(|z| z.abs() < 1e-4);
        prop_assume!(!(has_kink && near));
        let check = trainer.gradient_check();
        prop_assert!(check.max_relative_error < 1e-5, "{check:?}");
    }
}
