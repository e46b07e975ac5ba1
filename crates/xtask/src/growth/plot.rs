//! The drawing: a panel for each unit, both axes logarithmic, a line for each figure with its name at its end.

use std::fmt::Write as _;

use super::Line;

/// Width of the drawing, and of the part in which lines run: names stand to its right.
const WIDTH: f64 = 760.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 500.0;
/// Height of a panel with its title and axis.
const PANEL: f64 = 260.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 222.0;
/// Least distance of two names.
const NAME: f64 = 14.0;
/// Colours that people with colour blindness tell apart (Okabe and Ito, 2008).
const COLOURS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000"];

/// Draws all lines.
pub fn draw(lines: &[Line]) -> String {
    let mut units: Vec<&str> = lines.iter().map(|line| &*line.unit).collect();
    units.sort_unstable();
    units.dedup();
    let mut svg = String::new();
    let mut height = 0.0;
    for unit in units {
        let of_unit: Vec<&Line> = lines.iter().filter(|line| line.unit == unit).collect();
        panel(&mut svg, height, unit, &of_unit);
        height += PANEL;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{svg}</svg>\n"
    )
}

fn panel(svg: &mut String, top: f64, unit: &str, lines: &[&Line]) {
    let points = || lines.iter().flat_map(|line| line.points.iter());
    let sizes = decades(points().map(|(size, _)| records(*size)));
    let values = decades(points().map(|(_, value)| *value));
    let x = |size: f64| place(size, sizes, LEFT, RIGHT);
    let y = |value: f64| top + place(value, values, BOTTOM, TOP);
    let mut add = |text: String| svg.push_str(&(text + "\n"));
    add(format!("<text x=\"{LEFT}\" y=\"{:.0}\" font-weight=\"bold\">{unit}</text>", top + TOP - 12.0));
    for decade in values.0..=values.1 {
        let at = y(10_f64.powi(decade));
        add(format!("<path d=\"M{LEFT} {at:.1}H{RIGHT}\" stroke=\"#d0d0d0\"/>"));
        let label = label(decade);
        add(format!(
            "<text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
            LEFT - 6.0,
            at + 4.0
        ));
    }
    for decade in sizes.0..=sizes.1 {
        let at = x(10_f64.powi(decade));
        add(format!("<path d=\"M{at:.1} {:.1}V{:.1}\" stroke=\"#d0d0d0\"/>", top + TOP, top + BOTTOM));
        let under = top + BOTTOM + 16.0;
        let label = label(decade);
        add(format!("<text x=\"{at:.1}\" y=\"{under:.1}\" text-anchor=\"middle\">{label}</text>"));
    }
    let mut names: Vec<(f64, &str, &str)> = Vec::new();
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let mut path = String::new();
        for (step, (size, value)) in line.points.iter().enumerate() {
            let letter = if step == 0 { 'M' } else { 'L' };
            let (x, y) = (x(records(*size)), y(*value));
            // Writing to a text cannot fail.
            let _written = write!(path, "{letter}{x:.1} {y:.1}");
            add(format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\" fill=\"{colour}\"/>"));
        }
        add(format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>"));
        if let Some((_, value)) = line.points.last() {
            names.push((y(*value) + 4.0, &line.name, colour));
        }
    }
    names.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = f64::MIN;
    for (wanted, name, colour) in names {
        let at = wanted.max(free);
        free = at + NAME;
        add(format!("<text x=\"{:.0}\" y=\"{at:.1}\" fill=\"{colour}\">{name}</text>", RIGHT + 8.0));
    }
}

/// The powers of ten between which all values lie.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a decade of a measured figure is small"
)]
fn decades(values: impl Iterator<Item = f64>) -> (i32, i32) {
    // A figure of nothing has no place on a logarithmic axis: it lies on its lower edge.
    let (least, most) = values
        .filter(|value| *value > 0.0)
        .fold((f64::MAX, f64::MIN_POSITIVE), |(least, most), value| (least.min(value), most.max(value)));
    let (low, high) = (least.min(most).log10().floor() as i32, most.log10().ceil() as i32);
    (low, high.max(low + 1))
}

fn place(value: f64, (low, high): (i32, i32), from: f64, to: f64) -> f64 {
    let (low, high) = (f64::from(low), f64::from(high));
    let share = ((value.max(f64::MIN_POSITIVE).log10() - low) / (high - low)).clamp(0.0, 1.0);
    share.mul_add(to - from, from)
}

fn label(decade: i32) -> String {
    let value = 10_f64.powi(decade);
    if decade < 0 { format!("{value}") } else { format!("{value:.0}") }
}

fn records(size: usize) -> f64 {
    u32::try_from(size).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_grows_tenfold_rises_by_a_decade() {
        let line = Line {
            name: "import".to_owned(),
            unit: "s".to_owned(),
            points: vec![(1_000, 0.5), (10_000, 5.0)],
        };
        let svg = draw(&[line]);
        assert!(svg.contains("M56.0 ") && svg.contains("L500.0 "), "{svg}");
        let (one, ten) = (place(0.5, (-1, 1), 222.0, 34.0), place(5.0, (-1, 1), 222.0, 34.0));
        assert!((one - ten - 94.0).abs() < 0.01, "{one} {ten}");
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(
            svg.contains(">import</text>") && svg.contains(">1000</text>") && svg.contains(">0.1</text>")
        );
    }

    #[test]
    fn names_do_not_lie_on_each_other() {
        let points = || vec![(1_000, 1.0), (10_000, 1.0)];
        let line = |name: &str| Line { name: name.to_owned(), unit: "ms".to_owned(), points: points() };
        let svg = draw(&[line("commit"), line("list page")]);
        let y = |name: &str| -> f64 {
            let before = svg.split(name).next().unwrap();
            before.rsplit("y=\"").next().unwrap().split('"').next().unwrap().parse().unwrap()
        };
        assert!(y(">list page<") - y(">commit<") >= NAME);
    }
}
