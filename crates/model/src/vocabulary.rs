//! Closed lists of codes, each declared once with its origin. Labels are in the catalogue.

use enishi_kind::Vocabulary;

mod register;

pub use register::*;

/// The four key fields of the Second Basic Plan and its four other fields.
pub static KEY_FIELDS: Vocabulary = Vocabulary {
    name: "field",
    codes: &[
        "life",
        "it",
        "environment",
        "nanotech",
        "energy",
        "manufacturing",
        "infrastructure",
        "frontier",
        "other",
    ],
    source: "Second Science and Technology Basic Plan (2001): four priority fields and four others",
};

/// Technology readiness levels.
pub static TRL: Vocabulary = Vocabulary {
    name: "trl",
    codes: &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    source: "European Commission, Horizon 2020 Work Programme 2014-2015, General Annex G",
};

/// Forms of co-operation.
pub static COOPERATION: Vocabulary = Vocabulary {
    name: "cooperation",
    codes: &["consulting", "joint", "commissioned", "licence", "samples", "start-up", "talks"],
    source: "JST new-technology briefing sheet, field 連携形態",
};

/// States of intellectual property.
pub static IP_STATES: Vocabulary = Vocabulary {
    name: "ip",
    codes: &["none", "know-how", "planned", "applied", "published", "granted", "lapsed"],
    source: "Japan Patent Office procedure, with know-how as in the profiles of the Enterprise Europe Network",
};

/// As what somebody must agree before a seed becomes public.
pub static CLEARERS: Vocabulary = Vocabulary {
    name: "clearer",
    codes: &["inventor", "university", "company", "funder", "other"],
    source: "our own: those whose rights publication may end (Patent Act, Article 29 (1): loss of novelty) or whose contract asks for it",
};

/// How a cluster was in touch with an organisation.
pub static APPROACH_WAYS: Vocabulary = Vocabulary {
    name: "approach-way",
    codes: &["visit", "call", "message", "meeting", "event", "introduction"],
    source: "our own, after the activity reports of coordinators",
};

/// Types of organisation.
pub static ORGANISATION_TYPES: Vocabulary = Vocabulary {
    name: "organisation-type",
    codes: &[
        "university",
        "public-research-institute",
        "company",
        "local-government",
        "ministry",
        "bureau",
        "foundation",
        "technology-office",
        "hospital",
        "association",
        "facility",
        "archive",
        "other",
    ],
    source: "Roles in the Knowledge Cluster Initiative, extended by the organisation types of ROR schema 2",
};

/// Size classes.
pub static ORGANISATION_SIZES: Vocabulary = Vocabulary {
    name: "size",
    codes: &["micro", "small", "medium", "large"],
    source: "Small and Medium-sized Enterprise Basic Act of Japan, classes as commonly summarised",
};

/// Industries by division.
pub static INDUSTRIES: Vocabulary = Vocabulary {
    name: "industry",
    codes: &[
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
    ],
    source: "Japan Standard Industrial Classification, revision 13 (2013), divisions",
};

/// Prefectures by JIS X 0401 code.
pub static PREFECTURES: Vocabulary = Vocabulary {
    name: "prefecture",
    codes: &[
        "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17",
        "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34",
        "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47",
    ],
    source: "JIS X 0401:1973 prefecture codes",
};

/// States of a need.
pub static NEED_STATES: Vocabulary = Vocabulary {
    name: "need-state",
    codes: &["new", "investigating", "introduced", "meeting", "agreed", "declined"],
    source: "Need sheet of Japanese practice: 新規, 調査中, 紹介済, 面談, 成立, 見送り",
};

/// Reasons for a refusal.
pub static REFUSALS: Vocabulary = Vocabulary {
    name: "refusal",
    codes: &[
        "too-early",
        "benefit-unclear",
        "route-unclear",
        "use-unclear",
        "already-known",
        "no-budget",
        "terms",
        "other",
    ],
    source: "The eight reasons of Enishi's product definition",
};

/// Whether a non-disclosure agreement comes first.
pub static NDA: Vocabulary = Vocabulary {
    name: "nda",
    codes: &["needed", "later", "not-needed"],
    source: "Need sheet of Japanese practice, field 秘密保持の要否",
};

/// Types of source.
pub static SOURCE_TYPES: Vocabulary = Vocabulary {
    name: "source-type",
    codes: &["document", "web-page", "database", "file", "conversation", "own-record"],
    source: "Enishi",
};
