//! Fewer corners for the same shape: Visvalingam and Whyatt, "Line generalisation by repeated elimination of points"
//! (The Cartographic Journal 30, 1993).

/// A point of the drawing.
pub type Point = [f64; 2];

/// For each point how large a tolerance takes it away: the area of its triangle with the neighbours it then has, and
/// never less than that of a point taken before it. The ends outlast every tolerance, because other arcs meet there.
///
/// Cost: quadratic in the points of one arc, of which the longest has some thousand.
pub fn ranks(points: &[Point]) -> Vec<f64> {
    let mut ranks = vec![f64::INFINITY; points.len()];
    let mut kept: Vec<(usize, Point)> = points.iter().copied().enumerate().collect();
    let mut areas: Vec<f64> = kept.windows(3).map(triangle).collect();
    while let Some((place, area)) =
        areas.iter().copied().enumerate().min_by(|one, two| one.1.total_cmp(&two.1))
    {
        // The areas belong to the inner points: the first one to the second point.
        let (number, _) = kept.remove(place + 1);
        areas.remove(place);
        if let Some(rank) = ranks.get_mut(number) {
            *rank = area;
        }
        for near in [place.checked_sub(1), Some(place)].into_iter().flatten() {
            if let (Some(window), Some(known)) = (kept.get(near..near + 3), areas.get_mut(near)) {
                *known = triangle(window).max(area);
            }
        }
    }
    ranks
}

fn triangle(corners: &[(usize, Point)]) -> f64 {
    let points: Vec<Point> = corners.iter().map(|(_, point)| *point).collect();
    area(&points).abs()
}

/// The area inside a ring, positive against the clock where `y` grows upwards.
pub fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(next).map(|(one, two)| one[0].mul_add(two[1], -(two[0] * one[1]))).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_corners_go_and_ends_stay() {
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, 0.0], [3.0, 5.0], [4.0, 0.0]];
        let ranks = ranks(&line);
        let kept = |tolerance: f64| ranks.iter().map(|rank| *rank >= tolerance).collect::<Vec<_>>();
        assert_eq!(kept(0.5), [true, false, true, true, true]);
        assert_eq!(kept(100.0), [true, false, false, false, true]);
        assert_eq!(kept(0.0), [true; 5]);
    }

    #[test]
    fn an_area_has_a_sign() {
        assert!((area(&[[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]) - 4.0).abs() < 1e-9);
    }
}
