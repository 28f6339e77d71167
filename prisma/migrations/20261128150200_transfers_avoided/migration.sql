-- Whether the patient was to be transferred, and whether the consult made it unnecessary; asked when the case is closed.
ALTER TABLE "consult_case" ADD COLUMN "outcome_transfer" TEXT;
ALTER TABLE consult_case ADD CONSTRAINT transfer_known CHECK (outcome_transfer IN ('avoided', 'made', 'none'));
