//! Settings: flag, then `ENISHI_*` environment, then file, then default. Read once, checked, and shown with their origin.

mod file;
mod origin;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use enishi_app::ContactPoint;
use enishi_kit::clock::Zone;
use enishi_kit::lang::Lang;
use enishi_store::Location;

use crate::args::Globals;
use crate::failure::{Exit, Failure};
use crate::output::ColorChoice;
pub(crate) use origin::{Given, Origin};

/// The names of the settings, as in the file; `ENISHI_NAME` in the environment.
pub(crate) const KEYS: [&str; 12] = [
    "data_dir",
    "database_url",
    "listen",
    "lang",
    "color",
    "zone",
    "max_file_mb",
    "log",
    "contact_name",
    "contact_email",
    "contact_telephone",
    "contact_address",
];

/// Everything that a run depends on besides its command.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Each key as it was given.
    pub(crate) given: Vec<(&'static str, Given)>,
    /// The settings file that was read.
    pub(crate) file: Option<PathBuf>,
    /// The data folder, where it is known.
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    /// Whether `--data` named the folder.
    pub(crate) data_flag: Option<PathBuf>,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    pub(crate) lang: Lang,
    pub(crate) color: ColorChoice,
    pub(crate) zone: Zone,
    /// Megabytes (2^20 bytes) of an attached file at most.
    pub(crate) max_file_mb: u16,
    /// The filter of the log.
    pub(crate) log: String,
    /// Who receives needs and seeds; says nothing where the pages may say it.
    pub(crate) contact: ContactPoint,
}

/// The environment, as far as settings read it.
pub(crate) type Environment = BTreeMap<String, OsString>;

impl Settings {
    /// Resolves all settings.
    pub(crate) fn load(globals: &Globals, environment: &Environment) -> Result<Self, Failure> {
        let path = globals.config.clone().or_else(|| environment.get("ENISHI_CONFIG").map(PathBuf::from));
        let file = file::read(path)?;
        let given = origin::collect(globals, environment, file.as_ref())?;
        let find = |key: &str| given.iter().find(|(name, _)| *name == key).map(|(_, given)| given);
        let value = |key: &str| find(key).and_then(|given| given.value.clone());
        let listen = value("listen").unwrap_or_default();
        let listen = listen.parse().map_err(|_| bad("cli-error-listen", &listen, find("listen")))?;
        let lang = value("lang").unwrap_or_default();
        let lang = Lang::from_code(&lang).ok_or_else(|| bad("cli-error-lang", &lang, find("lang")))?;
        let color = value("color").unwrap_or_default();
        let color = ColorChoice::parse(&color)
            .ok_or_else(|| bad("cli-error-color", &color, find("color")).near(&color, &ColorChoice::NAMES))?;
        let zone = value("zone").unwrap_or_default();
        let zone = Zone::from_name(&zone).map_err(|_| bad("cli-error-zone", &zone, find("zone")))?;
        let max_file_mb = value("max_file_mb").unwrap_or_default();
        let max_file_mb = max_file_mb.parse::<u16>().ok().filter(|limit| (1..=1_000).contains(limit));
        let max_file_mb = max_file_mb.ok_or_else(|| {
            bad("cli-error-max-file", &value("max_file_mb").unwrap_or_default(), find("max_file_mb"))
        })?;
        let mut data_dir = value("data_dir").map(PathBuf::from);
        if let (Some(Origin::File), Some(dir), Some(file)) =
            (find("data_dir").map(|given| given.origin), &data_dir, &file)
        {
            // A folder in the file is meant from where the file stands.
            data_dir = Some(file.path.parent().map_or_else(|| dir.clone(), |parent| parent.join(dir)));
        }
        let is_folder_nearer =
            find("data_dir").map(|given| given.origin) < find("database_url").map(|given| given.origin);
        let database_url = value("database_url").filter(|url| !url.is_empty() && !is_folder_nearer);
        if let Some(url) = &database_url
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            let found = url.split_once("://").map_or("", |(scheme, _)| scheme).to_owned();
            return Err(bad("cli-error-database-url", &found, find("database_url")));
        }
        let text = |key: &str| value(key).unwrap_or_default();
        let contact = ContactPoint {
            name: text("contact_name"),
            email: text("contact_email"),
            telephone: text("contact_telephone"),
            address: text("contact_address"),
        };
        if !contact.problems().is_empty() {
            return Err(bad("cli-error-contact", &contact.email, find("contact_email")));
        }
        Ok(Self {
            contact,
            data_dir,
            database_url,
            data_flag: globals.data.clone(),
            listen,
            lang,
            color,
            zone,
            max_file_mb,
            log: value("log").unwrap_or_default(),
            file: file.map(|file| file.path),
            given,
        })
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

/// The server answers this machine only until accounts exist.
pub(crate) fn check_loopback(address: IpAddr) -> Result<(), Failure> {
    if address.is_loopback() {
        Ok(())
    } else {
        Err(Failure::new(Exit::Refused, "cli-error-not-loopback").arg("found", address))
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

fn bad(key: &'static str, found: &str, given: Option<&Given>) -> Failure {
    let failure = Failure::usage(key).arg("found", found);
    match given {
        Some(given) => failure.at(&given.place),
        None => failure,
    }
}

#[cfg(test)]
mod tests;
