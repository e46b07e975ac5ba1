-- Batches whose records are read only as long as the batch stands.
CREATE TABLE seal (
    batch TEXT NOT NULL PRIMARY KEY
) STRICT;
