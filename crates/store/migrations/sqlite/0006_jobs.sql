-- Work that takes long: what runs, ran and failed. No names, titles or texts; `subject` names a batch or a backup.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    slot TEXT,
    subject TEXT NOT NULL,
    node TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    ended_at INTEGER,
    log TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_slot ON job (slot) WHERE state = 'running';
CREATE INDEX job_began ON job (began_at);
