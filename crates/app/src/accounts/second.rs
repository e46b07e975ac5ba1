//! The second step: codes of a device (RFC 6238) and recovery codes on paper.

use enishi_store::{Account, AccountChanges};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{SessionToken, SignedIn, hash};
use crate::{App, Error};

/// How many recovery codes there are.
const CODES: usize = 10;
/// Characters of base 32 in one: 80 random bits, so that a quick hash is enough.
const CODE_CHARS: usize = 16;
/// Bytes of a key (RFC 4226: 160 bits recommended).
const SECRET_BYTES: usize = 20;

/// A key for a device that is still to be confirmed by a code.
#[derive(Clone, Debug)]
pub struct SecondStep {
    /// The key in base 32.
    pub secret: String,
    /// The same as an address that devices read from a picture.
    pub uri: String,
}

fn totp(secret: &str, email: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok().filter(|key| key.as_bytes().len() == SECRET_BYTES)?;
    // SHA-1, six digits, thirty seconds: what every device knows.
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret)
        .with_account_name(email.replace(':', ""))
        .with_issuer(Some("Enishi"))
        .build()
        .ok()
}

/// The step to which a code belongs, of those that are near.
fn step_of(totp: &Totp, code: &str, now: jiff::Timestamp) -> Option<i64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    i64::try_from(totp.check(code, seconds)?).ok()
}

