//! How a run behaves, judged from the numbers it leaves behind: does it creep, overshoot, oscillate, diverge?
//!
//! What is judged is a list of losses `E₀ … Eₙ`: of every update, or, where an epoch has several updates, the mean
//! over the samples of every epoch, since two batches can't be compared. A *turn* is a change of sign of the error
//! `Δ = prediction − target` where there is one sample with one output, and a rise of the loss otherwise. The last
//! quarter of the list says how things stand now.

use crate::explain::words;
use crate::trainer::{Cause, Divergence};

/// What a run left behind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Course<'a> {
    /// The loss of every update.
    pub losses: &'a [f64],
    /// `Δ` of every update where there is one sample with one output; empty otherwise.
    pub errors: &'a [f64],
    /// How many samples the batches of an epoch have, that of the first loss first.
    pub sizes: &'a [usize],
    /// Where a number was not finite, and why.
    pub divergence: Option<Divergence>,
}

/// The kinds of behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// There are fewer than four losses.
    TooEarly,
    /// The loss moves by less than a thousandth of its first value, and the error, where it is watched, keeps its
    /// sign.
    StandsStill,
    /// No turn, and slow: more than ten updates until only 1 % of the way is left.
    Creeps,
    /// No turn, and done within ten updates.
    Settles,
    /// At least one turn; then the loss is below 1 % of its first value, or moves no more.
    OvershootsAndSettles,
    /// At least a quarter of the last quarter are turns, the loss is not near zero, and, where it is the loss that
    /// turns, its mean has not fallen by 3 % since the quarter before.
    Oscillates,
    /// At least one turn, but few of late; the loss is lower than at first.
    FallsUnevenly,
    /// The loss is higher than at first.
    Grows,
    /// A number that is not finite.
    Diverges {
        /// The update that gave it.
        update: u64,
    },
}

/// A verdict and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What kind of behaviour it is.
    pub behaviour: Behaviour,
    /// Turns there were.
    pub turns: usize,
    /// The first update (or epoch) from which on less than 1 % of the way is left.
    pub near_at: usize,
    /// The last loss as a part of the first; `None` where there is no such part, the first being 0.
    pub left: Option<f64>,
    /// Whether the error's sign was watched rather than the loss.
    pub signed: bool,
    /// Whether epochs were judged rather than updates.
    pub epochs: bool,
    /// How many losses were judged.
    pub length: usize,
    /// Why it diverged, if it did.
    pub cause: Option<Cause>,
}

/// With fewer losses nothing is said.
pub const FEWEST: usize = 4;
/// Done.
const NEAR: f64 = 0.01;
/// More updates than this until then are slow.
const QUICK: usize = 10;

/// Judges a course.
pub fn judge(course: &Course<'_>) -> Verdict {
    let per_epoch = course.sizes.len().max(1);
    let means = epochs(course.losses, course.sizes);
    let signed = per_epoch == 1 && course.errors.len() == means.len() && !means.is_empty();
    let turning = if signed { sign_changes(course.errors) } else { rises(&means) };
    let (first, last) = (means.first().copied().unwrap_or(0.0), means.last().copied().unwrap_or(0.0));
    let near = |loss: &f64| (loss - last).abs() <= NEAR * (first - last).abs();
    let verdict = Verdict {
        behaviour: Behaviour::TooEarly,
        turns: turning.iter().filter(|turn| **turn).count(),
        near_at: means.iter().rposition(|loss| !near(loss)).map_or(0, |index| index + 1),
        left: Some(last / first).filter(|left| left.is_finite()),
        signed,
        epochs: per_epoch > 1,
        length: means.len(),
        cause: course.divergence.map(|divergence| divergence.cause),
    };
    let behaviour = match course.divergence {
        Some(Divergence { update, .. }) => Behaviour::Diverges { update },
        None if means.len() < FEWEST => Behaviour::TooEarly,
        None => kind(&means, &turning, &verdict),
    };
    Verdict { behaviour, ..verdict }
}

