-- A case may be opened to a wide circle or a class without saying whose it is. Which of those who see the row are told is the
-- application's to say (core/case/policy.ts, seesIdentity): the name is a column of a row that they may read.
ALTER TABLE consult_case ADD COLUMN identity_masked BOOLEAN NOT NULL DEFAULT false;
