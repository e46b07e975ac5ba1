-- Records, what follows from them, and the log that orders every change. Times are microseconds of UTC since 1970.
CREATE TABLE record (
    id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    shape BIGINT NOT NULL,
    body TEXT NOT NULL,
    clearance TEXT COLLATE "C" NOT NULL,
    created_seq BIGINT NOT NULL,
    changed_seq BIGINT NOT NULL
);
CREATE UNIQUE INDEX record_id ON record (id);
CREATE UNIQUE INDEX record_reference ON record (reference);

CREATE TABLE reference (
    from_id BYTEA NOT NULL,
    from_kind TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    to_id BYTEA NOT NULL,
    since TEXT,
    until TEXT,
    clearance TEXT COLLATE "C" NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT
);
CREATE INDEX reference_to ON reference (to_id, from_kind, field, from_id, clearance) WHERE to_seq IS NULL;
CREATE INDEX reference_from ON reference (from_id) WHERE to_seq IS NULL;

CREATE TABLE facet (
    id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C",
    sort_key BYTEA,
    clearance TEXT COLLATE "C" NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT
);
CREATE INDEX facet_value ON facet (kind, name, value, clearance, id) WHERE to_seq IS NULL AND value IS NOT NULL;
CREATE INDEX facet_order ON facet (kind, name, sort_key, id, clearance) WHERE to_seq IS NULL AND sort_key IS NOT NULL;
CREATE INDEX facet_id ON facet (id, name) WHERE to_seq IS NULL;

CREATE TABLE log_head (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    epoch TEXT NOT NULL
);
CREATE TABLE log_commit (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    batch TEXT COLLATE "C",
    reason TEXT NOT NULL
);
CREATE INDEX log_commit_batch ON log_commit (batch) WHERE batch IS NOT NULL;
CREATE TABLE log_change (
    seq BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id BYTEA NOT NULL,
    reference TEXT NOT NULL,
    version BIGINT NOT NULL,
    shape BIGINT NOT NULL,
    operation TEXT NOT NULL,
    after TEXT,
    clearances TEXT NOT NULL,
    PRIMARY KEY (seq, ordinal)
);
CREATE UNIQUE INDEX log_change_record ON log_change (id, version);

CREATE TABLE batch (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    report TEXT NOT NULL
);
CREATE TABLE import_stage (
    batch TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (batch, ordinal)
);

CREATE TABLE setting (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE session (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE TABLE answered_request (
    request_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    record_id BYTEA
);
