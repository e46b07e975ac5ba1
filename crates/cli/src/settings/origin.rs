//! Where each setting comes from, and its default.

use std::ffi::OsStr;
use std::path::PathBuf;

use enishi_kind::nearest;

use super::declared::{self, DECLARED, Declared};
use super::file::SettingsFile;
use super::{CONFIG_VARIABLE, Environment, locale_lang};
use crate::args::Globals;
use crate::failure::Failure;

/// Where a setting comes from; what comes first here wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// An argument.
    Flag,
    /// The environment.
    Environment,
    /// The settings file.
    File,
    /// Nobody said anything.
    Default,
}

impl Origin {
    /// The end of its catalogue key.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::File => "file",
            Self::Default => "default",
        }
    }
}

/// One setting as it was given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The text.
    pub(crate) value: Option<String>,
    /// The origin.
    pub(crate) origin: Origin,
    /// The flag, variable or file.
    pub(crate) place: String,
    /// The flag or variable that keeps it from having an effect.
    pub(crate) overruled_by: Option<String>,
}

impl Given {
    /// The value for people: passwords are masked.
    pub(crate) fn shown(&self, key: &str) -> String {
        let value = self.value.clone().unwrap_or_default();
        match key {
            "database_url" => masked(&value),
            "mail_password" | "oidc_client_secret" if !value.is_empty() => "***".to_owned(),
            _ => value,
        }
    }

    fn of(value: Option<String>, origin: Origin, place: impl Into<String>) -> Self {
        Self { value, origin, place: place.into(), overruled_by: None }
    }
}

/// All settings in the order of their declaration.
pub(super) fn collect(
    globals: &Globals,
    environment: &Environment,
    file: Option<&SettingsFile>,
) -> Result<Vec<(&'static str, Given)>, Failure> {
    for pair in &globals.setting {
        let name = pair.split_once('=').map_or(pair.as_str(), |(name, _)| name);
        if declared::find(name).is_none() {
            let failure = Failure::usage("cli-error-config-key").arg("found", name);
            return Err(failure.near(name, &declared::names()).at("--setting"));
        }
    }
    DECLARED.iter().map(|one| Ok((one.name, find(one, globals, environment, file)?))).collect()
}

fn find(
    declared: &'static Declared,
    globals: &Globals,
    environment: &Environment,
    file: Option<&SettingsFile>,
) -> Result<Given, Failure> {
    let key = declared.name;
    let flag = match key {
        "data_dir" => globals.data.as_ref().map(|path| text(path.as_os_str(), "--data")).transpose()?,
        "database_url" => globals.database_url.clone(),
        "listen" => globals.serving.listen.clone(),
        "base_url" => globals.serving.base_url.clone(),
        "trusted_proxies" => globals.serving.trusted_proxies.clone(),
        "metrics_listen" => globals.serving.metrics_listen.clone(),
        "lang" => globals.lang.clone(),
        "color" => globals.color.clone(),
        "log" => globals.log.clone(),
        "log_format" => globals.log_format.clone(),
        _ => None,
    };
    if let Some(value) = flag {
        return Ok(Given::of(Some(value), Origin::Flag, declared.flag));
    }
    let mut pairs = globals.setting.iter().rev().filter_map(|pair| pair.split_once('='));
    if let Some((_, value)) = pairs.find(|(name, _)| *name == key) {
        return Ok(Given::of(Some(value.to_owned()), Origin::Flag, "--setting"));
    }
    let variable = declared::variable(key);
    if let Some(value) = environment.get(&variable).filter(|value| !value.is_empty()) {
        return Ok(Given::of(Some(text(value, &variable)?), Origin::Environment, variable));
    }
    if let Some((file, (value, line))) = file.and_then(|file| Some((file, file.values.get(key)?))) {
        return Ok(Given::of(Some(value.clone()), Origin::File, file.place(*line)));
    }
    Ok(Given::of(default(declared, environment), Origin::Default, ""))
}

/// Variables that look like a setting and are none, with the name that was probably meant. The environment is shared
/// with other programs, so this is a warning, not an error.
pub(super) fn strangers(environment: &Environment) -> Vec<(String, String)> {
    let known: Vec<String> = declared::names().into_iter().map(declared::variable).collect();
    let names = environment.keys().filter(|name| name.starts_with("ENISHI_") && *name != CONFIG_VARIABLE);
    names
        .filter(|name| !known.contains(*name))
        .filter_map(|name| {
            let near = nearest(name, known.iter().map(String::as_str))?;
            Some((name.clone(), near.to_owned()))
        })
        .collect()
}

fn text(value: &OsStr, place: &str) -> Result<String, Failure> {
    value.to_str().map(ToOwned::to_owned).ok_or_else(|| Failure::usage("cli-error-not-utf8").at(place))
}

fn default(declared: &Declared, environment: &Environment) -> Option<String> {
    match declared.name {
        "data_dir" => platform_folder(environment).map(|path| path.display().to_string()),
        "lang" => Some(locale_lang(environment).code().to_owned()),
        _ => Some(declared.default.to_owned()).filter(|value| !value.is_empty()),
    }
}

/// The folder for data of programs. One place whichever folder the shell is in: a relative default would begin a
/// second, empty register as soon as somebody stands elsewhere.
///
/// Source: XDG Base Directory Specification 0.8; Apple File System Programming Guide; Windows known folders.
fn platform_folder(environment: &Environment) -> Option<PathBuf> {
    let folder = |name: &str| environment.get(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        return Some(folder("LOCALAPPDATA")?.join("enishi"));
    }
    if cfg!(target_os = "macos") {
        return Some(folder("HOME")?.join("Library/Application Support/enishi"));
    }
    let data = folder("XDG_DATA_HOME").filter(|path| path.is_absolute());
    Some(data.or_else(|| Some(folder("HOME")?.join(".local/share")))?.join("enishi"))
}

/// An address without its password.
fn masked(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (address, query) = rest.split_once('?').map_or((rest, ""), |(address, query)| (address, query));
    // The last `@` ends the credentials: a password may hold one.
    let address = match address.rsplit_once('@') {
        Some((who, host)) => match who.split_once(':') {
            Some((user, _)) => format!("{user}:***@{host}"),
            None => format!("{who}@{host}"),
        },
        None => address.to_owned(),
    };
    if query.is_empty() {
        return format!("{scheme}://{address}");
    }
    let query: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if name.contains("password") => format!("{name}=***"),
            _ => pair.to_owned(),
        })
        .collect();
    format!("{scheme}://{address}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn passwords_are_masked() {
        assert_eq!(masked("postgres://enishi:ge@heim@db/kci"), "postgres://enishi:***@db/kci");
        assert_eq!(masked("postgres://db/kci?user=a&password=b"), "postgres://db/kci?user=a&password=***");
        assert_eq!(masked("postgres://enishi@db/kci"), "postgres://enishi@db/kci");
    }
}
