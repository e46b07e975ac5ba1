//! Passphrases: what one must be, and how it is kept.
//!
//! Source: OWASP Password Storage Cheat Sheet (argon2id, m = 19 MiB, t = 2, p = 1); NIST SP 800-63B-4 3.1.1.2 (length and a
//! list of what is common, no rules of composition).

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use enishi_kind::Problem;
use enishi_kit::fold::fold_text;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::Error;

/// Least characters.
const LEAST_CHARS: usize = 12;
/// Most characters: hashing longer ones would only cost time.
const MOST_CHARS: usize = 500;
/// Characters that must be left when one's own name and address are taken out.
const LEAST_OTHER: usize = 8;

/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// What very many people choose that is long enough, folded.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "12345678901234567890",
    "012345678901",
    "0123456789012",
    "0987654321098",
    "112233445566",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qazxsw23edc",
    "q1w2e3r4t5y6",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdfghjkl",
    "qwerty123456",
    "qwertyqwerty",
    "asdfghjkl123",
    "zxcvbnm12345",
    "abcdefghijkl",
    "abcdefghijklmnop",
    "abc123abc123",
    "abcd12345678",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "mypassword123",
    "p@ssw0rd1234",
    "p@ssword1234",
    "passw0rd1234",
    "pass1234pass",
    "admin1234567",
    "administrator",
    "adminadminadmin",
    "welcome12345",
    "welcome123456",
    "iloveyou1234",
    "iloveyouiloveyou",
    "letmeinletmein",
    "changeme1234",
    "changemechangeme",
    "sunshine1234",
    "princess1234",
    "dragondragon",
    "monkeymonkey",
    "football1234",
    "baseball1234",
    "sakurasakura",
    "sakura123456",
    "tokyo1234567",
    "japan1234567",
    "himitsu12345",
    "aikotobaaikotoba",
    "パスワードパスワード",
    "パスフレーズパスフレーズ",
    "correct horse battery staple",
    "correcthorsebatterystaple",
];

/// What is wrong with a passphrase of somebody with this address and name.
pub(super) fn problems(passphrase: &str, email: &str, name: &str) -> Vec<Problem> {
    let length = passphrase.chars().count();
    let problem = if length < LEAST_CHARS {
        Problem::new("passphrase-short").arg("limit", LEAST_CHARS).arg("length", length)
    } else if length > MOST_CHARS {
        Problem::new("too-long").arg("found", length).arg("limit", MOST_CHARS)
    } else if is_common(passphrase) {
        Problem::new("passphrase-common")
    } else if is_own(passphrase, email, name) {
        Problem::new("passphrase-own")
    } else {
        return Vec::new();
    };
    vec![problem.on("passphrase")]
}

fn is_common(passphrase: &str) -> bool {
    let folded = fold_text(passphrase);
    let compact: Vec<char> = folded.chars().filter(|letter| !letter.is_whitespace()).collect();
    let known = |listed: &str| folded == fold_text(listed);
    let mut letters = compact.clone();
    letters.sort_unstable();
    letters.dedup();
    COMMON.iter().any(|listed| known(listed)) || letters.len() <= 3
}

/// Whether little is left of it without one's own address and name.
fn is_own(passphrase: &str, email: &str, name: &str) -> bool {
    let mut rest = fold_text(passphrase);
    let (who, host) = email.split_once('@').unwrap_or((email, ""));
    let mut own: Vec<String> = [email, who, host, name].into_iter().map(fold_text).collect();
    own.extend(name.split_whitespace().map(fold_text));
    own.extend(host.split('.').map(fold_text));
    own.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in own.iter().filter(|word| word.chars().count() >= 2) {
        rest = rest.replace(word.as_str(), "");
    }
    rest.chars().filter(|letter| letter.is_alphanumeric()).count() < LEAST_OTHER
        && rest != fold_text(passphrase)
}

/// Hashes and compares passphrases, no more at a time than there are processors: each takes 19 MiB. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Hasher {
    places: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { places: Arc::new(Semaphore::new(processors)) }
    }
}

impl Hasher {
    /// What is stored of a passphrase.
    pub(super) async fn hash(&self, passphrase: &str, salt: String) -> Result<String, Error> {
        let passphrase = normal(passphrase);
        self.work(move || {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params()?);
            let hash: PasswordHash = argon2
                .hash_password_with_salt(passphrase.as_bytes(), salt.as_bytes())
                .map_err(|error| Error::internal(error.to_string()))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a passphrase is the one that was hashed. Without a hash the same work is done, and it is not.
    pub(super) async fn check(&self, passphrase: &str, stored: Option<String>) -> Result<bool, Error> {
        let passphrase = normal(passphrase);
        self.work(move || {
            let is_known = stored.is_some();
            let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
            let hash = PasswordHash::new(&stored).map_err(|error| Error::internal(error.to_string()))?;
            Ok(Argon2::default().verify_password(passphrase.as_bytes(), &hash).is_ok() && is_known)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.map_err(Error::internal)?
    }
}

/// The hash of nobody's passphrase, with the cost of everybody's.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCBoZXJl$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn params() -> Result<Params, Error> {
    let (memory, passes, lanes) = COST;
    Params::new(memory, passes, lanes, None).map_err(|error| Error::internal(error.to_string()))
}

/// Whether a stored hash was made at another cost than the one of today.
pub(super) fn is_outdated(stored: &str) -> bool {
    let (memory, passes, lanes) = COST;
    !stored.starts_with(&format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$"))
}

/// The same letters typed by different keyboards and systems (NIST SP 800-63B-4: NFKC or NFKD).
fn normal(passphrase: &str) -> String {
    passphrase.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(passphrase: &str) -> Vec<String> {
        let found = problems(passphrase, "hanako.kitami@example.jp", "北見 花子");
        found.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn length_counts_and_what_is_common_or_own_is_refused() {
        for good in ["きりん の くび は 長い", "tangerine moves slowly", "K7#kitami-vault-882-harbor"]
        {
            assert!(codes(good).is_empty(), "{good}: {:?}", codes(good));
        }
        for (wrong, code) in [
            ("short", "passphrase-short"),
            ("ｐａｓｓｗｏｒｄ１２３４", "passphrase-common"),
            ("Password1234", "passphrase-common"),
            ("aaaaaaaaaaaaaaaa", "passphrase-common"),
            ("hanako.kitami@example.jp", "passphrase-own"),
            ("hanako.kitami-2026", "passphrase-own"),
            ("北見花子北見花子北見花子", "passphrase-own"),
        ] {
            assert_eq!(codes(wrong), [code], "{wrong}");
        }
        assert_eq!(codes(&"あ1b2".repeat(200)), ["too-long"]);
    }

    #[tokio::test]
    async fn a_hash_fits_its_passphrase_alone_and_nobody_has_none() {
        let hasher = Hasher::default();
        let stored = hasher.hash("きりんのくびは長い", "0123456789abcdef".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(!is_outdated(&stored) && is_outdated("$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA"));
        assert!(hasher.check("きりんのくひ\u{3099}は長い", Some(stored.clone())).await.unwrap());
        assert!(!hasher.check("きりんのくびは短い", Some(stored)).await.unwrap());
        assert!(!hasher.check("きりんのくびは長い", None).await.unwrap());
        assert!(PasswordHash::new(NOBODY).is_ok() && !is_outdated(NOBODY));
    }
}
