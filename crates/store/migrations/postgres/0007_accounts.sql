-- Who may come in: accounts, how they come in, what was done with accounts, and mail that waits. Secrets are only kept as
-- hashes, but for the key of a second step, which must be computed with.
CREATE TABLE account (
    id BYTEA NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    person BYTEA,
    is_admin BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    passphrase TEXT COLLATE "C",
    totp_secret TEXT COLLATE "C",
    totp_step BIGINT,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT
);
CREATE UNIQUE INDEX account_folded ON account (folded);
CREATE INDEX account_person ON account (person) WHERE person IS NOT NULL;
CREATE TABLE recovery_code (
    account BYTEA NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, hash)
);
CREATE TABLE link (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    account BYTEA,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX link_account ON link (account);
DROP TABLE session;
CREATE TABLE session (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    account BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    browser TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE TABLE attempt (
    subject TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    free_at BIGINT NOT NULL
);
CREATE TABLE account_event (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    account BYTEA,
    detail TEXT COLLATE "C" NOT NULL
);
CREATE INDEX account_event_at ON account_event (at, id);
CREATE INDEX account_event_account ON account_event (account, at, id);
CREATE TABLE mail (
    id BYTEA NOT NULL PRIMARY KEY,
    request_key TEXT COLLATE "C" NOT NULL,
    account BYTEA,
    recipient TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    template TEXT COLLATE "C" NOT NULL,
    args TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    tries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    problem TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX mail_request_key ON mail (request_key);
CREATE INDEX mail_due ON mail (next_at) WHERE state = 'waiting';
CREATE TABLE api_key (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hash TEXT COLLATE "C" NOT NULL,
    account BYTEA NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX api_key_hash ON api_key (hash);
CREATE INDEX api_key_account ON api_key (account);
