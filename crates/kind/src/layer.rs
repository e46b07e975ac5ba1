//! Who may see a thing: layers as people choose them, clearance tokens as rows carry them, viewers as sets of tokens.

use std::collections::BTreeSet;
use std::fmt;

use crate::Vocabulary;

/// The disclosure layer of a field or a record, from open to closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// Everybody.
    Public,
    /// Signed-in members of a cluster.
    Member,
    /// Named organisations and people, for a time.
    Party,
    /// Those in charge.
    Steward,
}

/// What a record says about its own disclosure; the codes follow the seed sheet's 公開範囲.
pub static DISCLOSURE: Vocabulary = Vocabulary {
    name: "disclosure",
    codes: &["public", "members", "coordinator", "secret"],
    source: "JST new-technology briefing sheet, field 公開範囲",
};

impl Layer {
    /// All layers, from open to closed.
    pub const ALL: [Self; 4] = [Self::Public, Self::Member, Self::Party, Self::Steward];

    /// The layer of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.code() == code)
    }

    /// Reads a disclosure code; a record that says nothing is for members.
    #[must_use]
    pub fn of_disclosure(code: Option<&str>) -> Self {
        match code {
            Some("public") => Self::Public,
            Some("coordinator") => Self::Party,
            Some("secret") => Self::Steward,
            _ => Self::Member,
        }
    }

    /// The word used in addresses, catalogues and class names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Member => "member",
            Self::Party => "party",
            Self::Steward => "steward",
        }
    }
}

/// An opaque token on a facet, reference or log row: whoever holds it may see the row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clearance(String);

impl Clearance {
    /// Seen by everybody.
    #[must_use]
    pub fn public() -> Self {
        Self("public".to_owned())
    }

    /// Seen by the operator of the installation only.
    #[must_use]
    pub fn all() -> Self {
        Self("all".to_owned())
    }

    /// A token of any other name.
    #[must_use]
    pub fn token(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The token as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Until accounts exist: public is public, everything else is the operator's.
    #[must_use]
    pub fn of_layer(layer: Layer) -> Self {
        if layer == Layer::Public { Self::public() } else { Self::all() }
    }
}

impl fmt::Display for Clearance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who reads: a set of clearance tokens. Every read of the store joins on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Viewer {
    tokens: BTreeSet<Clearance>,
}

impl Viewer {
    /// Somebody without a session.
    #[must_use]
    pub fn public() -> Self {
        Self { tokens: BTreeSet::from([Clearance::public()]) }
    }

    /// The operator of the installation: the public's token and `all`.
    #[must_use]
    pub fn operator() -> Self {
        Self { tokens: BTreeSet::from([Clearance::public(), Clearance::all()]) }
    }

    /// A viewer with exactly these tokens.
    #[must_use]
    pub fn of(tokens: impl IntoIterator<Item = Clearance>) -> Self {
        Self { tokens: tokens.into_iter().collect() }
    }

    /// Whether a row with this token exists for this viewer.
    #[must_use]
    pub fn sees(&self, clearance: &Clearance) -> bool {
        self.tokens.contains(clearance)
    }

    /// Whether this viewer holds the operator's token.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.tokens.contains(&Clearance::all())
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = &Clearance> {
        self.tokens.iter()
    }
}
