-- What persons have said of promises. promise and follow_up are fingerprints of words (64 bits, as a signed number), so
-- that a judgement outlasts readings and versions; follow_up is NULL where the verdict is nothing. No reference to
-- organisation: a register that is replaced must not take judgements with it. role is a role, never a name.
CREATE TABLE judgement (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  organisation_key TEXT NOT NULL,
  year INTEGER NOT NULL,
  promise BIGINT NOT NULL,
  follow_up BIGINT,
  verdict TEXT NOT NULL,
  role TEXT NOT NULL,
  note TEXT,
  judged_at TIMESTAMP NOT NULL
);
CREATE INDEX judgement_promise ON judgement (organisation_key, year, promise);
