-- Two times: facets that hold for a time, and lists of what the store held at a place of its log. Days are YYYY-MM-DD;
-- none means open. Rows that ended have indexes of their own, so that the present is as quick as before.
ALTER TABLE facet ADD COLUMN since TEXT;
ALTER TABLE facet ADD COLUMN until TEXT;
DROP INDEX facet_value;
DROP INDEX facet_order;
DROP INDEX reference_to;
CREATE INDEX facet_value ON facet (kind, name, value, clearance, id, from_seq, since, until) WHERE to_seq IS NULL AND value IS NOT NULL;
CREATE INDEX facet_order ON facet (kind, name, sort_key, id, clearance, from_seq, since, until) WHERE to_seq IS NULL AND sort_key IS NOT NULL;
CREATE INDEX reference_to ON reference (to_id, from_kind, field, from_id, clearance, from_seq, since, until) WHERE to_seq IS NULL;
CREATE INDEX facet_value_ended ON facet (kind, name, value, clearance, id, to_seq, from_seq, since, until) WHERE to_seq IS NOT NULL AND value IS NOT NULL;
CREATE INDEX facet_order_ended ON facet (kind, name, sort_key, id, clearance, to_seq, from_seq, since, until) WHERE to_seq IS NOT NULL AND sort_key IS NOT NULL;
CREATE INDEX facet_id_ended ON facet (id, name) WHERE to_seq IS NOT NULL;
CREATE INDEX reference_to_ended ON reference (to_id, from_kind, field, from_id, clearance, to_seq, from_seq, since, until) WHERE to_seq IS NOT NULL;
CREATE INDEX log_commit_at ON log_commit (at, seq);
CREATE INDEX log_change_ended ON log_change (reference) WHERE operation = 'delete';
