//! Mail: asked for within the changes it belongs to, sent by whoever serves, tried again with growing waits.

use std::time::Duration;

use enishi_kit::lang::Lang;
use enishi_store::{Account, AccountChanges, Mail, MailState};
use jiff::{SignedDuration, Timestamp};

use super::language_of;
use crate::{App, Context, Error};

/// How long a mail belongs to the one who took it to send it.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How long a message that nobody need act on is tried.
const NOTICE: SignedDuration = SignedDuration::from_hours(48);
/// The longest wait between two tries.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(2);
/// How often mail that other processes asked for is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Mails that are listed.
const LISTED: u32 = 20;

/// A mail as administrators see it: not to whom, not what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailView {
    /// Which text.
    pub template: String,
    /// `waiting`, `sent` or `failed`.
    pub state: &'static str,
    /// How often it was tried.
    pub tries: i64,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// Why it was not sent: `address`, `refused`, `unreachable`, `late`; empty when nothing went wrong.
    pub problem: String,
}

/// What a text of a mail is made of.
type Args = serde_json::Map<String, serde_json::Value>;

impl App {
    /// Asks for a mail with a link. To nobody, so that the work is the same, where there is no account.
    pub(super) async fn mail_link(
        &self,
        changes: &mut AccountChanges,
        account: Option<&Account>,
        language: Lang,
        template: &'static str,
        token: &str,
        length: SignedDuration,
    ) -> Result<(), Error> {
        let mut args = Args::new();
        args.insert("link".to_owned(), self.link_address(token).into());
        args.insert("hours".to_owned(), length.as_hours().to_string().into());
        args.insert("minutes".to_owned(), length.as_mins().to_string().into());
        self.mail(changes, account, language, template, args, self.after(length)?).await
    }

    /// Asks for a mail with a link to a new address of somebody. To nobody where the address is another one's: the work is
    /// the same.
    pub(super) async fn mail_new_address(
        &self,
        changes: &mut AccountChanges,
        account: &Account,
        (email, is_free): (&str, bool),
        token: &str,
        length: SignedDuration,
    ) -> Result<(), Error> {
        let to = Account { email: email.to_owned(), ..account.clone() };
        let to = is_free.then_some(&to);
        self.mail_link(changes, to, language_of(account), "address", token, length).await
    }

    /// Tells somebody by mail what was done about his account, where mail goes out.
    pub(super) async fn tell(
        &self,
        changes: &mut AccountChanges,
        account: &Account,
        template: &'static str,
    ) -> Result<(), Error> {
        if !self.sends_mail() {
            return Ok(());
        }
        let until = self.after(NOTICE)?;
        self.mail(changes, Some(account), language_of(account), template, Args::new(), until).await
    }

    async fn mail(
        &self,
        changes: &mut AccountChanges,
        account: Option<&Account>,
        language: Lang,
        template: &'static str,
        mut args: Args,
        until: Timestamp,
    ) -> Result<(), Error> {
        args.insert("site".to_owned(), self.accounts.settings.base.as_str().into());
        args.insert("name".to_owned(), account.map_or("", |account| &account.name).into());
        let id = self.new_id();
        let now = self.now();
        let mail = Mail {
            id,
            request_key: format!("{template}:{id}"),
            account: account.map(|account| account.id),
            recipient: account.map(|account| account.email.clone()).unwrap_or_default(),
            language: language.code().to_owned(),
            template: template.to_owned(),
            args: serde_json::Value::Object(args).to_string(),
            state: if account.is_some() { MailState::Waiting } else { MailState::Void },
            tries: 0,
            made_at: now,
            next_at: now,
            until,
            problem: String::new(),
        };
        changes.queue_mail(&mail).await?;
        Ok(())
    }

    /// Sends what is due. Gives how many were sent.
    ///
    /// # Errors
    /// The store; a server that does not take a mail is noted with the mail.
    pub async fn send_mail(&self) -> Result<u64, Error> {
        let Some(settings) = &self.accounts.settings.mail else { return Ok(0) };
        let mut sent = 0;
        while let Some(mail) = self.store.take_mail(self.now(), self.after(LEASE)?).await? {
            if mail.until <= self.now() {
                // Its link has ended.
                self.store.end_mail(mail.id, MailState::Failed, "late").await?;
                continue;
            }
            match enishi_mail::send(settings, &self.written(&mail)).await {
                Ok(()) => {
                    self.store.end_mail(mail.id, MailState::Sent, "").await?;
                    sent += 1;
                }
                Err(error) => {
                    tracing::warn!(problem = error.code(), tries = mail.tries, "a mail was not sent");
                    if error.is_final() {
                        self.store.end_mail(mail.id, MailState::Failed, error.code()).await?;
                    } else {
                        let next_at = self.after(wait_after(mail.tries))?;
                        self.store.put_mail_off(mail.id, next_at, error.code()).await?;
                    }
                }
            }
        }
        Ok(sent)
    }

    /// Sends mail until the program ends.
    pub async fn keep_mail(&self) {
        if !self.sends_mail() {
            return;
        }
        loop {
            if let Err(error) = self.send_mail().await {
                error.log("mail that waits could not be looked at; it is tried again in half a minute");
            }
            tokio::select! {
                () = self.accounts.posted.notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// What a mail says.
    fn written(&self, mail: &Mail) -> enishi_mail::Message {
        let lang = Lang::from_code(&mail.language).unwrap_or(Lang::Ja);
        let args: Args = serde_json::from_str(&mail.args).unwrap_or_default();
        let args: Vec<(&str, String)> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let say = |part: &str| self.catalogue.text(lang, &format!("mail-{}-{part}", mail.template), &args);
        let parting = self.catalogue.text(lang, "mail-parting", &args);
        enishi_mail::Message {
            id: mail.id.to_string(),
            to: mail.recipient.clone(),
            subject: say("subject"),
            body: format!("{}\n\n-- \n{parting}\n", say("body")),
        }
    }

    /// The newest mails.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn mails(&self, ctx: &Context) -> Result<Vec<MailView>, Error> {
        ctx.require_administrator()?;
        let mails = self.store.mails(LISTED).await?;
        Ok(mails
            .into_iter()
            .map(|mail| MailView {
                template: mail.template,
                state: mail.state.code(),
                tries: mail.tries,
                made_at: mail.made_at,
                problem: mail.problem,
            })
            .collect())
    }
}

/// How long after so many tries the next one is made: one minute, doubled each time.
fn wait_after(tries: i64) -> SignedDuration {
    let minutes = u32::try_from(tries - 1).ok().and_then(|over| 1_i64.checked_shl(over));
    minutes.filter(|wait| *wait > 0).map_or(LONGEST_WAIT, SignedDuration::from_mins).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_two_hours() {
        let waits: Vec<i64> = (1..=9).map(|tries| wait_after(tries).as_mins()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 120, 120]);
    }
}
