-- What decides who sees the past of a record: the clearance of its last body, and what holds it (the scope, with the record's
-- id where it was opened by name; none for a record that went into another). One row of `ended` for each record that does not
-- stand. Filled when rows are derived anew.
ALTER TABLE record ADD COLUMN holder TEXT COLLATE "C";
CREATE TABLE ended (
    id BYTEA NOT NULL PRIMARY KEY,
    clearance TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C"
);
