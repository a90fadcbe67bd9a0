//! Fewer points where a curve has more than a picture can show.

/// The finite values with their indices, at most four for each of `columns`: where the curve enters and leaves it,
/// its least and its greatest.
pub(super) fn thinned(values: &[f64], columns: usize) -> Vec<(f64, f64)> {
    let point = |index: usize, value: &f64| (index as f64, *value);
    in_chunks(values, values.len().div_ceil(columns.max(1)), point)
}

/// The finite ones of the points that `point` makes of items and their indices, at most four of every `each` items.
/// Nothing is collected that is not kept: there may be millions.
pub(super) fn in_chunks<T>(
    items: &[T],
    each: usize,
    point: impl Fn(usize, &T) -> (f64, f64),
) -> Vec<(f64, f64)> {
    let each = each.max(1);
    let mut points = Vec::new();
    for (chunk, part) in items.chunks(each).enumerate() {
        let indexed = || part.iter().enumerate().map(|(index, item)| point(chunk * each + index, item));
        let finite = || indexed().filter(|(_, value)| value.is_finite());
        let ends = [finite().next(), finite().next_back()];
        let extremes =
            [finite().min_by(|a, b| a.1.total_cmp(&b.1)), finite().max_by(|a, b| a.1.total_cmp(&b.1))];
        let mut chosen: Vec<(f64, f64)> = ends.into_iter().chain(extremes).flatten().collect();
        chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        chosen.dedup_by(|a, b| a.0 == b.0);
        points.extend(chosen);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_stay() {
        let mut values = vec![1.0; 10_000];
        values[4321] = 9.0;
        values[4322] = f64::NAN;
        let points = thinned(&values, 100);
        assert!(points.len() <= 400 && points.contains(&(4321.0, 9.0)) && points.contains(&(9999.0, 1.0)));
        assert_eq!(thinned(&[3.0, 2.0], 100), [(0.0, 3.0), (1.0, 2.0)]);
        assert!(thinned(&[], 100).is_empty());
    }
}
