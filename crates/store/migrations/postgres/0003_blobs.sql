-- Attached files: found by the hash of their bytes, kept in parts, with the text that reading them gave.
CREATE TABLE blob (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    at BIGINT NOT NULL,
    words TEXT
);
CREATE TABLE blob_part (
    hash TEXT COLLATE "C" NOT NULL,
    ordinal BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (hash, ordinal)
);
