-- Who is to do an action, when and for what. deadline as written; deadline_period as 2026-03-31, 2026-06, 2026-Q3, 2026-T1 or
-- 2026. amounts_json: {"version":1,"amounts":[…]} in öre, NULL for none. Reviews that were read before have none of these
-- until they are read again.
ALTER TABLE action ADD COLUMN responsible TEXT;
ALTER TABLE action ADD COLUMN deadline TEXT;
ALTER TABLE action ADD COLUMN deadline_period TEXT;
ALTER TABLE action ADD COLUMN amounts_json TEXT;

-- What is said not to be done (not_done), and what others found (of_others). Never counted as actions.
CREATE TABLE finding (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  heading TEXT NOT NULL,
  areas TEXT NOT NULL,
  page INTEGER,
  line INTEGER NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  evidence_json TEXT NOT NULL
);
CREATE INDEX finding_review ON finding (review_id);

-- Where the text names persons. The words stand in the document alone.
CREATE TABLE personal (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  kind TEXT NOT NULL,
  page INTEGER,
  line INTEGER NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL
);
CREATE INDEX personal_review ON personal (review_id);
