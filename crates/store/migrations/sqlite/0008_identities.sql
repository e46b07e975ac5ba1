-- Who somebody is at a sign-in service (OpenID Connect), people who are on their way there, and the new address of a link
-- that confirms one.
CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (issuer, subject)
) STRICT;
CREATE INDEX identity_account ON identity (account);
CREATE TABLE errand (
    hash TEXT NOT NULL PRIMARY KEY,
    browser TEXT NOT NULL,
    purpose TEXT NOT NULL,
    account BLOB,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    args TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX errand_account ON errand (account);
ALTER TABLE link ADD COLUMN address TEXT;
