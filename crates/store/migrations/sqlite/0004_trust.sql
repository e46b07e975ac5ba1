-- What was erased, by ids alone; and ended references by the record that made them, which verifying and erasing ask for.
CREATE TABLE erasure (
    record_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (record_id, at)
) STRICT;
CREATE INDEX reference_from_ended ON reference (from_id) WHERE to_seq IS NOT NULL;
