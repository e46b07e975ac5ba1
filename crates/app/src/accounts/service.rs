//! Coming in by a sign-in service (OpenID Connect): going there, and what follows from coming back.
//!
//! An identity belongs to an account because its holder said so: signed in and with his passphrase, or with the link of his
//! invitation. What the service says of e-mail addresses and names is not asked for and not looked at.

use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_oidc::{Answer, Secrets, Service, Subject};
use enishi_store::{AccountState, Errand, ErrandPurpose, Identity, Purpose, SessionState};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::links::used;
use super::slow::Trier;
use super::{
    Arrival, SessionToken, SignInStep, SignedIn, TOKEN_CHARS, actor_of, hash, name_problems, refuse,
};
use crate::{App, Error};

/// How long somebody may be at the service.
const ERRAND: SignedDuration = SignedDuration::from_mins(10);
/// Characters of base 32 in what the code is exchanged with: 260 random bits (RFC 7636 wants 43 characters at least).
const VERIFIER_CHARS: usize = 52;
/// Where browsers come back to, below the address of the program.
const BACK: &str = "sign-in/service/back";

/// The way to the service.
#[derive(Clone, Debug)]
pub struct ServiceWay {
    /// Where the browser goes.
    pub address: String,
    /// What this browser alone keeps until it comes back.
    pub browser: String,
    /// When it is of no use any more.
    pub ends_at: Timestamp,
}

/// What a browser brings back.
#[derive(Clone, Copy, Default)]
pub struct CameBack<'a> {
    /// What travelled with it.
    pub state: &'a str,
    /// The code; none where the service says no, or whoever was there.
    pub code: Option<&'a str>,
    /// The service that the answer names.
    pub issuer: Option<&'a str>,
    /// What the browser kept.
    pub browser: Option<&'a str>,
}

/// Without the code.
impl std::fmt::Debug for CameBack<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CameBack").finish_non_exhaustive()
    }
}

/// What follows from coming back.
#[derive(Clone, Debug)]
pub enum ServiceDone {
    /// He is signed in, or a code is still asked for; then he goes on to this page.
    SignedIn(SignInStep, String),
    /// His account knows now who he is at the service.
    Linked,
    /// He has taken up his invitation.
    Accepted(SessionToken),
}

/// Who somebody is at a service, as he sees it himself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityView {
    /// The address that names the service.
    pub issuer: String,
    /// When he said so.
    pub made_at: Timestamp,
    /// When he last came in by it.
    pub used_at: Option<Timestamp>,
}

type Args = Map<String, Value>;

impl App {
    fn service(&self) -> Option<Service> {
        let settings = &self.accounts.settings;
        let service = settings.service.clone()?;
        Some(Service::new(service, format!("{}{BACK}", settings.base)))
    }

    /// What people call the sign-in service, where there is one.
    #[must_use]
    pub fn service_label(&self) -> Option<&str> {
        self.accounts.settings.service.as_ref().map(|service| service.label.as_str())
    }

    /// Sends somebody to the service who wants to come in, and afterwards to the page `back`.
    ///
    /// # Errors
    /// `service-none`, `service-unreachable`, `sign-in-wait`, or the store.
    pub async fn begin_service(&self, back: &str, arrival: &Arrival<'_>) -> Result<ServiceWay, Error> {
        let args = Args::from_iter([("back".to_owned(), back.into())]);
        self.go(ErrandPurpose::SignIn, None, args, arrival).await
    }

    /// Sends somebody to the service to say who he is there.
    ///
    /// # Errors
    /// `service-none`, `service-unreachable`, `passphrase-wrong`, `sign-in-wait`, or the store.
    pub async fn link_service(
        &self,
        who: &SignedIn,
        passphrase: &str,
        arrival: &Arrival<'_>,
    ) -> Result<ServiceWay, Error> {
        self.confirm(who, passphrase, arrival.address).await?;
        self.go(ErrandPurpose::Link, Some(who.account.id), Args::new(), arrival).await
    }

    /// Sends somebody to the service who takes up an invitation without a passphrase.
    ///
    /// # Errors
    /// `link-used`, `invalid` with what is wrong with the name, `service-none`, `service-unreachable`, `sign-in-wait`, or the
    /// store.
    pub async fn accept_by_service(
        &self,
        token: &str,
        name: &str,
        language: Lang,
        arrival: &Arrival<'_>,
    ) -> Result<ServiceWay, Error> {
        let (link, account) = self.usable(&hash(token)).await?;
        let account = account.filter(|_| link.purpose == Purpose::Invitation).ok_or_else(used)?;
        refuse(name_problems(name))?;
        let args = Args::from_iter([
            ("link".to_owned(), link.hash.into()),
            ("name".to_owned(), name.trim().into()),
            ("language".to_owned(), language.code().into()),
        ]);
        self.go(ErrandPurpose::Invitation, Some(account.id), args, arrival).await
    }

