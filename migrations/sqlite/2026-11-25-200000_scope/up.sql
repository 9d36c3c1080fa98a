-- Whether the Cybersecurity Act covers a legal person, by whom decided and why. One row a legal person; none is undecided.
CREATE TABLE scope_decision (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  legal_person TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_on TEXT
);
