//! A new e-mail address: asked for with the passphrase, confirmed by its link while signed in, told to the old one.

use enishi_app::App;
use enishi_app::accounts::AccountSettings;
use enishi_web::Mode;
use http::StatusCode;
use jiff::SignedDuration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::accounts::{Browser, EMAIL, PASSPHRASE};
use super::{Pages, web};

/// A mail: to whom, and its lines.
type Mail = (String, Vec<String>);

/// Takes mail as a server does (RFC 5321), one after the other.
async fn post_office() -> (String, UnboundedReceiver<Mail>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let (taken, mails) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 here\r\n").await.unwrap();
            let (mut to, mut text, mut is_text) = (String::new(), Vec::new(), false);
            while let Ok(Some(line)) = lines.next_line().await {
                let answer = match line.as_str() {
                    "." if is_text => {
                        is_text = false;
                        taken.send((std::mem::take(&mut to), std::mem::take(&mut text))).unwrap();
                        "250 taken"
                    }
                    _ if is_text => {
                        text.push(line);
                        continue;
                    }
                    "DATA" => {
                        is_text = true;
                        "354 go on"
                    }
                    line => {
                        if let Some(rest) = line.strip_prefix("RCPT TO:<") {
                            rest.split('>').next().unwrap().clone_into(&mut to);
                        }
                        "250 yes"
                    }
                };
                write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            }
        }
    });
    (address, mails)
}

/// What people get by mail.
struct Letters {
    app: App,
    mails: UnboundedReceiver<Mail>,
}

/// The pages of a program that sends mail.
async fn pages_with_mail() -> (Pages, Letters) {
    let mut pages = Pages::empty().await;
    let (address, mails) = post_office().await;
    let mail = enishi_app::parts::MailSettings {
        server: enishi_app::parts::MailServer::parse(&address).unwrap(),
        from: "enishi@example.jp".to_owned(),
        login: None,
    };
    let settings = AccountSettings { mail: Some(mail), ..AccountSettings::default() };
    pages.app = pages.app.clone().with_accounts(settings);
    pages.router = web(pages.app.clone(), Mode::Serve).router();
    let letters = Letters { app: pages.app.clone(), mails };
    (pages, letters)
}

impl Letters {
    /// What was sent: to whom, and the path of the link in it.
    async fn sent(&mut self) -> Vec<(String, Option<String>)> {
        self.app.send_mail().await.unwrap();
        let mut found = Vec::new();
        while let Ok((to, lines)) = self.mails.try_recv() {
            let text = lines.join("\n").replace("=\n", "");
            let link = text.split_once("http://localhost/link/").map(|(_, rest)| {
                let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                format!("/link/{token}")
            });
            found.push((to, link));
        }
        found
    }
}

async fn ask(browser: &Browser<'_>, email: &str, passphrase: &str) -> super::Page {
    browser.post("/account/address", &[("email", email), ("current", passphrase)]).await
}

#[tokio::test]
async fn a_new_address_is_confirmed_by_its_owner_and_told_to_the_old_one() {
    let (pages, mut office) = pages_with_mail().await;
    let admin = Browser::administrator(&pages).await;
    pages.app.invite(&super::operator(), &invitation("taro@example.jp")).await.unwrap();
    office.sent().await;
    let wrong = ask(&admin, "new@example.jp", "wrong wrong wrong").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert_eq!(ask(&admin, "no address", PASSPHRASE).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&admin, EMAIL, PASSPHRASE).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The answer is the same whether another account has the address; only to a free one a mail goes.
    let taken = ask(&admin, "taro@example.jp", PASSPHRASE).await;
    let free = ask(&admin, "new@example.jp", PASSPHRASE).await;
    assert_eq!(taken.main().replace("taro@", "new@"), free.main());
    let sent = office.sent().await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    let (to, link) = sent.into_iter().next().unwrap();
    let link = link.unwrap();
    assert_eq!(to, "new@example.jp");
    // Nobody takes it who is not signed in as its owner: an address that was mistyped is a stranger's.
    let stranger = Browser::new(&pages);
    assert!(stranger.get(&link).await.location().starts_with("/sign-in?back=%2Flink%2F"));
    assert_eq!(stranger.post(&link, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(admin.see(&link).await.has("new@example.jp"));
    assert_eq!(admin.post(&link, &[]).await.location(), "/account?done=address");
    assert!(admin.see("/account").await.has("new@example.jp"));
    assert_eq!(office.sent().await, [(EMAIL.to_owned(), None)], "the old address is told");
    assert_eq!(admin.get(&link).await.status, StatusCode::FORBIDDEN, "it worked once");
    assert_eq!(stranger.sign_in(EMAIL, PASSPHRASE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(stranger.sign_in("new@example.jp", PASSPHRASE).await.location(), "/account");
    let audit = admin.see("/admin/audit").await;
    assert!(audit.has("E-mail address changed") && audit.has("New e-mail address asked for"));
    // A link that nobody follows ends, and so does one whose address somebody else has taken meanwhile.
    ask(&admin, "late@example.jp", PASSPHRASE).await;
    let late = office.sent().await.remove(0).1.unwrap();
    pages.app.invite(&super::operator(), &invitation("late@example.jp")).await.unwrap();
    assert_eq!(admin.post(&late, &[]).await.status, StatusCode::FORBIDDEN);
    ask(&admin, "later@example.jp", PASSPHRASE).await;
    let sent = office.sent().await;
    let later = sent.iter().find(|(to, _)| to == "later@example.jp").unwrap().1.clone().unwrap();
    pages.clock.advance(SignedDuration::from_hours(24));
    stranger.sign_in("new@example.jp", PASSPHRASE).await;
    assert_eq!(stranger.post(&later, &[]).await.status, StatusCode::FORBIDDEN);
}

fn invitation(email: &str) -> enishi_app::accounts::Invitation<'_> {
    let language = enishi_kit::lang::Lang::En;
    enishi_app::accounts::Invitation { email, name: "", is_admin: false, person: "", language }
}

#[tokio::test]
async fn without_mail_the_page_says_whom_to_ask() {
    let pages = Pages::empty().await;
    let admin = Browser::administrator(&pages).await;
    let page = admin.see("/account/address").await;
    assert!(page.has("Ask an administrator") && !page.text.contains("name=\"current\""), "{}", page.main());
    assert_eq!(ask(&admin, "new@example.jp", PASSPHRASE).await.status, StatusCode::CONFLICT);
}
