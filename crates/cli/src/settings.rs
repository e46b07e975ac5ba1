//! Settings: flag, then `ENISHI_*` environment, then file, then default. Read once, checked, and shown with their origin.

mod declared;
mod file;
mod origin;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use enishi_app::ContactPoint;
use enishi_app::parts::{Issuer, MailServer, MailSettings, RetentionTerms, ServiceSettings, is_address};
use enishi_kit::clock::Zone;
use enishi_kit::lang::Lang;
use enishi_store::Location;
use enishi_web::{BaseUrl, Network};

use crate::args::Globals;
use crate::failure::{Exit, Failure};
use crate::output::ColorChoice;
pub(crate) use origin::{Given, Origin};

/// The variable that names the settings file.
const CONFIG_VARIABLE: &str = "ENISHI_CONFIG";

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where backups go and how long they are kept.
#[derive(Clone, Debug)]
pub(crate) struct BackupSettings {
    /// The folder.
    pub(crate) folder: Option<PathBuf>,
    /// When the nightly one begins, in the zone of the installation.
    pub(crate) at: jiff::civil::Time,
    /// How many are kept.
    pub(crate) keep: u16,
}

/// Everything that a run depends on besides its command.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Each setting as it was given.
    pub(crate) given: Vec<(&'static str, Given)>,
    /// The settings file that was read.
    pub(crate) file: Option<PathBuf>,
    /// Variables that look like a setting and are none, with the name that was probably meant.
    pub(crate) strangers: Vec<(String, String)>,
    /// The data folder, where it is known.
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    /// Whether `--data` named the folder.
    pub(crate) data_flag: Option<PathBuf>,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// The address under which people reach it, where it was given.
    pub(crate) base_url: Option<BaseUrl>,
    /// From where requests are taken besides this machine.
    pub(crate) trusted_proxies: Vec<Network>,
    /// Where measurements are told.
    pub(crate) metrics_listen: Option<SocketAddr>,
    pub(crate) lang: Lang,
    /// Who receives needs and seeds; says nothing where the pages may say it.
    pub(crate) contact: ContactPoint,
    pub(crate) color: ColorChoice,
    pub(crate) zone: Zone,
    /// Megabytes (2^20 bytes) of an attached file at most.
    pub(crate) max_file_mb: u16,
    pub(crate) backup: BackupSettings,
    /// By which server mail goes out.
    pub(crate) mail: Option<MailSettings>,
    /// Which other service may say who somebody is.
    pub(crate) service: Option<ServiceSettings>,
    /// Minutes that a session may rest.
    pub(crate) session_idle_minutes: u16,
    /// Hours that a session lasts at most.
    pub(crate) session_hours: u16,
    /// How many years contacts of persons are kept.
    pub(crate) retention: RetentionTerms,
    /// How much the log says.
    pub(crate) log: tracing::Level,
    pub(crate) log_format: LogFormat,
}

/// The environment, as far as settings read it.
pub(crate) type Environment = BTreeMap<String, OsString>;

