-- Who somebody is at a sign-in service (OpenID Connect), people who are on their way there, and the new address of a link
-- that confirms one.
CREATE TABLE identity (
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    account BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_account ON identity (account);
CREATE TABLE errand (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    browser TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    account BYTEA,
    nonce TEXT COLLATE "C" NOT NULL,
    verifier TEXT COLLATE "C" NOT NULL,
    args TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX errand_account ON errand (account);
ALTER TABLE link ADD COLUMN address TEXT COLLATE "C";