fn kind(losses: &[f64], turning: &[bool], verdict: &Verdict) -> Behaviour {
    let (first, last) = (losses.first().copied().unwrap_or(0.0), losses.last().copied().unwrap_or(0.0));
    let recent = losses.len().div_ceil(4);
    let tail = losses.get(losses.len() - recent..).unwrap_or(&[]);
    let (low, high) = range(tail);
    let (least, most) = range(losses);
    // Where batches come in another order every epoch, a loss that stands still rises and falls a little all the time.
    let turned = verdict.signed && verdict.turns > 0;
    if !turned && most - least <= 1e-3 * first.abs() {
        return Behaviour::StandsStill;
    }
    let is_small = high <= NEAR * first;
    let late = turning.iter().rev().take(recent).filter(|turn| **turn).count();
    // A loss that rises now and then while it falls on the whole does not oscillate.
    let before = losses.len().saturating_sub(2 * recent)..losses.len() - recent;
    let falls = mean(tail) < 0.97 * mean(losses.get(before).unwrap_or(&[]));
    let swings = verdict.signed || (high - low > NEAR * first.abs() && !falls);
    if !is_small && swings && 4 * late >= recent {
        return Behaviour::Oscillates;
    }
    // Nothing moves any more, measured by the way that was made.
    let is_flat = last < first && high - low <= 0.05 * (first - last);
    match (is_small || is_flat, verdict.turns) {
        (true, 0) if verdict.near_at <= QUICK => Behaviour::Settles,
        (_, 0) if last < first => Behaviour::Creeps,
        (true, _) => Behaviour::OvershootsAndSettles,
        (false, _) if last > first => Behaviour::Grows,
        (false, _) => Behaviour::FallsUnevenly,
    }
}

/// Whether the sign changed from each number to the next, but for those that are nothing but rounding.
fn sign_changes(errors: &[f64]) -> Vec<bool> {
    let noise = 1e-12 * errors.iter().fold(0.0_f64, |most, error| most.max(error.abs()));
    let turn = |pair: &[f64]| match *pair {
        [a, b] => a.abs().min(b.abs()) > noise && (a < 0.0) != (b < 0.0),
        _ => false,
    };
    errors.windows(2).map(turn).collect()
}

/// Whether the loss rose from each to the next.
fn rises(losses: &[f64]) -> Vec<bool> {
    let noise = 1e-9 * losses.first().copied().unwrap_or(0.0).abs();
    losses.windows(2).map(|pair| matches!(*pair, [a, b] if b > a + noise)).collect()
}

fn range(losses: &[f64]) -> (f64, f64) {
    losses
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), loss| (low.min(*loss), high.max(*loss)))
}

/// The mean loss of the samples of every complete epoch.
pub(super) fn epochs(losses: &[f64], sizes: &[usize]) -> Vec<f64> {
    if sizes.len() < 2 {
        return losses.to_vec();
    }
    let samples = sizes.iter().sum::<usize>().max(1) as f64;
    let mean = |epoch: &[f64]| {
        epoch.iter().zip(sizes).map(|(loss, size)| loss * *size as f64).sum::<f64>() / samples
    };
    losses.chunks_exact(sizes.len()).map(mean).collect()
}

fn mean(losses: &[f64]) -> f64 {
    losses.iter().sum::<f64>() / losses.len().max(1) as f64
}

impl Verdict {
    /// A few words: `overshoots and settles`.
    pub fn words(&self) -> String {
        match self.behaviour {
            Behaviour::TooEarly => "too early to tell".to_owned(),
            Behaviour::StandsStill => "stands still".to_owned(),
            Behaviour::Creeps => "creeps".to_owned(),
            Behaviour::Settles => "settles without overshooting".to_owned(),
            Behaviour::OvershootsAndSettles if self.epochs => "settles, but not steadily".to_owned(),
            Behaviour::OvershootsAndSettles => "overshoots and settles".to_owned(),
            Behaviour::Oscillates => "oscillates".to_owned(),
            Behaviour::FallsUnevenly => "falls, but not steadily".to_owned(),
            Behaviour::Grows => "grows".to_owned(),
            Behaviour::Diverges { update } => format!("diverges at update {update}"),
        }
    }

