//! Tables pasted or opened from files.
