-- Records, what follows from them, and the log that orders every change. Times are microseconds of UTC since 1970.
CREATE TABLE record (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    version INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    body TEXT NOT NULL,
    clearance TEXT NOT NULL,
    created_seq INTEGER NOT NULL,
    changed_seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_id ON record (id);
CREATE UNIQUE INDEX record_reference ON record (reference);

CREATE TABLE reference (
    from_id BLOB NOT NULL,
    from_kind TEXT NOT NULL,
    field TEXT NOT NULL,
    to_id BLOB NOT NULL,
    since TEXT,
    until TEXT,
    clearance TEXT NOT NULL,
    from_seq INTEGER NOT NULL,
    to_seq INTEGER
) STRICT;
CREATE INDEX reference_to ON reference (to_id, from_kind, field, from_id, clearance) WHERE to_seq IS NULL;
CREATE INDEX reference_from ON reference (from_id) WHERE to_seq IS NULL;

CREATE TABLE facet (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    sort_key BLOB,
    clearance TEXT NOT NULL,
    from_seq INTEGER NOT NULL,
    to_seq INTEGER
) STRICT;
CREATE INDEX facet_value ON facet (kind, name, value, clearance, id) WHERE to_seq IS NULL AND value IS NOT NULL;
CREATE INDEX facet_order ON facet (kind, name, sort_key, id, clearance) WHERE to_seq IS NULL AND sort_key IS NOT NULL;
CREATE INDEX facet_id ON facet (id, name) WHERE to_seq IS NULL;

CREATE TABLE log_head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    epoch TEXT NOT NULL
) STRICT;
CREATE TABLE log_commit (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    batch TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX log_commit_batch ON log_commit (batch) WHERE batch IS NOT NULL;
CREATE TABLE log_change (
    seq INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    reference TEXT NOT NULL,
    version INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    operation TEXT NOT NULL,
    after TEXT,
    clearances TEXT NOT NULL,
    PRIMARY KEY (seq, ordinal)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX log_change_record ON log_change (id, version);

CREATE TABLE batch (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    report TEXT NOT NULL
) STRICT;
CREATE TABLE import_stage (
    batch TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (batch, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE answered_request (
    request_key TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    record_id BLOB
) STRICT;
