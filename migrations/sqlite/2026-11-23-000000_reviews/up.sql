-- One row: what holds for the whole database. Every writer updates it first, which also makes it the writers' lock.
CREATE TABLE state (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  data_version BIGINT NOT NULL,
  invented BOOLEAN NOT NULL
);
INSERT INTO state (id, data_version, invented) VALUES (1, 0, FALSE);

-- The register. names_json: {"version":1,"aliases":[…],"predecessors":[…],"successors":[…]}.
CREATE TABLE organisation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  first_year INTEGER,
  last_year INTEGER,
  names_json TEXT NOT NULL
);

-- One row per different file. Ids count up in the order of arrival and are never used again.
CREATE TABLE document (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_count BIGINT NOT NULL,
  received_at TIMESTAMP NOT NULL,
  text TEXT NOT NULL
);

-- The file, byte for byte; apart from document so that lists do not read past it.
CREATE TABLE original (
  document_id INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
  bytes BLOB NOT NULL
);

-- What was read from a document. Years as "2026,2027"; organisation and year NULL where not known.
CREATE TABLE review (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL UNIQUE REFERENCES document (id),
  organisation_key TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
  organisation_as_written TEXT,
  year INTEGER,
  plan_years TEXT NOT NULL,
  dnr TEXT,
  decided_on TEXT,
  version INTEGER NOT NULL,
  is_current BOOLEAN NOT NULL,
  usable BOOLEAN NOT NULL,
  remarks INTEGER NOT NULL,
  taxonomy_version TEXT NOT NULL
);
CREATE INDEX review_chain ON review (organisation_key, year);

-- areas and measures as codes, "nis2,utbildning". evidence_json: {"version":1,"evidence":[…]}.
CREATE TABLE action (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  text TEXT NOT NULL,
  heading TEXT NOT NULL,
  years TEXT NOT NULL,
  status TEXT NOT NULL,
  areas TEXT NOT NULL,
  measures TEXT NOT NULL,
  optional BOOLEAN NOT NULL,
  page INTEGER,
  line INTEGER NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  evidence_json TEXT NOT NULL
);
CREATE INDEX action_review ON action (review_id);

CREATE TABLE risk (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  text TEXT NOT NULL,
  likelihood INTEGER,
  consequence INTEGER,
  value INTEGER,
  treatment TEXT,
  areas TEXT NOT NULL,
  optional BOOLEAN NOT NULL,
  page INTEGER,
  line INTEGER NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  evidence_json TEXT NOT NULL
);
CREATE INDEX risk_review ON risk (review_id);

CREATE TABLE metric (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  kind TEXT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  approximate BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  note TEXT,
  page INTEGER,
  line INTEGER NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL
);
CREATE INDEX metric_review ON metric (review_id);

-- place_json: {"version":1,"place":{…}}, NULL where a remark concerns the whole document.
CREATE TABLE remark (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id),
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  place_json TEXT
);
CREATE INDEX remark_review ON remark (review_id);
