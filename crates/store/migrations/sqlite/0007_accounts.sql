-- Who may come in: accounts, how they come in, what was done with accounts, and mail that waits. Secrets are only kept as
-- hashes, but for the key of a second step, which must be computed with.
CREATE TABLE account (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    person BLOB,
    is_admin INTEGER NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    passphrase TEXT,
    totp_secret TEXT,
    totp_step INTEGER,
    created_at INTEGER NOT NULL,
    signed_in_at INTEGER
) STRICT;
CREATE UNIQUE INDEX account_folded ON account (folded);
CREATE INDEX account_person ON account (person) WHERE person IS NOT NULL;
CREATE TABLE recovery_code (
    account BLOB NOT NULL,
    hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, hash)
) STRICT;
CREATE TABLE link (
    hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX link_account ON link (account);
DROP TABLE session;
CREATE TABLE session (
    hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    account BLOB NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    browser TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account);
CREATE TABLE attempt (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    free_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_event (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    what TEXT NOT NULL,
    account BLOB,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX account_event_at ON account_event (at, id);
CREATE INDEX account_event_account ON account_event (account, at, id);
CREATE TABLE mail (
    id BLOB NOT NULL PRIMARY KEY,
    request_key TEXT NOT NULL,
    account BLOB,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    template TEXT NOT NULL,
    args TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX mail_request_key ON mail (request_key);
CREATE INDEX mail_due ON mail (next_at) WHERE state = 'waiting';
CREATE TABLE api_key (
    id TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    account BLOB NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX api_key_hash ON api_key (hash);
CREATE INDEX api_key_account ON api_key (account);
