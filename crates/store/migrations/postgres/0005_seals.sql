-- Batches whose records are read only as long as the batch stands.
CREATE TABLE seal (
    batch TEXT COLLATE "C" NOT NULL PRIMARY KEY
);
