-- What decides who sees the past of a record that ended: the clearance of its last body, and the scope that held it ('-'
-- the whole; none for a record that had gone into another). One row for each record that does not stand.
CREATE TABLE ended (
    id BYTEA NOT NULL PRIMARY KEY,
    clearance TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C"
);
INSERT INTO ended (id, clearance, scope)
SELECT x.id,
(SELECT e.clearance FROM facet e WHERE e.id = x.id AND e.name = 'created' AND e.to_seq IS NOT NULL
ORDER BY e.to_seq DESC, e.from_seq DESC LIMIT 1),
COALESCE((SELECT h.value FROM facet h WHERE h.id = x.id AND h.name = 'held_by' AND h.to_seq = x.gone
ORDER BY h.from_seq DESC LIMIT 1), '-')
FROM (SELECT id, max(to_seq) AS gone FROM facet WHERE name = 'created' AND to_seq IS NOT NULL GROUP BY id) x
WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = x.id);
