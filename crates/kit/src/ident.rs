//! External identifiers: their schemes, written forms and check digits.

mod check;
mod patent;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use check::check;

/// A scheme of identifiers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// A person: ORCID iD (orcid.org).
    Orcid,
    /// An organisation: Research Organization Registry (ror.org).
    Ror,
    /// An organisation: the 13 digits of the Japanese National Tax Agency (法人番号).
    CorporateNumber,
    /// A prefecture or municipality: the 6 digits of the Japanese ministry of internal affairs (全国地方公共団体コード).
    LocalGovernmentCode,
    /// A person: the 8 digits of the Japanese research funding system e-Rad (研究者番号).
    Erad,
    /// A patent or an application for one.
    Patent,
    /// A project of the Grants-in-Aid for Scientific Research (課題番号).
    Kaken,
    /// A publication or data set: Digital Object Identifier.
    Doi,
    /// Any other scheme by its name: lower-case letters, digits and hyphens. Build it with [`Scheme::from_name`].
    Other(String),
}

/// Why a text is no identifier of its scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentError {
    /// Nothing was written.
    #[error("no {scheme} is written: expected {expected}")]
    Empty {
        /// The scheme.
        scheme: Scheme,
        /// The form that was expected.
        expected: &'static str,
    },
    /// The text does not have the form of the scheme.
    #[error("`{found}` has not the form of a {scheme}: expected {expected}")]
    Form {
        /// The scheme.
        scheme: Scheme,
        /// The text as it was given.
        found: String,
        /// The form that was expected.
        expected: &'static str,
    },
    /// The form is right but the check digit is not: most likely a slip of the keys.
    #[error("`{found}` is no valid {scheme}: its check digit is {found_digit}, expected {expected_digit}")]
    CheckDigit {
        /// The scheme.
        scheme: Scheme,
        /// The text as it was given.
        found: String,
        /// The check digit or digits that were written.
        found_digit: String,
        /// The check digit or digits that belong to the rest.
        expected_digit: String,
    },
    /// The name of a scheme is malformed.
    #[error(
        "`{found}` cannot name a scheme: expected lower-case letters, digits and hyphens, such as `orcid` or `gepris`"
    )]
    SchemeName {
        /// The name as it was given.
        found: String,
    },
}

/// How sure it is that an identifier belongs to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A person or the source itself vouches for it.
    Confirmed,
    /// Found by a method; a person has yet to decide.
    Proposed,
}

/// An identifier that a record bears.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// The scheme.
    pub scheme: Scheme,
    /// The value in the normalised form of [`check`].
    pub value: String,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Scheme {
    /// The schemes known by name.
    pub const KNOWN: [Scheme; 8] = [
        Scheme::Orcid,
        Scheme::Ror,
        Scheme::CorporateNumber,
        Scheme::LocalGovernmentCode,
        Scheme::Erad,
        Scheme::Patent,
        Scheme::Kaken,
        Scheme::Doi,
    ];

    /// The name in files and addresses.
    pub fn name(&self) -> &str {
        match self {
            Scheme::Orcid => "orcid",
            Scheme::Ror => "ror",
            Scheme::CorporateNumber => "corporate-number",
            Scheme::LocalGovernmentCode => "local-government-code",
            Scheme::Erad => "erad",
            Scheme::Patent => "patent",
            Scheme::Kaken => "kaken",
            Scheme::Doi => "doi",
            Scheme::Other(name) => name,
        }
    }

    /// The scheme of a name; a well-formed name that is not known gives [`Scheme::Other`].
    ///
    /// # Errors
    /// [`IdentError::SchemeName`].
    pub fn from_name(name: &str) -> Result<Scheme, IdentError> {
        if let Some(known) = Scheme::KNOWN.into_iter().find(|scheme| scheme.name() == name) {
            return Ok(known);
        }
        let well_formed = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if well_formed {
            Ok(Scheme::Other(name.to_owned()))
        } else {
            Err(IdentError::SchemeName { found: name.to_owned() })
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Scheme {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Scheme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Scheme::from_name(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
