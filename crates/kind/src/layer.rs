//! Who may see a thing: layers as people choose them, clearance tokens as rows carry them, viewers as sets of tokens.

use std::collections::BTreeSet;
use std::fmt;

use enishi_kit::ids::RecordId;

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

/// The scope of a record that no cluster holds: the installation as a whole.
pub const WHOLE: &str = "-";

/// How the tokens of a record end of which those in charge of other clusters may know.
pub(crate) const TO_NEIGHBOURS: &str = "neighbours";

/// A token on a facet, reference or log row: whoever holds it may see the row.
///
/// `public`, or a layer and the scope that holds the record (`member:SCOPE`), or the same of one record that was opened
/// to somebody by name (`member:SCOPE:RECORD`, `party:SCOPE:RECORD`), or of those of a scope of which the neighbours may know
/// (`party:SCOPE:neighbours`), or of those of one organisation (`steward:SCOPE:ORGANISATION`). Whoever holds a token holds those that extend it by a colon: those in
/// charge of a scope see what was opened to others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clearance(String);

impl Clearance {
    /// Seen by everybody.
    #[must_use]
    pub fn public() -> Self {
        Self("public".to_owned())
    }

    /// The token of a layer within a scope: the id of the record that stands for the scope, or [`WHOLE`].
    #[must_use]
    pub fn of(layer: Layer, scope: &str) -> Self {
        if layer == Layer::Public { Self::public() } else { Self(format!("{}:{scope}", layer.code())) }
    }

    /// The token of a layer of one record of a scope that was opened to somebody by name.
    #[must_use]
    pub fn opened(layer: Layer, scope: &str, id: RecordId) -> Self {
        Self(format!("{}:{id}", Self::of(layer, scope)))
    }

    /// The token of a layer of those records of a scope of which those in charge of other clusters may know.
    #[must_use]
    pub fn of_neighbours(layer: Layer, scope: &str) -> Self {
        Self(format!("{}:{TO_NEIGHBOURS}", Self::of(layer, scope)))
    }

    /// The token of what those in charge of a scope and one organisation see of the organisation's own records.
    #[must_use]
    pub fn of_owner(scope: &str, organisation: &str) -> Self {
        Self(format!("{}:{organisation}", Self::of(Layer::Steward, scope)))
    }

    /// A token as a row has it.
    #[must_use]
    pub fn stored(token: &str) -> Self {
        Self(token.to_owned())
    }

    /// The token as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token that this one extends.
    fn extended(&self) -> Option<Self> {
        self.0.rsplit_once(':').map(|(token, _)| Self(token.to_owned()))
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
    /// Nothing is hidden, whatever the tokens.
    sees_everything: bool,
    tokens: BTreeSet<Clearance>,
}

impl Viewer {
    /// Somebody without a session.
    #[must_use]
    pub fn public() -> Self {
        Self::of([Clearance::public()])
    }

    /// Whoever has a shell on the machine: nothing is hidden from him.
    #[must_use]
    pub fn operator() -> Self {
        Self { sees_everything: true, ..Self::public() }
    }

    /// A viewer with exactly these tokens.
    #[must_use]
    pub fn of(tokens: impl IntoIterator<Item = Clearance>) -> Self {
        Self { sees_everything: false, tokens: tokens.into_iter().collect() }
    }

    /// Whether a row with this token exists for this viewer.
    #[must_use]
    pub fn sees(&self, clearance: &Clearance) -> bool {
        self.sees_everything
            || self.tokens.contains(clearance)
            || clearance.extended().is_some_and(|token| self.tokens.contains(&token))
    }

    /// Whether nothing is hidden from this viewer.
    #[must_use]
    pub const fn sees_everything(&self) -> bool {
        self.sees_everything
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = &Clearance> {
        self.tokens.iter()
    }

    /// The scopes whose records of a layer this viewer sees, in order: all that their fields of that layer say.
    pub fn scopes(&self, layer: Layer) -> impl Iterator<Item = &str> {
        let of = move |token: &'_ Clearance| token.0.split(':').next() == Some(layer.code());
        self.tokens.iter().filter(move |token| of(token)).filter_map(|token| {
            let (_, scope) = token.0.split_once(':')?;
            (!scope.contains(':')).then_some(scope)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_in_charge_of_a_scope_see_what_was_opened_to_others() {
        let id = RecordId::from_bytes([7; 16]);
        let opened = Clearance::opened(Layer::Party, "x", id);
        let steward = Viewer::of([Clearance::public(), Clearance::of(Layer::Party, "x")]);
        let named = Viewer::of([Clearance::public(), opened.clone()]);
        assert!(steward.sees(&opened) && named.sees(&opened));
        assert!(!named.sees(&Clearance::of(Layer::Party, "x")));
        assert!(!steward.sees(&Clearance::opened(Layer::Party, "y", id)));
        assert!(!Viewer::of([Clearance::of(Layer::Member, "x")]).sees(&opened));
        assert_eq!(named.scopes(Layer::Party).count(), 0);
        assert_eq!(steward.scopes(Layer::Party).collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn nothing_is_hidden_from_the_operator() {
        assert!(Viewer::operator().sees(&Clearance::of(Layer::Steward, "x")));
        assert!(!Viewer::public().sees(&Clearance::of(Layer::Member, WHOLE)));
        assert_eq!(Clearance::of(Layer::Public, "x"), Clearance::public());
    }
}
