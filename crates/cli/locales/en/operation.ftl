# Text of installing and running: settings, the server, the log.

cli-help--log = How much the log says: error, warn, info, debug or trace (default: warn)
cli-help--log-format = How the log is written: text or json (default: text)
cli-help--setting = Any setting for this run, such as zone=Asia/Tokyo; can be repeated (“enishi config show” lists them)
cli-help-serve = Serve the register in the browser
cli-help-serve-more = Until accounts exist, only this machine is answered, or a proxy that speaks HTTPS to everybody else (--base-url and --trusted-proxies); a one-time link makes your browser the operator's.
cli-help-serve--listen = Address and port (default: 127.0.0.1:8080)
cli-help-serve--base-url = The address under which people reach it (default: http://LISTEN/)
cli-help-serve--trusted-proxies = From where requests are taken besides this machine: addresses or networks, with commas
cli-help-serve--metrics-listen = Address and port for measurements in the format of Prometheus, on this machine (default: none)
cli-help-config = Settings
cli-help-config-show = Show each setting and where it comes from
cli-help-config-show--format = table for people, json for programs

cli-help-completions = Print the completions of a shell
cli-help-completions--shell = bash, zsh or fish
cli-help-man = Write manual pages in English and Japanese into a folder
cli-help-man--folder = The folder, such as /usr/local/share/man

cli-error-setting = the setting `{ $name }` cannot be `{ $found }`
cli-setting-data_dir = Expected: a folder.
cli-setting-database_url = Expected: an address of PostgreSQL, such as postgres://user@host/name.
cli-setting-listen = Expected: an address with a port, such as 127.0.0.1:8080.
cli-setting-base_url = Expected: an address without a path, such as https://enishi.example.jp/.
cli-setting-trusted_proxies = Expected: addresses or networks with commas between them, such as 10.0.0.1,10.1.0.0/16.
cli-setting-metrics_listen = Expected: an address with a port on this machine, such as 127.0.0.1:9464.
cli-setting-lang = Expected: ja or en.
cli-setting-color = Expected: auto, always or never.
cli-setting-zone = Expected: the IANA name of a time zone, such as Asia/Tokyo.
cli-setting-max_file_mb = Expected: a whole number of megabytes from 1 to 1000.
cli-setting-contact_name = Expected: the name of an office or organisation.
cli-setting-contact_email = Expected: an address like name@example.jp, or contact_telephone or contact_address beside it: a name alone reaches nobody.
cli-setting-contact_telephone = Expected: a telephone number.
cli-setting-contact_address = Expected: a postal address.
cli-setting-mail_server = Expected: smtps://mail.example.jp, smtp+starttls://mail.example.jp:587, or smtp://localhost:25 on this machine.
cli-setting-mail_from = Expected: the e-mail address of the sender.
cli-setting-mail_user = Expected: the user at the mail server, together with mail_password.
cli-setting-mail_password = Expected: the password at the mail server, together with mail_user.
cli-setting-oidc_issuer = Expected: the address of the sign-in service as it writes it itself, such as https://id.example.jp; http:// on this machine only.
cli-setting-oidc_client_id = Expected: the name under which the sign-in service knows this program.
cli-setting-oidc_client_secret = Expected: the secret that the sign-in service gave this program.
cli-setting-oidc_label = Expected: what people call the sign-in service; it stands on the button.
cli-setting-session_idle_minutes = Expected: minutes of rest after which a session ends, a whole number from 1 to 1440.
cli-setting-session_hours = Expected: hours that a session lasts at most, a whole number from 1 to 720.
cli-setting-backup_dir = Expected: a folder.
cli-setting-backup_at = Expected: hour and minute, such as 02:30.
cli-setting-backup_keep = Expected: a whole number from 1 to 1000.
cli-setting-log = Expected: error, warn, info, debug or trace.
cli-setting-log_format = Expected: text or json.

cli-error-config-syntax = the settings file cannot be read: { $detail }
cli-error-config-syntax-hint = Each line is NAME = "VALUE".
cli-error-config-key = unknown setting `{ $found }`
cli-error-config-key-hint = Known: { $known }.
cli-error-config-value = the setting `{ $name }` is not a text, a number or a list of texts
cli-error-config-value-hint = Write it as { $name } = "VALUE".
cli-error-not-loopback = { $found } would open the register to other machines; until accounts exist, everybody who reaches it could read and the operator's link would travel openly
cli-error-not-loopback-hint = Listen on 127.0.0.1, and reach it from elsewhere through SSH (ssh -L 8080:127.0.0.1:8080 HOST). Behind a proxy with HTTPS, set base_url (https://…) and trusted_proxies.
cli-error-metrics-loopback = { $found } would show the measurements to other machines
cli-error-metrics-loopback-hint = Use 127.0.0.1 or [::1] for metrics_listen.
cli-warning-variable = warning: { $found } in the environment is no setting. Did you mean { $near }?
cli-serve-metrics = Measurements: { $address }
cli-serve-waiting = PostgreSQL does not answer. It is waited for { $seconds } seconds; Ctrl+C ends it.
cli-serve-cut = Stopped while work was under way. What was not finished was rolled back: imports stay staged and can be applied again.
cli-error-backup-nowhere = where to is not said
cli-error-backup-nowhere-hint = Name a file, or set backup_dir.
cli-error-held = another process serves this folder: process { $pid }, since { $since }
cli-error-held-hint = Use that server, or stop it first. Commands such as “enishi import” work beside it.

cli-config-overruled = (no effect: { $by } goes before)
cli-warning-database = warning: database_url ({ $place }) has no effect, because { $by } names a folder and goes before. The data are in that folder.
cli-config-no-file = No settings file was read.
cli-origin-flag = flag
cli-origin-environment = environment
cli-origin-file = file
cli-origin-default = default
