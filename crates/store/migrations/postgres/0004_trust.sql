-- What was erased, by ids alone; and ended references by the record that made them, which verifying and erasing ask for.
CREATE TABLE erasure (
    record_id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (record_id, at)
);
CREATE INDEX reference_from_ended ON reference (from_id) WHERE to_seq IS NOT NULL;
