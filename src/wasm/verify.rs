//! Printed figures, computed again.
