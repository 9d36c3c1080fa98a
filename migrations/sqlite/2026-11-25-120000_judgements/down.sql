DROP TABLE judgement;
