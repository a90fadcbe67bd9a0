//! Changes of the experiment: layers, functions, optimizer, start.