    async fn go(
        &self,
        purpose: ErrandPurpose,
        account: Option<RecordId>,
        args: Args,
        arrival: &Arrival<'_>,
    ) -> Result<ServiceWay, Error> {
        let service = self.service().ok_or_else(|| Error::new("service-none"))?;
        self.count_attempt(&Trier::anybody(arrival.address)).await?;
        let token = |length| self.store.ids().token(length);
        let secrets =
            Secrets { state: token(TOKEN_CHARS), nonce: token(TOKEN_CHARS), verifier: token(VERIFIER_CHARS) };
        let browser = token(TOKEN_CHARS);
        let address = match service.address(&secrets).await {
            Ok(address) => address,
            Err(error) => return Err(self.service_failed(&error, account).await?),
        };
        let errand = Errand {
            hash: hash(&secrets.state),
            browser: hash(&browser),
            purpose,
            account,
            nonce: secrets.nonce,
            verifier: secrets.verifier,
            args: Value::Object(args).to_string(),
            expires_at: self.after(ERRAND)?,
        };
        let mut changes = self.store.change_accounts().await?;
        changes.begin_errand(&errand, self.now()).await?;
        changes.commit().await?;
        Ok(ServiceWay { address, browser, ends_at: errand.expires_at })
    }

    /// Takes somebody in who comes back from the service.
    ///
    /// # Errors
    /// `sign-in-again` when he did not go from this browser, went too long ago or came back before; `service-refused` when the
    /// service does not prove who he is; `service-unreachable`; `service-unknown` when no account is his; `service-taken` when
    /// another account is; `link-used`; the store.
    pub async fn come_back(
        &self,
        back: &CameBack<'_>,
        who: Option<&SignedIn>,
        arrival: &Arrival<'_>,
    ) -> Result<ServiceDone, Error> {
        let service = self.service().ok_or_else(|| Error::new("service-none"))?;
        let again = || Error::new("sign-in-again");
        let mut changes = self.store.change_accounts().await?;
        let (state, browser) = (hash(back.state), hash(back.browser.unwrap_or_default()));
        let errand = changes.end_errand(&state, &browser, self.now()).await?;
        changes.commit().await?;
        let errand = errand.ok_or_else(again)?;
        let Some(code) = back.code else {
            return Err(self.service_event("cancelled", errand.account, "service-refused").await?);
        };
        let secrets = Secrets {
            state: back.state.to_owned(),
            nonce: errand.nonce.clone(),
            verifier: errand.verifier.clone(),
        };
        let answer = Answer { code, issuer: back.issuer };
        let subject = match service.subject(answer, &secrets, self.now()).await {
            Ok(subject) => subject,
            Err(error) => return Err(self.service_failed(&error, errand.account).await?),
        };
        let mut changes = self.store.change_accounts().await?;
        self.forget_attempts(&mut changes, &Trier::anybody(arrival.address)).await?;
        changes.commit().await?;
        let args: Args = serde_json::from_str(&errand.args).map_err(Error::internal)?;
        let text = |name: &str| args.get(name).and_then(Value::as_str).unwrap_or_default();
        match errand.purpose {
            ErrandPurpose::SignIn => {
                let step = self.sign_in_as(&subject, arrival).await?;
                Ok(ServiceDone::SignedIn(step, text("back").to_owned()))
            }
            ErrandPurpose::Link => {
                // Whoever went is still signed in here, in this browser.
                let who = who.filter(|who| Some(who.account.id) == errand.account).ok_or_else(again)?;
                self.keep_identity(who, subject).await?;
                Ok(ServiceDone::Linked)
            }
            ErrandPurpose::Invitation => {
                let language = Lang::from_code(text("language")).unwrap_or(Lang::Ja);
                self.accept_as(subject, text("link"), (text("name"), language), arrival)
                    .await
                    .map(ServiceDone::Accepted)
            }
        }
    }