    /// What it rests on, in a sentence.
    pub fn reason(&self) -> String {
        let unit = if self.epochs { "epoch" } else { "update" };
        let of = |count: usize| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
        let length = of(self.length.saturating_sub(1));
        let subject = if self.signed { "The error changed its sign" } else { "The loss rose" };
        let turns = match self.turns {
            0 => format!(
                "{} in {length}",
                if self.signed { "The error kept its sign" } else { "The loss never rose" }
            ),
            1 => format!("{subject} once in {length}"),
            2 => format!("{subject} twice in {length}"),
            turns => format!("{subject} {turns} times in {length}"),
        };
        let near = format!("less than 1\u{202f}% of the way was left from {unit} {} on", self.near_at);
        let left = self.left.map(part).map(|left| format!("; the loss is {left}")).unwrap_or_default();
        match self.behaviour {
            Behaviour::TooEarly => format!("It takes {} to tell.", of(FEWEST - 1)),
            Behaviour::StandsStill => {
                format!("In {length} the loss moved by less than a thousandth of its first value.")
            }
            Behaviour::Creeps if self.left.is_some_and(|left| left > NEAR) => format!("{turns}{left}."),
            Behaviour::Creeps | Behaviour::Settles => format!("{turns}; {near}."),
            Behaviour::OvershootsAndSettles => format!("{turns}; {near}."),
            Behaviour::Oscillates => format!("{turns}, and still does{left}."),
            Behaviour::FallsUnevenly | Behaviour::Grows => format!("{turns}{left}."),
            Behaviour::Diverges { .. } => {
                let why = self.cause.map(words::cause).unwrap_or_default();
                format!("A number is no longer finite. {why}").trim_end().to_owned()
            }
        }
    }
}

