//! The MathML of every formula is well formed: tags in pairs, and as many children as each element takes.

mod random;

use backprop_stepper::explain::{self, Written};
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;

/// Elements that take a certain number of children.
const ARITY: [(&str, usize); 6] =
    [("mfrac", 2), ("msub", 2), ("msup", 2), ("msubsup", 3), ("munder", 2), ("math", 1)];

fn check(markup: &str) {
    assert!(markup.starts_with("<math") && markup.ends_with("</math>"), "{markup}");
    let mut open: Vec<(String, usize)> = Vec::new();
    for tag in markup.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or_else(|| panic!("an unclosed tag in {markup}"));
        assert!(!text.contains(['"', '&']), "{text:?} is not escaped in {markup}");
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, children) =
                open.pop().unwrap_or_else(|| panic!("{name} was never opened in {markup}"));
            assert_eq!(opened, name, "in {markup}");
            if let Some((_, expected)) = ARITY.iter().find(|(element, _)| *element == name) {
                assert_eq!(children, *expected, "children of {name} in {markup}");
            }
            continue;
        }
        if let Some((_, children)) = open.last_mut() {
            *children += 1;
        }
        if !tag.ends_with('/') {
            let name = tag.split(' ').next().unwrap_or(tag);
            open.push((name.to_owned(), 0));
        }
        assert!(!tag.contains(" style="), "the page's policy refuses {tag}");
    }
    assert!(open.is_empty(), "{open:?} stay open in {markup}");
}

proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn every_formula_is_well_formed(config in prop_oneof![random::config(), random::extreme()]) {
        let mut trainer = Trainer::new(config);
        assert_eq!(explain::of(&trainer).formula.mathml(trainer.display()), Written::default());
        for operation in 1..=trainer.plan().operations() {
            trainer.seek(0, operation).expect("a position of this update");
            let told = explain::of(&trainer);
            assert!(!told.title.is_empty() && told.text.ends_with('.'), "{told:?}");
            let written = told.formula.mathml(trainer.display());
            for markup in [written.symbols, written.numbers, written.result] {
                check(&markup);
            }
        }
    }
}