/// The settings as they were given, to be read as what they mean.
struct Texts(Vec<(&'static str, Given)>);

impl Texts {
    fn given(&self, name: &str) -> Option<&Given> {
        self.0.iter().find(|(found, _)| *found == name).map(|(_, given)| given)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.given(name)?.value.as_deref().filter(|text| !text.is_empty())
    }

    /// What a text means, if there is one.
    fn find<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Failure> {
        let Some(text) = self.text(name) else { return Ok(None) };
        parse(text).map(Some).ok_or_else(|| self.refuse(name, text))
    }

    /// What the text of a setting means that always has one.
    fn read<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Failure> {
        self.find(name, parse)?.ok_or_else(|| self.refuse(name, ""))
    }

    /// A folder; in the file it is meant from where the file stands.
    fn folder(&self, name: &str, file: Option<&file::SettingsFile>) -> Option<PathBuf> {
        let folder = PathBuf::from(self.text(name)?);
        let is_of_file = self.given(name).is_some_and(|given| given.origin == Origin::File);
        let parent = file.filter(|_| is_of_file).and_then(|file| file.path.parent());
        Some(parent.map_or_else(|| folder.clone(), |parent| parent.join(&folder)))
    }

    /// Who names a folder nearer than the database means the folder.
    fn overrule_database(&mut self) {
        let Some(folder) = self.given("data_dir").cloned() else { return };
        for (name, given) in &mut self.0 {
            if *name == "database_url" && given.value.is_some() && folder.origin < given.origin {
                given.overruled_by = Some(folder.place.clone());
            }
        }
    }

    fn refuse(&self, name: &str, found: &str) -> Failure {
        let failure = Failure::usage("cli-error-setting").arg("name", name).arg("found", found);
        let failure = failure.hint(declared::find(name).map_or("", |one| one.expected));
        match self.given(name).filter(|given| !given.place.is_empty()) {
            Some(given) => failure.at(&given.place),
            None => failure,
        }
    }
}

impl Settings {
    /// Resolves all settings.
    pub(crate) fn load(globals: &Globals, environment: &Environment) -> Result<Self, Failure> {
        let of_environment = environment.get(CONFIG_VARIABLE).filter(|path| !path.is_empty());
        let path = globals.config.clone().or_else(|| of_environment.map(PathBuf::from));
        let file = file::read(path)?;
        let mut texts = Texts(origin::collect(globals, environment, file.as_ref())?);
        let listen: SocketAddr = texts.read("listen", |text| text.parse().ok())?;
        let base_url = texts.find("base_url", BaseUrl::parse)?;
        for (name, given) in &mut texts.0 {
            if *name == "base_url" && base_url.is_none() {
                given.value = Some(format!("http://{listen}/"));
            }
        }
        texts.overrule_database();
        let is_overruled = texts.given("database_url").is_some_and(|given| given.overruled_by.is_some());
        let database_url = texts.text("database_url").filter(|_| !is_overruled);
        if let Some(url) = database_url
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            // Only the scheme is told: the rest may hold a password.
            let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
            return Err(texts.refuse("database_url", scheme));
        }
        let count =
            |most: u16| move |text: &str| text.parse().ok().filter(|found| (1..=most).contains(found));
        let line = |name: &str| texts.text(name).unwrap_or_default().to_owned();
        let contact = ContactPoint {
            name: line("contact_name"),
            email: line("contact_email"),
            telephone: line("contact_telephone"),
            address: line("contact_address"),
        };
        if !contact.problems().is_empty() {
            return Err(texts.refuse("contact_email", &contact.email));
        }
        Ok(Self {
            data_dir: texts.folder("data_dir", file.as_ref()),
            database_url: database_url.map(ToOwned::to_owned),
            data_flag: globals.data.clone(),
            listen,
            base_url,
            trusted_proxies: texts.find("trusted_proxies", Network::parse_list)?.unwrap_or_default(),
            metrics_listen: texts.find("metrics_listen", |text| text.parse().ok())?,
            contact,
            lang: texts.read("lang", Lang::from_code)?,
            color: texts.read("color", ColorChoice::parse)?,
            zone: texts.read("zone", |text| Zone::from_name(text).ok())?,
            max_file_mb: texts.read("max_file_mb", count(1_000))?,
            backup: BackupSettings {
                folder: texts.folder("backup_dir", file.as_ref()),
                at: texts.read("backup_at", parse_time)?,
                keep: texts.read("backup_keep", count(1_000))?,
            },
            mail: mail(&texts)?,
            service: service(&texts)?,
            session_idle_minutes: texts.read("session_idle_minutes", count(1_440))?,
            session_hours: texts.read("session_hours", count(720))?,
            retention: texts.find("retention", RetentionTerms::parse)?.unwrap_or_default(),
            log: texts.read("log", |text| LEVELS.contains(&text).then(|| text.parse().ok())?)?,
            log_format: texts.read("log_format", |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })?,
            file: file.map(|file| file.path),
            strangers: origin::strangers(environment),
            given: texts.0,
        })
    }

    /// The database that has no effect because the environment names a folder, with its place and the variable. Who names
    /// the folder on the command line knows what he does.
    pub(crate) fn idle_database(&self) -> Option<(&str, &str)> {
        let (_, given) = self.given.iter().find(|(name, _)| *name == "database_url")?;
        let by = given.overruled_by.as_deref()?;
        (!by.starts_with("--")).then_some((&*given.place, by))
    }

    /// Where the records are.
    pub(crate) fn location(&self) -> Result<Location, Failure> {
        match &self.database_url {
            Some(url) => Ok(Location::Postgres(url.clone())),
            None => Ok(Location::Folder(self.folder()?)),
        }
    }

    /// The folder of the register, or of its index beside a PostgreSQL database.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        self.data_dir.clone().ok_or(Failure::new(Exit::Environment, "cli-error-no-home"))
    }
}

