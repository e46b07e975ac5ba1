-- Attached files: found by the hash of their bytes, kept in parts, with the text that reading them gave.
CREATE TABLE blob (
    hash TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    at INTEGER NOT NULL,
    words TEXT
) STRICT;
CREATE TABLE blob_part (
    hash TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (hash, ordinal)
) STRICT;