/// Six digits, however they were typed.
fn digits(code: &str) -> Option<String> {
    let code: String =
        enishi_kit::fold::digits_to_ascii(code).chars().filter(|letter| !letter.is_whitespace()).collect();
    (code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

/// A recovery code as it is hashed: letters that look alike are one.
fn recovery_hash(account: &Account, code: &str) -> String {
    let code: String = code
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter {
            'i' | 'l' => '1',
            'o' => '0',
            other => other,
        })
        .collect();
    hash(&format!("{} {code}", account.id))
}

impl App {
    /// A new key for his device. It is not his yet.
    ///
    /// # Errors
    /// An address that cannot stand in a picture, which none has.
    pub fn offer_second_step(&self, who: &SignedIn) -> Result<SecondStep, Error> {
        // Each character of the token is five random bits; hashing spreads them over the bytes.
        let random = hash(&self.store.ids().token(CODE_CHARS * 4));
        let bytes = hex::decode(random).map_err(Error::internal)?;
        let key: Vec<u8> = bytes.into_iter().take(SECRET_BYTES).collect();
        self.second_step(who, &Secret::from(key).to_base32())
    }

    /// A key that was offered before, shown again.
    ///
    /// # Errors
    /// `bad-request` when it is no key.
    pub fn second_step(&self, who: &SignedIn, secret: &str) -> Result<SecondStep, Error> {
        let totp = totp(secret, &who.account.email).ok_or_else(|| Error::new("bad-request"))?;
        let uri = totp.to_url().map_err(|error| Error::internal(error.to_string()))?;
        Ok(SecondStep { secret: secret.to_owned(), uri })
    }

    /// Takes a key that his device has, as a code of it shows. Gives new recovery codes, once, and a new session.
    ///
    /// # Errors
    /// `code-failed`, `bad-request`, or the store.
    pub async fn turn_on_second_step(
        &self,
        who: &SignedIn,
        secret: &str,
        code: &str,
    ) -> Result<(Vec<String>, SessionToken), Error> {
        let totp = totp(secret, &who.account.email).ok_or_else(|| Error::new("bad-request"))?;
        let step = digits(code).and_then(|code| step_of(&totp, &code, self.now()));
        let step = step.ok_or_else(|| Error::new("code-failed"))?;
        let mut changes = self.store.change_accounts().await?;
        let mut account = self.reload(&mut changes, who).await?;
        account.totp_secret = Some(secret.to_owned());
        changes.save_account(&account).await?;
        changes.use_step(account.id, step).await?;
        let codes = self.make_codes(&mut changes, &account).await?;
        self.note(&mut changes, &who.actor(), "second-step-on", Some(account.id), "").await?;
        let token = self.renew_session(&mut changes, who).await?;
        self.tell(&mut changes, &account, "second-step-on").await?;
        changes.commit().await?;
        Ok((codes, token))
    }

    /// Signs in without a second step from now on.
    ///
    /// # Errors
    /// `passphrase-wrong`, `sign-in-wait`, or the store.
    pub async fn turn_off_second_step(
        &self,
        who: &SignedIn,
        passphrase: &str,
        address: &str,
    ) -> Result<(), Error> {
        self.confirm(who, passphrase, address).await?;
        let mut changes = self.store.change_accounts().await?;
        let mut account = self.reload(&mut changes, who).await?;
        account.totp_secret = None;
        changes.save_account(&account).await?;
        changes.save_recovery_codes(account.id, &[]).await?;
        self.note(&mut changes, &who.actor(), "second-step-off", Some(account.id), "").await?;
        self.tell(&mut changes, &account, "second-step-off").await?;
        Ok(changes.commit().await?)
    }

    /// New recovery codes in the place of the former ones, shown once.
    ///
    /// # Errors
    /// `passphrase-wrong`, `sign-in-wait`, or the store.
    pub async fn new_recovery_codes(
        &self,
        who: &SignedIn,
        passphrase: &str,
        address: &str,
    ) -> Result<Vec<String>, Error> {
        self.confirm(who, passphrase, address).await?;
        let mut changes = self.store.change_accounts().await?;
        let account = self.reload(&mut changes, who).await?;
        if account.totp_secret.is_none() {
            return Err(Error::new("bad-request"));
        }
        let codes = self.make_codes(&mut changes, &account).await?;
        self.note(&mut changes, &who.actor(), "codes-made", Some(account.id), "").await?;
        changes.commit().await?;
        Ok(codes)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// The store.
    pub async fn recovery_codes_left(&self, who: &SignedIn) -> Result<u64, Error> {
        Ok(self.store.recovery_codes_left(who.account.id).await?)
    }

    async fn make_codes(
        &self,
        changes: &mut AccountChanges,
        account: &Account,
    ) -> Result<Vec<String>, Error> {
        let code = || {
            let letters: Vec<char> = self.store.ids().token(CODE_CHARS).chars().collect();
            letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
        };
        let codes: Vec<String> = (0..CODES).map(|_| code()).collect();
        let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(account, code)).collect();
        changes.save_recovery_codes(account.id, &hashes).await?;
        Ok(codes)
    }

    /// Uses a code up; says which kind it was, or nothing when it is no good.
    pub(super) async fn use_code(
        &self,
        changes: &mut AccountChanges,
        account: &Account,
        code: &str,
    ) -> Result<Option<&'static str>, Error> {
        if let Some(code) = digits(code) {
            let totp = account.totp_secret.as_deref().and_then(|secret| totp(secret, &account.email));
            let step = totp.and_then(|totp| step_of(&totp, &code, self.now()));
            return Ok(match step {
                Some(step) if changes.use_step(account.id, step).await? => Some("device"),
                _ => None,
            });
        }
        let hash = recovery_hash(account, code);
        Ok(changes.use_recovery_code(account.id, &hash, self.now()).await?.then_some("recovery"))
    }

    pub(super) async fn reload(
        &self,
        changes: &mut AccountChanges,
        who: &SignedIn,
    ) -> Result<Account, Error> {
        let account = changes.account(who.account.id).await?;
        account.ok_or_else(|| Error::new("unknown-account").arg("found", who.account.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard_are_given() {
        // RFC 6238, appendix B: the key is the ASCII text 12345678901234567890; eight digits there, six here.
        let secret = Secret::from(b"12345678901234567890".to_vec()).to_base32();
        let totp = totp(&secret, "a@example.jp").unwrap();
        for (seconds, code) in [
            (59_i64, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let at = |seconds| jiff::Timestamp::from_second(seconds).unwrap();
            assert_eq!(step_of(&totp, code, at(seconds)), Some(seconds / 30), "{code}");
            assert_eq!(step_of(&totp, code, at(seconds + 30)), Some(seconds / 30), "one step late");
            assert_eq!(step_of(&totp, code, at(seconds + 60)), None, "two steps late");
        }
        assert_eq!(digits(" １２３ 456 ").as_deref(), Some("123456"));
        assert_eq!(digits("12345a"), None);
    }
}
