//! The scheme guide: which support schemes could carry a result, a need, a seed or a project on, criterion by
//! criterion. A scheme that does not fit is shown with the criterion that fails, never hidden.

use jiff::civil::Date;

/// What is to be carried on. An empty criterion is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Stages of the chain that come next.
    pub stages: Vec<String>,
    /// Readiness level, 1 to 9.
    pub readiness: Option<u8>,
    /// Who would receive the support.
    pub recipients: Vec<String>,
    /// Key fields.
    pub fields: Vec<String>,
    /// Prefectures of the work.
    pub prefectures: Vec<String>,
    /// Ministries from whose programmes it came.
    pub came_from: Vec<String>,
}

/// What a scheme supports. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Stages of the chain.
    pub stages: Vec<String>,
    /// Least readiness level.
    pub readiness_from: Option<u8>,
    /// Greatest readiness level.
    pub readiness_to: Option<u8>,
    /// Who may receive it.
    pub recipients: Vec<String>,
    /// Key fields.
    pub fields: Vec<String>,
    /// Prefectures in which it is open.
    pub prefectures: Vec<String>,
    /// Ministries for whose results it is reserved.
    pub reserved_for: Vec<String>,
    /// First day on which it exists; open where the source names none.
    pub since: Option<Date>,
    /// Last day on which it exists.
    pub until: Option<Date>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Stage of the chain.
    Stage,
    /// Readiness level.
    Readiness,
    /// Recipient.
    Recipient,
    /// Key field.
    Field,
    /// Prefecture.
    Place,
    /// Frame reserved for other ministries' results.
    Frame,
    /// Whether the scheme exists on the day.
    Term,
}

impl Criterion {
    /// The word in catalogues.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Readiness => "readiness",
            Self::Recipient => "recipient",
            Self::Field => "field",
            Self::Place => "place",
            Self::Frame => "frame",
            Self::Term => "term",
        }
    }
}

/// What comparing gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both name the same.
    Fits,
    /// The scheme asks for nothing here.
    Any,
    /// The scheme asks, and nothing is known: to be checked by a person.
    Unknown,
    /// They name different things.
    Fails,
}

impl Verdict {
    /// The word in catalogues and class names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Any => "any",
            Self::Unknown => "unknown",
            Self::Fails => "fails",
        }
    }
}

/// Recipients that are companies of a certain kind.
const KINDS_OF_COMPANY: [&str; 2] = ["small-company", "start-up"];

/// Compares, criterion by criterion, in the order in which a person asks, on a day.
#[must_use]
pub fn judge(wanted: &Wanted, offered: &Offered, day: Date) -> Vec<(Criterion, Verdict)> {
    vec![
        (Criterion::Stage, meet(&wanted.stages, &offered.stages)),
        (Criterion::Readiness, readiness(wanted.readiness, offered.readiness_from, offered.readiness_to)),
        (Criterion::Recipient, recipient(&wanted.recipients, &offered.recipients)),
        (Criterion::Field, meet(&wanted.fields, &offered.fields)),
        (Criterion::Place, meet(&wanted.prefectures, &offered.prefectures)),
        (Criterion::Frame, meet(&wanted.came_from, &offered.reserved_for)),
        (Criterion::Term, term(offered, day)),
    ]
}

fn meet(wanted: &[String], offered: &[String]) -> Verdict {
    if offered.is_empty() {
        Verdict::Any
    } else if wanted.is_empty() {
        Verdict::Unknown
    } else if wanted.iter().any(|one| offered.contains(one)) {
        Verdict::Fits
    } else {
        Verdict::Fails
    }
}

/// Small companies and start-ups are companies. A company may be a small one, and anybody may join a consortium: a
/// person checks that.
fn recipient(wanted: &[String], offered: &[String]) -> Verdict {
    let has = |codes: &[String], code: &str| codes.iter().any(|one| one == code);
    match meet(wanted, offered) {
        Verdict::Fails
            if has(offered, "company")
                && wanted.iter().any(|one| KINDS_OF_COMPANY.contains(&one.as_str())) =>
        {
            Verdict::Fits
        }
        Verdict::Fails
            if has(offered, "consortium")
                || has(wanted, "company")
                    && offered.iter().any(|one| KINDS_OF_COMPANY.contains(&one.as_str())) =>
        {
            Verdict::Unknown
        }
        verdict => verdict,
    }
}

