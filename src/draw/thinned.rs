//! Fewer points where a curve has more than a picture can show.

/// The finite values with their indices, at most four for each of `columns`: where the curve enters and leaves it,
/// its least and its greatest.
pub(super) fn thinned(values: &[f64], columns: usize) -> Vec<(f64, f64)> {
    let each = values.len().div_ceil(columns.max(1)).max(1);
    let mut points = Vec::new();
    for (chunk, part) in values.chunks(each).enumerate() {
        let finite = || part.iter().copied().enumerate().filter(|(_, value)| value.is_finite());
        let ends = [finite().next(), finite().next_back()];
        let extremes =
            [finite().min_by(|a, b| a.1.total_cmp(&b.1)), finite().max_by(|a, b| a.1.total_cmp(&b.1))];
        let mut chosen: Vec<(usize, f64)> = ends.into_iter().chain(extremes).flatten().collect();
        chosen.sort_by_key(|(index, _)| *index);
        chosen.dedup_by_key(|(index, _)| *index);
        points.extend(chosen.into_iter().map(|(index, value)| ((chunk * each + index) as f64, value)));
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