/// The last loss beside the first: `12 % of its first value`.
fn part(left: f64) -> String {
    match left {
        ..0.1 => format!("{:.1}\u{202f}% of its first value", left * 100.0),
        ..10.0 => format!("{:.0}\u{202f}% of its first value", left * 100.0),
        ..1e6 => format!("{left:.0} times its first value"),
        _ => "more than a million times its first value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::Subject;

    fn by_errors(errors: &[f64]) -> Behaviour {
        let losses: Vec<f64> = errors.iter().map(|error| 0.5 * error * error).collect();
        judge(&Course { losses: &losses, errors, sizes: &[], divergence: None }).behaviour
    }

    fn by_losses(losses: &[f64], sizes: &[usize]) -> Behaviour {
        judge(&Course { losses, errors: &[], sizes, divergence: None }).behaviour
    }

    fn geometric(first: f64, factor: f64, length: usize) -> Vec<f64> {
        std::iter::successors(Some(first), |value| Some(value * factor)).take(length).collect()
    }

    #[test]
    fn the_error_of_one_output_tells_by_its_sign() {
        assert_eq!(by_errors(&geometric(-2.0, 0.9, 12)), Behaviour::Creeps);
        assert_eq!(by_errors(&geometric(-2.0, 0.9, 200)), Behaviour::Creeps);
        assert_eq!(by_errors(&geometric(-2.0, 0.4, 30)), Behaviour::Settles);
        assert_eq!(by_errors(&geometric(-2.0, -0.4, 30)), Behaviour::OvershootsAndSettles);
        assert_eq!(by_errors(&geometric(-2.0, -1.0, 30)), Behaviour::Oscillates);
        assert_eq!(by_errors(&geometric(-2.0, -0.99, 30)), Behaviour::Oscillates);
        assert_eq!(by_errors(&geometric(-2.0, 1.1, 30)), Behaviour::Grows);
        assert_eq!(by_errors(&geometric(-2.0, 0.9, 3)), Behaviour::TooEarly);
        assert_eq!(by_errors(&[]), Behaviour::TooEarly);
        assert_eq!(by_errors(&[0.0; 9]), Behaviour::StandsStill);
        // Rounding at the end turns nothing.
        let mut settled = geometric(-2.0, 0.9, 400);
        settled.extend([1e-16, -1e-16, 1e-16, -1e-16]);
        assert_eq!(by_errors(&settled), Behaviour::Creeps);
    }

    #[test]
    fn the_losses_of_several_samples_tell_by_their_rises() {
        assert_eq!(by_losses(&geometric(2.0, 0.95, 40), &[]), Behaviour::Creeps);
        assert_eq!(by_losses(&geometric(2.0, 0.5, 40), &[]), Behaviour::Settles);
        assert_eq!(by_losses(&[2.0; 40], &[]), Behaviour::StandsStill);
        let zigzag: Vec<f64> = (0..40).map(|k| if k % 2 == 0 { 2.0 } else { 1.0 }).collect();
        assert_eq!(by_losses(&zigzag, &[]), Behaviour::Oscillates);
        // The same two batches over and over.
        assert_eq!(by_losses(&zigzag, &[5, 5]), Behaviour::StandsStill);
        // A short batch counts as much as it has samples.
        let short = [1.0, 1.0, 4.0, 0.8, 1.4, 3.6, 0.9, 1.2, 3.8, 1.0, 1.0, 4.0];
        assert_eq!(by_losses(&short, &[2, 2, 1]), Behaviour::StandsStill);
        // Shuffled batches of a run that does not move.
        let jitter: Vec<f64> = (0..40).map(|k| 2.0 + 1e-4 * f64::from(k % 3)).collect();
        assert_eq!(by_losses(&jitter, &[]), Behaviour::StandsStill);
        // Down to a plateau that is far from zero.
        let plateau: Vec<f64> = geometric(1.0, 0.5, 60).into_iter().map(|part| 1.0 + part).collect();
        assert_eq!(by_losses(&plateau, &[]), Behaviour::Settles);
        let bump: Vec<f64> = [1.0, 0.5, 0.6].into_iter().chain(geometric(0.3, 0.5, 30)).collect();
        assert_eq!(by_losses(&bump, &[]), Behaviour::OvershootsAndSettles);
        // Down on the whole, up every other time.
        let uneven: Vec<f64> =
            (0..60).map(|k| if k % 2 == 0 { 0.0 } else { 0.2 } + 3.0 - 0.045 * f64::from(k)).collect();
        assert_eq!(by_losses(&uneven, &[]), Behaviour::FallsUnevenly);
        let divergence = Divergence { update: 33, subject: Subject::loss(None), cause: Cause::Overshoots };
        let diverged = Course { losses: &bump, divergence: Some(divergence), ..Course::default() };
        assert_eq!(judge(&diverged).words(), "diverges at update 33");
    }

    #[test]
    fn a_reason_counts() {
        let errors = geometric(-2.0, -0.4, 30);
        let losses: Vec<f64> = errors.iter().map(|error| 0.5 * error * error).collect();
        let verdict = judge(&Course { losses: &losses, errors: &errors, sizes: &[], divergence: None });
        assert_eq!(
            verdict.reason(),
            "The error changed its sign 29 times in 29 updates; less than 1\u{202f}% of the way was left from update 3 on."
        );
    }

    #[test]
    fn a_reason_gives_no_part_of_a_first_loss_of_nothing() {
        let losses: Vec<f64> = (0..30).map(f64::from).collect();
        let reason =
            |losses: &[f64]| judge(&Course { losses, errors: &[], sizes: &[], divergence: None }).reason();
        assert_eq!(reason(&losses), "The loss rose 29 times in 29 updates, and still does.");
        let grown: Vec<f64> = losses.iter().map(|loss| 1e-200 + loss).collect();
        let expected = "The loss rose 29 times in 29 updates, and still does; the loss is more than a million times its first value.";
        assert_eq!(reason(&grown), expected);
    }
}