/// The mail server with whoever sends; none where none is named.
fn mail(texts: &Texts) -> Result<Option<MailSettings>, Failure> {
    let Some(server) = texts.find("mail_server", MailServer::parse)? else { return Ok(None) };
    let from = texts.read("mail_from", |text| is_address(text).then(|| text.to_owned()))?;
    let login = match (texts.text("mail_user"), texts.text("mail_password")) {
        (None, None) => None,
        (Some(user), Some(password)) => Some((user.to_owned(), password.to_owned())),
        (Some(_), None) => return Err(texts.refuse("mail_password", "")),
        (None, Some(_)) => return Err(texts.refuse("mail_user", "")),
    };
    Ok(Some(MailSettings { server, from, login }))
}

/// The sign-in service; none where none is named.
fn service(texts: &Texts) -> Result<Option<ServiceSettings>, Failure> {
    let Some(issuer) = texts.find("oidc_issuer", Issuer::parse)? else { return Ok(None) };
    let text = |name: &str| texts.text(name).map(ToOwned::to_owned);
    Ok(Some(ServiceSettings {
        issuer,
        client_id: text("oidc_client_id").ok_or_else(|| texts.refuse("oidc_client_id", ""))?,
        client_secret: text("oidc_client_secret"),
        label: text("oidc_label").ok_or_else(|| texts.refuse("oidc_label", ""))?,
    }))
}

/// How much the log may say; numbers, which the library would take too, say nothing to people.
const LEVELS: [&str; 5] = ["error", "warn", "info", "debug", "trace"];

/// An hour and a minute.
fn parse_time(text: &str) -> Option<jiff::civil::Time> {
    jiff::civil::Time::strptime("%H:%M", text).ok()
}

/// The server answers this machine, and a proxy that speaks HTTPS to everybody else: it speaks no HTTPS itself, and
/// passphrases must not cross a network in the open.
pub(crate) fn check_listen(settings: &Settings) -> Result<(), Failure> {
    let is_behind_proxy =
        !settings.trusted_proxies.is_empty() && settings.base_url.as_ref().is_some_and(BaseUrl::is_secure);
    if settings.listen.ip().is_loopback() || is_behind_proxy {
        Ok(())
    } else {
        Err(Failure::new(Exit::Refused, "cli-error-not-loopback").arg("found", settings.listen.ip()))
    }
}

/// Measurements tell how much goes on here, to this machine only.
pub(crate) fn check_metrics(address: IpAddr) -> Result<(), Failure> {
    if address.is_loopback() {
        Ok(())
    } else {
        Err(Failure::new(Exit::Refused, "cli-error-metrics-loopback").arg("found", address))
    }
}

/// The language before arguments are read, for help and for errors about them.
pub(crate) fn early_lang(arguments: &[OsString], environment: &Environment) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut flag = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if word == "--lang" {
            flag = words.next();
        } else if let Some(value) = word.strip_prefix("--lang=") {
            flag = Some(value);
        }
    }
    let from_flag = flag.and_then(Lang::from_code);
    let from_environment = || Lang::from_code(environment.get("ENISHI_LANG")?.to_str()?);
    from_flag.or_else(from_environment).unwrap_or_else(|| locale_lang(environment))
}

/// The language of the shell: POSIX asks `LC_ALL`, `LC_MESSAGES` and `LANG` in this order.
fn locale_lang(environment: &Environment) -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| environment.get(*name)?.to_str().filter(|value| !value.is_empty()))
        .and_then(|value| Lang::from_code(value.split('.').next().unwrap_or_default()))
        .unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests;
