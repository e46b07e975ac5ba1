//! Indicators over the years, each series on one basis: a cumulative value is never set against a yearly target.

use std::collections::BTreeMap;

use enishi_kit::decimal::Decimal;
use enishi_kit::fiscal::FiscalYear;

/// Of what a value speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Everything since counting began.
    Cumulative,
    /// One fiscal year.
    Annual,
}

impl Basis {
    /// The basis of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "cumulative" => Some(Self::Cumulative),
            "annual" => Some(Self::Annual),
            _ => None,
        }
    }

    /// The code, as in records and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cumulative => "cumulative",
            Self::Annual => "annual",
        }
    }
}

/// A recorded value with its target, both on the basis that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The basis of value and target.
    pub basis: Basis,
    /// The value.
    pub value: Option<Decimal>,
    /// The target.
    pub target: Option<Decimal>,
}

/// A year of a series: value and target on the basis of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The value.
    pub value: Option<Decimal>,
    /// The target.
    pub target: Option<Decimal>,
    /// Whether it was worked out from values of the other basis.
    pub is_derived: bool,
}

impl Step {
    /// Value by target in thousandths, rounded half away from zero; none without a value or a target above zero.
    #[must_use]
    pub fn achievement_thousandths(&self) -> Option<i128> {
        let (value, target) = (self.value?.millionths(), self.target?.millionths());
        (target > 0).then(|| {
            let doubled = value * 2_000;
            let rounded = (doubled.abs() + target) / (2 * target);
            rounded * doubled.signum()
        })
    }
}

/// The series of an indicator on one basis, oldest first.
///
/// Values recorded on that basis stand as they are. The others are worked out: a year's increment is its cumulative
/// value less that of the year before, for values and for targets alike; a cumulative value is the sum of yearly ones
/// from the first recorded year on. Where a year is missing in between, nothing is worked out across the gap.
#[must_use]
pub fn series(recorded: &[Recorded], basis: Basis) -> Vec<Step> {
    let mut steps: BTreeMap<FiscalYear, Step> = match basis {
        Basis::Annual => increments(recorded),
        Basis::Cumulative => running_sums(recorded),
    };
    for one in recorded.iter().filter(|one| one.basis == basis) {
        let step = Step { year: one.year, value: one.value, target: one.target, is_derived: false };
        steps.insert(one.year, step);
    }
    steps.into_values().collect()
}

fn of_basis(recorded: &[Recorded], basis: Basis) -> BTreeMap<FiscalYear, &Recorded> {
    recorded.iter().filter(|one| one.basis == basis).map(|one| (one.year, one)).collect()
}

fn increments(recorded: &[Recorded]) -> BTreeMap<FiscalYear, Step> {
    let cumulative = of_basis(recorded, Basis::Cumulative);
    let difference = |now: Option<Decimal>, before: Option<Decimal>| {
        Decimal::from_millionths(now?.millionths() - before?.millionths())
    };
    cumulative
        .iter()
        .filter_map(|(year, now)| {
            let before = cumulative.get(&FiscalYear(year.0 - 1))?;
            let value = difference(now.value, before.value);
            let target = difference(now.target, before.target);
            let step = Step { year: *year, value, target, is_derived: true };
            (value.is_some() || target.is_some()).then_some((*year, step))
        })
        .collect()
}

fn running_sums(recorded: &[Recorded]) -> BTreeMap<FiscalYear, Step> {
    let sum = |held: Option<Decimal>, more: Option<Decimal>| {
        Decimal::from_millionths(held?.millionths() + more?.millionths())
    };
    let mut steps: BTreeMap<FiscalYear, Step> = BTreeMap::new();
    let mut last: Option<Step> = None;
    for (year, one) in of_basis(recorded, Basis::Annual) {
        let step = match last {
            None => Step { year, value: one.value, target: one.target, is_derived: true },
            Some(held) if held.year.0 + 1 == year.0 => Step {
                year,
                value: sum(held.value, one.value),
                target: sum(held.target, one.target),
                is_derived: true,
            },
            Some(_) => break,
        };
        steps.insert(year, step);
        last = Some(step);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(year: i32, basis: Basis, value: i128, target: i128) -> Recorded {
        let whole = |number: i128| Decimal::from_millionths(number * 1_000_000);
        Recorded { year: FiscalYear(year), basis, value: whole(value), target: whole(target) }
    }

    /// Commercialisations of the City Area Program, development type: cumulative actual (target).
    fn commercialised() -> [Recorded; 3] {
        [
            recorded(2005, Basis::Cumulative, 71, 36),
            recorded(2006, Basis::Cumulative, 159, 109),
            recorded(2007, Basis::Cumulative, 304, 251),
        ]
    }

    fn achievements(recorded: &[Recorded], basis: Basis) -> Vec<(i32, Option<i128>)> {
        series(recorded, basis).iter().map(|step| (step.year.0, step.achievement_thousandths())).collect()
    }

    #[test]
    fn the_triple_of_the_ministry_is_never_mixed() {
        let cumulative = achievements(&commercialised(), Basis::Cumulative);
        assert_eq!(cumulative, [(2005, Some(1_972)), (2006, Some(1_459)), (2007, Some(1_211))]);
        let annual = achievements(&commercialised(), Basis::Annual);
        assert_eq!(annual, [(2006, Some(1_205)), (2007, Some(1_021))]);
    }

    #[test]
    fn nothing_is_worked_out_across_a_gap() {
        let [first, _, third] = commercialised();
        assert_eq!(series(&[first, third], Basis::Annual), []);
        let yearly = [recorded(2005, Basis::Annual, 1, 1), recorded(2007, Basis::Annual, 5, 5)];
        assert_eq!(series(&yearly, Basis::Cumulative).len(), 1);
    }

    #[test]
    fn what_is_recorded_stands_before_what_is_worked_out() {
        let [first, second, _] = commercialised();
        let steps = series(&[first, second, recorded(2006, Basis::Annual, 90, 73)], Basis::Annual);
        assert_eq!(steps.len(), 1);
        assert_eq!(
            steps.first().map(|step| (step.value, step.is_derived)),
            Some((Decimal::from_millionths(90_000_000), false))
        );
    }

    #[test]
    fn yearly_values_add_up_from_the_first_year() {
        let yearly = [recorded(2005, Basis::Annual, 71, 36), recorded(2006, Basis::Annual, 88, 73)];
        assert_eq!(achievements(&yearly, Basis::Cumulative), [(2005, Some(1_972)), (2006, Some(1_459))]);
    }

    #[test]
    fn a_target_of_nothing_is_no_measure() {
        assert_eq!(achievements(&[recorded(2005, Basis::Annual, 3, 0)], Basis::Annual), [(2005, None)]);
    }
}
