//! How many were predicted.

/// How the questions of an update ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Right at the first attempt, without a hint.
    pub first: u32,
    /// Right after a hint or another attempt.
    pub later: u32,
    /// Shown, or stepped over.
    pub shown: u32,
}

impl Score {
    /// In a quiet sentence; empty where nothing was asked.
    pub fn text(&self) -> String {
        let Score { first, later, shown } = *self;
        let right = first.saturating_add(later);
        let asked = right.saturating_add(shown);
        if asked == 0 {
            return String::new();
        }
        let at_once = match (first, later) {
            (_, 0) => String::new(),
            (0, _) => ", none of them at once".to_owned(),
            (first, _) => format!(", {first} of them at once"),
        };
        match (right, shown) {
            (0, _) => format!("{asked} {} so far, none predicted.", plural(asked)),
            (_, 0) => format!("All {asked} predicted{at_once}.").replacen("All 1 ", "1 of 1 ", 1),
            _ => format!("{right} of {asked} predicted{at_once}."),
        }
    }
}

fn plural(count: u32) -> &'static str {
    if count == 1 { "number" } else { "numbers" }
}
