//! The commands: few records, few values, so that they meet often.

use proptest::prelude::*;

/// What the body of a random specimen holds; records are named by their place among all that were ever made.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: usize,
    pub disclosure: Option<usize>,
    pub grade: Option<usize>,
    pub colours: Vec<usize>,
    pub pieces: Option<i64>,
    pub price: Option<i64>,
    pub secret: Option<usize>,
    pub related: Vec<usize>,
    pub belongs: Vec<usize>,
    pub claim: Option<usize>,
    pub held_by: Option<usize>,
    pub is_opened: bool,
}

#[derive(Clone, Debug)]
pub enum Step {
    Create(Draft),
    /// `stale` asks for a version that was there before.
    Update {
        which: usize,
        stale: bool,
        draft: Draft,
    },
    Delete {
        which: usize,
        stale: bool,
    },
    /// Brings back the record that ended last, if any.
    Return(Draft),
}

/// The steps of one transaction.
#[derive(Clone, Debug)]
pub struct Command(pub Vec<Step>);

fn draft() -> impl Strategy<Value = Draft> {
    let few = |count: usize| prop::option::of(0..count);
    let some = |count: usize| prop::collection::vec(0..count, 0..3);
    (
        (0..6_usize, prop::option::weighted(0.8, 0..4_usize), few(3), some(3)),
        (prop::option::of(1..4_i64), prop::option::of(0..3_i64), few(2)),
        (prop::collection::vec(0..12_usize, 0..2), prop::collection::vec(0..12_usize, 0..2), few(3)),
        (prop::option::weighted(0.6, 0..2_usize), prop::bool::weighted(0.3)),
    )
        .prop_map(|(looks, numbers, links, (held_by, is_opened))| {
            let ((title, disclosure, grade, colours), (pieces, price, secret)) = (looks, numbers);
            let (related, belongs, claim) = links;
            Draft {
                title,
                disclosure,
                grade,
                colours,
                pieces,
                price,
                secret,
                related,
                belongs,
                claim,
                held_by,
                is_opened,
            }
        })
}

fn step() -> impl Strategy<Value = Step> {
    let stale = || prop::bool::weighted(0.1);
    prop_oneof![
        4 => draft().prop_map(Step::Create),
        4 => (0..12_usize, stale(), draft()).prop_map(|(which, stale, draft)| Step::Update { which, stale, draft }),
        2 => (0..12_usize, stale()).prop_map(|(which, stale)| Step::Delete { which, stale }),
        1 => draft().prop_map(Step::Return),
    ]
}

pub fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => step().prop_map(|step| Command(vec![step])),
        1 => prop::collection::vec(step(), 2..6).prop_map(Command),
    ]
}
