//! The loss around the weights, as a picture.
