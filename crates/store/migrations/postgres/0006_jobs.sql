-- Work that takes long: what runs, ran and failed. No names, titles or texts; `subject` names a batch or a backup.
CREATE TABLE job (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    slot TEXT COLLATE "C",
    subject TEXT COLLATE "C" NOT NULL,
    node TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    began_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    ended_at BIGINT,
    log TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX job_slot ON job (slot) WHERE state = 'running';
CREATE INDEX job_began ON job (began_at);
