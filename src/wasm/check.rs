//! The gradient check, weight by weight.
