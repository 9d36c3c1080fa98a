DROP TABLE scope_decision;