    /// Signs in whoever said before that he is this one at the service. The second step stays his own.
    async fn sign_in_as(&self, subject: &Subject, arrival: &Arrival<'_>) -> Result<SignInStep, Error> {
        let found = self.store.identity(&subject.issuer, &subject.subject).await?;
        let Some((identity, _)) = found.filter(|(_, account)| account.state == AccountState::Active) else {
            return Err(self.service_event("unknown", None, "service-unknown").await?);
        };
        let mut changes = self.store.change_accounts().await?;
        let account = changes.account(identity.account).await?;
        let account = account.filter(|account| account.state == AccountState::Active);
        // Between the two looks he may have been suspended, or have said that it is not he.
        let (Some(mut account), true) = (account, changes.use_identity(&identity, self.now()).await?) else {
            return Err(
                Error::new("service-unknown").arg("service", self.service_label().unwrap_or_default())
            );
        };
        if account.totp_secret.is_some() {
            let token = self.begin_session(&mut changes, account.id, SessionState::Code, arrival).await?;
            changes.commit().await?;
            return Ok(SignInStep::Code(token));
        }
        account.signed_in_at = Some(self.now());
        changes.save_account(&account).await?;
        let token = self.begin_session(&mut changes, account.id, SessionState::Open, arrival).await?;
        self.note(&mut changes, &actor_of(account.id), "signed-in", Some(account.id), "service").await?;
        changes.commit().await?;
        Ok(SignInStep::Open(token))
    }

    async fn keep_identity(&self, who: &SignedIn, subject: Subject) -> Result<(), Error> {
        let mut changes = self.store.change_accounts().await?;
        let account = self.reload(&mut changes, who).await?;
        if !changes.add_identity(&self.identity_of(account.id, subject)).await? {
            return Err(Error::new("service-taken"));
        }
        self.note(&mut changes, &who.actor(), "service-linked", Some(account.id), "").await?;
        self.tell(&mut changes, &account, "service-linked").await?;
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }

    async fn accept_as(
        &self,
        subject: Subject,
        link: &str,
        who: (&str, Lang),
        arrival: &Arrival<'_>,
    ) -> Result<SessionToken, Error> {
        let (link, account) = self.usable(link).await?;
        let account = account.filter(|_| link.purpose == Purpose::Invitation).ok_or_else(used)?;
        let id = account.id;
        let mut changes = self.store.change_accounts().await?;
        if !changes.add_identity(&self.identity_of(id, subject)).await? {
            return Err(Error::new("service-taken"));
        }
        let token = self.take_up(&mut changes, &link, account, who, "service", arrival).await?;
        self.note(&mut changes, &actor_of(id), "service-linked", Some(id), "").await?;
        changes.commit().await?;
        Ok(token)
    }

    fn identity_of(&self, account: RecordId, Subject { issuer, subject }: Subject) -> Identity {
        Identity { issuer, subject, account, made_at: self.now(), used_at: None }
    }

    /// His names at services.
    ///
    /// # Errors
    /// The store.
    pub async fn identities(&self, who: &SignedIn) -> Result<Vec<IdentityView>, Error> {
        let found = self.store.identities_of(who.account.id).await?;
        let view =
            |one: Identity| IdentityView { issuer: one.issuer, made_at: one.made_at, used_at: one.used_at };
        Ok(found.into_iter().map(view).collect())
    }

    /// Forgets who he is at a service.
    ///
    /// # Errors
    /// `passphrase-wrong`, `sign-in-wait`, `service-only` when he could not come in any more, or the store.
    pub async fn unlink_service(
        &self,
        who: &SignedIn,
        issuer: &str,
        passphrase: &str,
        address: &str,
    ) -> Result<(), Error> {
        if who.account.passphrase.is_none() {
            return Err(Error::new("service-only"));
        }
        self.confirm(who, passphrase, address).await?;
        let mut changes = self.store.change_accounts().await?;
        let account = self.reload(&mut changes, who).await?;
        if changes.drop_identities(account.id, issuer).await? > 0 {
            self.note(&mut changes, &who.actor(), "service-unlinked", Some(account.id), "").await?;
            self.tell(&mut changes, &account, "service-unlinked").await?;
        }
        changes.commit().await?;
        self.accounts.posted.notify_one();
        Ok(())
    }

    /// Notes why a service did not say who somebody is, and gives what to tell him.
    async fn service_failed(
        &self,
        error: &enishi_oidc::Error,
        account: Option<RecordId>,
    ) -> Result<Error, Error> {
        use enishi_oidc::Error as Failed;
        tracing::warn!(problem = error.code(), "the sign-in service did not say who somebody is");
        let told = match error {
            Failed::Unreachable(_) | Failed::Description(_) => "service-unreachable",
            Failed::Refused(_) | Failed::Unproven(_) => "service-refused",
        };
        self.service_event(error.code(), account, told).await
    }

    async fn service_event(
        &self,
        why: &'static str,
        account: Option<RecordId>,
        told: &'static str,
    ) -> Result<Error, Error> {
        let mut changes = self.store.change_accounts().await?;
        self.note(&mut changes, "public", "service-failed", account, why).await?;
        changes.commit().await?;
        Ok(Error::new(told).arg("service", self.service_label().unwrap_or_default()))
    }
}
