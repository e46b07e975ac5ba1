//! Codes of the register of both ministries and of the chain from seed to market.

pub use enishi_kind::CERTAINTIES;
use enishi_kind::Vocabulary;

macro_rules! vocabularies {
    ($($(#[$doc:meta])* $ident:ident = $name:literal from $source:literal: [$($code:literal),* $(,)?];)*) => {
        $($(#[$doc])* pub static $ident: Vocabulary =
            Vocabulary { name: $name, codes: &[$($code),*], source: $source };)*
    };
}

vocabularies! {
    /// Ministries and other public bodies that run programmes.
    MINISTRIES = "ministry" from "Government of Japan, organisation as of FY2001 and later":
        ["mext", "meti", "cabinet-office", "maff", "mic", "mhlw", "moe", "mlit", "prefecture", "municipality", "agency", "other"];
    /// Types of policy document.
    POLICY_DOCUMENT_TYPES = "policy-document-type" from "Enishi":
        ["basic-plan", "strategy", "law", "guideline", "other"];
    /// What a programme record stands for.
    PROGRAMME_TYPES = "programme-type" from "Pages of the Knowledge Cluster Initiative":
        ["programme", "type", "stage", "frame", "other"];
    /// How a programme follows another.
    LINEAGE = "lineage" from "Enishi": ["continued", "merged", "split", "succeeded"];
    /// Stages of the chain, from the creation of seeds to the market.
    CHAIN_STAGES = "chain-stage" from "Pages of the Knowledge Cluster Initiative: creation of seeds, application, commercialisation":
        ["seeds", "application", "commercialisation", "network"];
    /// Who may receive support.
    RECIPIENTS = "recipient" from "JST's records of support schemes, field 助成先":
        ["university", "public-institute", "company", "small-company", "start-up", "foundation", "local-government", "consortium"];
    /// States of a call that do not follow from its days.
    CALL_STATES = "call-state" from "Enishi": ["announced", "open", "withdrawn"];
    /// States of a budget line.
    BUDGET_STATES = "budget-state" from "Public Finance Act of Japan: initial, supplementary, carried over, settled":
        ["published", "initial", "revised", "carried-over", "executed", "settled"];
    /// Total or part.
    BUDGET_PARTS = "budget-part" from "Enishi": ["total", "part"];
    /// Stages of the Knowledge Cluster Initiative.
    CLUSTER_STAGES = "cluster-stage" from "Pamphlet of the Knowledge Cluster Initiative, contents": ["1", "2"];
    /// States of a cluster.
    CLUSTER_STATES = "cluster-state" from "Pamphlet of the Knowledge Cluster Initiative, contents":
        ["trial", "active", "ended", "continued-by-region"];
    /// Tracks of support.
    TRACKS = "track" from "Regional Innovation Cluster Program, FY2010": ["global", "city-area", "accelerative"];
    /// Who pays for a measure.
    FUNDERS = "funder" from "Enishi: own, MEXT, METI, other": ["own", "mext", "meti", "other"];
    /// As what an organisation takes part in a cluster.
    PARTICIPATION_ROLES = "participation-role" from "Pamphlet of the Knowledge Cluster Initiative":
        ["core-research-institution", "research-institution", "company", "local-government", "finance", "support", "other"];
    /// Inside or outside the region.
    INSIDE = "inside" from "Pamphlet of the Knowledge Cluster Initiative: companies inside and outside the region":
        ["inside", "outside"];
    /// Roles of people.
    ROLES = "role-kind" from "Headquarters of knowledge clusters (本部長, 事業総括, 研究統括 and others)":
        ["president", "project-director", "deputy-director", "chief-scientist", "commercialisation-director",
         "coordinator", "commercialisation-coordinator", "adviser", "senior-adviser", "secretary", "theme-coordinator",
         "chair", "member", "officer", "researcher", "other"];
    /// Sectors of a committee's members.
    SECTORS = "sector" from "Pages of the Knowledge Cluster Initiative: industry, universities, local governments, both ministries":
        ["industry", "university", "local-government", "mext", "meti", "finance", "support"];
    /// Types of committee.
    COMMITTEE_TYPES = "committee-type" from "Pages of the Knowledge Cluster Initiative":
        ["council", "promotion", "headquarters", "project", "block", "other"];
    /// Levels of committees and events.
    COMMITTEE_LEVELS = "level" from "Pages of the Knowledge Cluster Initiative": ["national", "block", "region", "project"];
    /// Types of meeting.
    MEETING_TYPES = "meeting-type" from "Enishi": ["committee", "explanatory", "headquarters", "coordinators", "other"];
    /// States of a coordination question.
    QUESTION_STATES = "question-state" from "Enishi": ["raised", "assigned", "answered", "settled", "withdrawn"];
    /// Types of event.
    EVENT_TYPES = "event-type" from "Pages of the Knowledge Cluster Initiative":
        ["joint-conference", "forum", "fair", "network-conference", "seminar", "briefing", "other"];
    /// Types of project.
    PROJECT_TYPES = "project-type" from "Ministry of Education survey of collaboration: joint and commissioned research":
        ["planning", "joint", "commissioned", "incubation", "other"];
    /// States of a project.
    PROJECT_STATES = "project-state" from "Enishi": ["idea", "planning", "running", "paused", "completed", "stopped"];
    /// Whether a project answers a need.
    NEED_ANSWERED = "need-answered" from "Enishi": ["yes", "none-yet"];
    /// As what an organisation takes part in a project.
    PROJECT_ROLES = "project-role" from "Enishi": ["lead", "partner", "funder", "coordinator"];
    /// Types of agreement.
    AGREEMENT_TYPES = "agreement-type" from "Japanese practice: 秘密保持, 共同研究, 受託研究, 実施許諾":
        ["confidentiality", "joint", "commissioned", "licence", "material-transfer", "other"];
    /// Types of IP right.
    IP_RIGHT_TYPES = "ip-right-type" from "Japan Patent Office": ["patent", "utility-model", "design", "trademark", "plant-variety", "programme", "know-how"];
    /// States of an IP right.
    IP_RIGHT_STATES = "ip-right-state" from "Japan Patent Office procedure":
        ["disclosed", "applied", "published", "granted", "licensed", "refused", "lapsed"];
    /// Types of research result.
    RESULT_TYPES = "result-type" from "Enishi": ["paper", "prototype", "method", "material", "data", "software", "other"];
    /// States of a baton.
    BATON_STATES = "baton-state" from "Enishi": ["prepared", "offered", "questioned", "accepted", "returned", "withdrawn"];
    /// Why a baton was returned.
    RETURN_REASONS = "return-reason" from "Enishi":
        ["too-early", "tests-missing", "ip-unclear", "out-of-scope", "no-budget", "no-company", "other"];
    /// Types of outcome.
    OUTCOME_TYPES = "outcome-type" from "Enishi": ["product", "process", "service", "company", "licence", "standard"];
    /// Types of indicator.
    INDICATOR_TYPES = "indicator-type" from "Enishi": ["input", "activity", "result", "effect"];
    /// Basis of a value.
    BASES = "basis" from "Enishi": ["cumulative", "annual"];
    /// Units of indicators.
    UNITS = "indicator-unit" from "Enishi": ["cases", "patents", "companies", "organisations", "persons", "yen", "percent", "points"];
    /// By which rule a published figure was counted.
    FIGURE_RULES = "figure-rule" from "Enishi": ["public-records"];
    /// States of a data request.
    REQUEST_STATES = "request-state" from "Enishi": ["draft", "sent", "consolidating", "approved", "withdrawn"];
    /// States of an answer.
    ANSWER_STATES = "answer-state" from "Enishi": ["open", "submitted", "returned", "accepted"];
    /// For whom an announcement is.
    AUDIENCES = "audience" from "Enishi": ["everybody", "companies", "researchers", "coordinators", "ministries"];
}