fn term(offered: &Offered, day: Date) -> Verdict {
    match (offered.since, offered.until) {
        (None, None) => Verdict::Unknown,
        (since, until) if since.is_some_and(|first| day < first) || until.is_some_and(|last| last < day) => {
            Verdict::Fails
        }
        _ => Verdict::Fits,
    }
}

fn readiness(wanted: Option<u8>, from: Option<u8>, to: Option<u8>) -> Verdict {
    match (wanted, from, to) {
        (_, None, None) => Verdict::Any,
        (None, ..) => Verdict::Unknown,
        (Some(level), from, to) => {
            let is_within = from.is_none_or(|from| from <= level) && to.is_none_or(|to| level <= to);
            if is_within { Verdict::Fits } else { Verdict::Fails }
        }
    }
}

/// The stage of the chain that a readiness level is read as, where nothing else says the stage: up to TRL 3 the
/// creation of seeds, up to 6 application, above it commercialisation.
///
/// Source: our reading of the levels of ISO 16290 against the three steps of the pages of the Knowledge Cluster
/// Initiative; an inference, and shown as one.
#[must_use]
pub const fn stage_of_readiness(level: u8) -> &'static str {
    match level {
        0..=3 => "seeds",
        4..=6 => "application",
        _ => "commercialisation",
    }
}

/// Whether a call takes proposals on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallState {
    /// It does, for so many days more; 0 on the last day, none where no last day is recorded.
    Open(Option<i32>),
    /// It will, in so many days; none where it is announced without a day.
    Upcoming(Option<i32>),
    /// No more, or it was withdrawn, or its days are not recorded.
    Closed,
}

/// The state of a call on a day. Days decide; `state` speaks only where they do not: withdrawn and announced.
#[must_use]
pub fn call_state(opens: Option<Date>, closes: Option<Date>, state: Option<&str>, today: Date) -> CallState {
    let days_to = |day: Date| (day - today).get_days();
    if state == Some("withdrawn") || closes.is_some_and(|last| last < today) {
        return CallState::Closed;
    }
    match opens {
        Some(first) if first > today => CallState::Upcoming(Some(days_to(first))),
        Some(_) => CallState::Open(closes.map(days_to)),
        None if state == Some("open") => CallState::Open(closes.map(days_to)),
        None if state == Some("announced") => CallState::Upcoming(None),
        None => CallState::Closed,
    }
}

/// The place of a scheme in the guide: those that fit before those that fail, open calls first and of them the one
/// that closes first, then upcoming ones, then none; then fewer things to be checked.
#[must_use]
pub fn rank(judged: &[(Criterion, Verdict)], calls: &[CallState]) -> (usize, u8, i32, usize) {
    let count = |verdict| judged.iter().filter(|(_, one)| *one == verdict).count();
    let best = calls.iter().copied().map(call_rank).min().unwrap_or((2, i32::MAX));
    (count(Verdict::Fails), best.0, best.1, count(Verdict::Unknown))
}

