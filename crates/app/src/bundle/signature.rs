//! The key of an installation and what it signs: Ed25519 (RFC 8032), keys as PEM (RFC 8410), so that OpenSSL checks it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{damaged, environment};
use crate::{App, Context, Error};

/// The key of this installation, in its data folder, for its owner alone.
const KEY_FILE: &str = "bundle-key.pem";

/// The public half of a key.
#[derive(Clone, Debug, serde::Serialize)]
pub struct PublicKey {
    /// As others check with it.
    pub pem: String,
    /// What people compare: the SHA-256 of the key.
    pub fingerprint: String,
}

impl App {
    /// The public key of this installation; the key is made when it is first asked for.
    ///
    /// # Errors
    /// `not-permitted`, `environment` when the folder cannot be written.
    pub fn bundle_key(&self, ctx: &Context) -> Result<PublicKey, Error> {
        ctx.require_operator()?;
        public(&self.signing_key()?.verifying_key())
    }

    fn key_path(&self) -> PathBuf {
        self.folder.join(KEY_FILE)
    }

    pub(super) fn signing_key(&self) -> Result<SigningKey, Error> {
        let path = self.key_path();
        if !path.is_file() {
            make_key(&path, &self.folder)?;
        }
        let text = std::fs::read_to_string(&path).map_err(environment(&path))?;
        SigningKey::from_pkcs8_pem(&text)
            .map_err(|error| Error::new("environment").arg("detail", format!("{}: {error}", path.display())))
    }
}

/// Written beside its name and given it only when it is whole; of two processes that make one the first wins. A file made
/// so is for its owner alone (0600).
fn make_key(path: &Path, folder: &Path) -> Result<(), Error> {
    let key = SigningKey::from_bytes(&rand::random());
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| Error::internal(error.to_string()))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(environment(path))?;
    file.write_all(pem.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(environment(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(environment(path)(error.error)),
    }
}

pub(super) fn public(key: &VerifyingKey) -> Result<PublicKey, Error> {
    let pem = key.to_public_key_pem(LineEnding::LF).map_err(|error| Error::internal(error.to_string()))?;
    let digest = hex::encode(Sha256::digest(key.as_bytes()));
    Ok(PublicKey { pem, fingerprint: digest })
}

pub(super) fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    key.sign(message).to_bytes().to_vec()
}

/// The key's fingerprint, if the signature is of this message.
pub(super) fn check(pem: &str, message: &[u8], signature: &[u8]) -> Result<String, Error> {
    let key = VerifyingKey::from_public_key_pem(pem).map_err(damaged)?;
    let signature = Signature::from_slice(signature).map_err(damaged)?;
    key.verify_strict(message, &signature).map_err(|_| damaged(super::SIGNATURE))?;
    Ok(public(&key)?.fingerprint)
}
