DROP TABLE personal;
DROP TABLE finding;
ALTER TABLE action DROP COLUMN amounts_json;
ALTER TABLE action DROP COLUMN deadline_period;
ALTER TABLE action DROP COLUMN deadline;
ALTER TABLE action DROP COLUMN responsible;
