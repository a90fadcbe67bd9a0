//! What the network predicts, as pictures.