/// The place of a call among others: open ones first, then upcoming ones, each by its days.
#[must_use]
pub const fn call_rank(call: CallState) -> (u8, i32) {
    match call {
        CallState::Open(Some(days)) => (0, days),
        CallState::Open(None) => (0, i32::MAX),
        CallState::Upcoming(Some(days)) => (1, days),
        CallState::Upcoming(None) => (1, i32::MAX),
        CallState::Closed => (2, i32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    fn failing(wanted: &Wanted, offered: &Offered) -> Vec<Criterion> {
        judge(wanted, offered, date(2026, 11, 20))
            .into_iter()
            .filter(|(_, verdict)| *verdict == Verdict::Fails)
            .map(|(one, _)| one)
            .collect()
    }

    fn consortium() -> Offered {
        Offered {
            stages: codes(&["application"]),
            readiness_from: Some(4),
            readiness_to: Some(6),
            recipients: codes(&["foundation", "company"]),
            prefectures: codes(&["37"]),
            reserved_for: codes(&["mext"]),
            ..Offered::default()
        }
    }

    #[test]
    fn each_criterion_can_fail_alone() {
        let fitting = Wanted {
            stages: codes(&["application"]),
            readiness: Some(5),
            recipients: codes(&["company"]),
            fields: codes(&["life"]),
            prefectures: codes(&["37"]),
            came_from: codes(&["mext"]),
        };
        assert_eq!(failing(&fitting, &consortium()), []);
        let with = |change: fn(&mut Wanted)| {
            let mut wanted = fitting.clone();
            change(&mut wanted);
            failing(&wanted, &consortium())
        };
        assert_eq!(with(|wanted| wanted.stages = codes(&["seeds"])), [Criterion::Stage]);
        assert_eq!(with(|wanted| wanted.readiness = Some(7)), [Criterion::Readiness]);
        assert_eq!(with(|wanted| wanted.recipients = codes(&["university"])), [Criterion::Recipient]);
        assert_eq!(with(|wanted| wanted.prefectures = codes(&["36"])), [Criterion::Place]);
        assert_eq!(with(|wanted| wanted.came_from = codes(&["meti"])), [Criterion::Frame]);
    }

    #[test]
    fn what_is_not_known_does_not_fail() {
        let judged = judge(&Wanted::default(), &consortium(), date(2026, 11, 20));
        assert!(judged.iter().all(|(_, verdict)| matches!(verdict, Verdict::Unknown | Verdict::Any)));
        assert!(judged.contains(&(Criterion::Field, Verdict::Any)));
    }

    #[test]
    fn a_small_company_is_a_company_and_a_company_may_be_small() {
        let of = |wanted: &str, offered: &[&str]| recipient(&codes(&[wanted]), &codes(offered));
        assert_eq!(of("small-company", &["company"]), Verdict::Fits);
        assert_eq!(of("company", &["small-company"]), Verdict::Unknown);
        assert_eq!(of("university", &["small-company"]), Verdict::Fails);
        assert_eq!(of("university", &["consortium"]), Verdict::Unknown);
        assert_eq!(of("start-up", &["small-company"]), Verdict::Fails);
        assert_eq!(recipient(&[], &codes(&["company"])), Verdict::Unknown);
    }

    #[test]
    fn a_scheme_that_has_ended_says_so() {
        let ended = Offered { until: Some(date(2008, 3, 31)), ..consortium() };
        assert_eq!(failing(&Wanted::default(), &ended), [Criterion::Term]);
        let begun = Offered { since: Some(date(2026, 11, 20)), ..consortium() };
        assert_eq!(failing(&Wanted::default(), &begun), []);
    }

    #[test]
    fn calls_follow_their_days() {
        let today = date(2026, 11, 20);
        let of = |opens, closes, state| call_state(opens, closes, state, today);
        assert_eq!(of(Some(date(2026, 11, 1)), Some(today), None), CallState::Open(Some(0)));
        assert_eq!(of(Some(date(2026, 11, 1)), Some(date(2026, 11, 19)), Some("open")), CallState::Closed);
        assert_eq!(
            of(Some(date(2026, 12, 1)), Some(date(2026, 12, 20)), None),
            CallState::Upcoming(Some(11))
        );
        assert_eq!(of(None, None, Some("announced")), CallState::Upcoming(None));
        assert_eq!(of(Some(date(2026, 11, 1)), None, Some("withdrawn")), CallState::Closed);
        assert_eq!(of(Some(date(2026, 11, 1)), None, None), CallState::Open(None));
    }

    #[test]
    fn open_calls_come_first_and_failures_last() {
        let fits = [(Criterion::Stage, Verdict::Fits)];
        let fails = [(Criterion::Stage, Verdict::Fails)];
        let soon = rank(&fits, &[CallState::Closed, CallState::Open(Some(3))]);
        let later = rank(&fits, &[CallState::Open(Some(40))]);
        let upcoming = rank(&fits, &[CallState::Upcoming(Some(1))]);
        let none = rank(&fits, &[]);
        let failing = rank(&fails, &[CallState::Open(Some(0))]);
        assert!(soon < later && later < upcoming && upcoming < none && none < failing);
    }
}
