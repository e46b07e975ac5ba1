//! The record kinds, their vocabularies and disclosure: pure declarations.
//!
//! Not here: IO, SQL, HTTP, the clock.

mod approach;
mod chain;
mod cluster;
mod committee;
mod event;
mod figure;
pub mod guide;
pub mod indicators;
pub mod joined;
pub mod money;
mod need;
mod organisation;
mod people;
mod place;
mod policy;
pub mod retention;
pub mod rules;
mod seed;
mod shipped;
mod source;
pub mod states;
pub mod vocabulary;

pub use approach::Approach;
pub use chain::{
    Agreement, Baton, ChecklistItem, IpRight, IpStep, Milestone, Outcome, Participant, Project,
    ResearchResult,
};
pub use cluster::{
    Cluster, ClusterLineage, ClusterStatus, CoreOrganisation, Facility, IndustrialProject, Pair,
    Participation, RoadMapStep, Vision, VisionMeasure, VisionRevision, VisionTarget,
};
pub use committee::{AgendaItem, Committee, CommitteeMember, Decision, Meeting, Question, TieUp};
pub use event::{Event, EventSeries, Owed, Session};
pub use figure::{
    Announcement, Answer, AnswerItem, DataRequest, FigureFilter, Indicator, IndicatorValue, PublishedFigure,
    RequestItem,
};
pub use need::Need;
pub use organisation::Organisation;
pub use people::{Person, Role, Theme};
pub use place::{AreaCode, Block, Region};
pub use policy::{BudgetLine, Call, PolicyDocument, Programme, ProgrammeLineage, Scheme, SchemeRound};
pub use seed::{ClearanceStep, Seed};
pub use shipped::{REGISTER, SAMPLES};
pub use source::Source;

use enishi_kind::{Kind, Registry};

/// The kinds of this program, in the order of menus.
#[must_use]
pub fn registry() -> Registry {
    Registry::new([
        Cluster::INFO,
        Seed::INFO,
        Need::INFO,
        Approach::INFO,
        Organisation::INFO,
        Person::INFO,
        Role::INFO,
        Participation::INFO,
        Pair::INFO,
        Vision::INFO,
        Facility::INFO,
        Region::INFO,
        Block::INFO,
        IndustrialProject::INFO,
        PolicyDocument::INFO,
        Programme::INFO,
        Scheme::INFO,
        Call::INFO,
        BudgetLine::INFO,
        Theme::INFO,
        Committee::INFO,
        Meeting::INFO,
        Question::INFO,
        Decision::INFO,
        TieUp::INFO,
        EventSeries::INFO,
        Event::INFO,
        Session::INFO,
        Project::INFO,
        Agreement::INFO,
        IpRight::INFO,
        ResearchResult::INFO,
        Baton::INFO,
        Outcome::INFO,
        Indicator::INFO,
        IndicatorValue::INFO,
        PublishedFigure::INFO,
        DataRequest::INFO,
        Answer::INFO,
        Announcement::INFO,
        Source::INFO,
    ])
}

/// Labels and help of the fields that every kind has, of vocabularies, and the sentences of problems: Japanese, English.
pub const LOCALES: [&str; 2] = [
    concat!(
        include_str!("../locales/ja/model.ftl"),
        "\n",
        include_str!("../locales/ja/values.ftl"),
        "\n",
        include_str!("../locales/ja/vocabulary.ftl"),
        "\n",
        include_str!("../locales/ja/rules.ftl"),
    ),
    concat!(
        include_str!("../locales/en/model.ftl"),
        "\n",
        include_str!("../locales/en/values.ftl"),
        "\n",
        include_str!("../locales/en/vocabulary.ftl"),
        "\n",
        include_str!("../locales/en/rules.ftl"),
    ),
];
