//! The settings that there are, one line each: the name in the file, its flag, and what holds when nobody says anything.
//!
//! `ENISHI_NAME` is the same in the environment, `--setting NAME=VALUE` on the command line. What is expected of a value
//! is in the catalogue under `cli-setting-NAME`.

/// A setting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declared {
    /// The name, as in the file.
    pub(crate) name: &'static str,
    /// The flag of its own, where it has one; shown as its place.
    pub(super) flag: &'static str,
    /// The default; empty where there is none or where the machine decides it.
    pub(super) default: &'static str,
    /// The key of the sentence that says what is expected.
    pub(super) expected: &'static str,
}

macro_rules! declared {
    ($($name:literal $flag:literal $default:literal,)*) => {
        [$(Declared {
            name: $name,
            flag: $flag,
            default: $default,
            expected: concat!("cli-setting-", $name),
        }),*]
    };
}

/// All settings.
pub(crate) const DECLARED: [Declared; 30] = declared![
    "data_dir" "--data" "",
    "database_url" "--database-url" "",
    "listen" "--listen" "127.0.0.1:8080",
    "base_url" "--base-url" "",
    "trusted_proxies" "--trusted-proxies" "",
    "metrics_listen" "--metrics-listen" "",
    "lang" "--lang" "",
    "color" "--color" "auto",
    "zone" "" "Asia/Tokyo",
    "max_file_mb" "" "50",
    "contact_name" "" "",
    "contact_email" "" "",
    "contact_telephone" "" "",
    "contact_address" "" "",
    "mail_server" "" "",
    "mail_from" "" "",
    "mail_user" "" "",
    "mail_password" "" "",
    "oidc_issuer" "" "",
    "oidc_client_id" "" "",
    "oidc_client_secret" "" "",
    "oidc_label" "" "",
    "session_idle_minutes" "" "120",
    "session_hours" "" "12",
    "retention" "" "",
    "backup_dir" "" "",
    "backup_at" "" "02:30",
    "backup_keep" "" "14",
    "log" "--log" "warn",
    "log_format" "--log-format" "text",
];

/// The names of all settings.
pub(crate) fn names() -> Vec<&'static str> {
    DECLARED.iter().map(|one| one.name).collect()
}

/// The setting of this name.
pub(super) fn find(name: &str) -> Option<&'static Declared> {
    DECLARED.iter().find(|one| one.name == name)
}

/// The variable of a setting.
pub(crate) fn variable(name: &str) -> String {
    format!("ENISHI_{}", name.to_ascii_uppercase())
}
