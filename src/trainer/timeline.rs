//! Every position of a run as one running index, for a slider over the whole history.

use super::{Trainer, plan};
use crate::error::{Error, Result};
use crate::step::Step;

/// The positions reached so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    /// The current position's place among them.
    pub index: u64,
    /// How many there are: up to the last operation of the furthest update reached.
    pub length: u64,
    /// The furthest update reached.
    pub reached: u64,
}

/// How many positions the updates of an epoch have: all but its last batch are alike.
struct Rhythm {
    full: u64,
    last: u64,
    per_epoch: u64,
}

impl Rhythm {
    /// Positions before `update`, counted from update 0.
    fn before(&self, update: u64) -> u128 {
        let (epochs, rest) = (u128::from(update / self.per_epoch), u128::from(update % self.per_epoch));
        epochs * self.epoch() + rest * u128::from(self.full)
    }

    fn epoch(&self) -> u128 {
        u128::from(self.per_epoch - 1) * u128::from(self.full) + u128::from(self.last)
    }

    /// The inverse: (update, operation) of a position counted from update 0.
    fn at(&self, position: u128) -> (u64, u64) {
        let (epochs, rest) = (position / self.epoch(), position % self.epoch());
        let within = (rest / u128::from(self.full)).min(u128::from(self.per_epoch - 1));
        let operation = rest - within * u128::from(self.full);
        ((epochs * u128::from(self.per_epoch) + within) as u64, operation as u64)
    }
}

impl Trainer {
    /// The positions reached so far, and where the current one stands among them.
    pub fn timeline(&self) -> Timeline {
        let rhythm = self.rhythm();
        let start = rhythm.before(self.run.base());
        Timeline {
            index: (rhythm.before(self.run.at()) - start) as u64 + self.operation,
            length: (rhythm.before(self.run.reached() + 1) - start) as u64,
            reached: self.run.reached(),
        }
    }

    /// The running index of a position.
    ///
    /// # Errors
    /// As [`Trainer::seek`].
    pub fn timeline_index(&self, update: u64, operation: u64) -> Result<u64> {
        self.check_position("update", update, operation)?;
        let rhythm = self.rhythm();
        Ok((rhythm.before(update) - rhythm.before(self.run.base())) as u64 + operation)
    }

    /// Goes to the position with this running index.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where no such position was reached.
    pub fn seek_timeline(&mut self, index: u64) -> Result<Step> {
        let length = self.timeline().length;
        if index >= length {
            return Err(Error::range("index", format!("expected 0 to {}, got {index}", length - 1)));
        }
        let rhythm = self.rhythm();
        let (update, operation) = rhythm.at(rhythm.before(self.run.base()) + u128::from(index));
        self.seek(update, operation)
    }

    fn rhythm(&self) -> Rhythm {
        let per_epoch = self.updates_per_epoch();
        let positions = |update: u64| plan(&self.run, update).operations() + 1;
        Rhythm { full: positions(0), last: positions(per_epoch - 1), per_epoch }
    }
}
