-- A fact may become again what it was: a patient goes back to the bed they came from, a laboratory to its first value. So the same
-- content has its origin each time it came to stand. What was told in one message is in the order of the message, and when the sender
-- told it says whether it is old.
ALTER TABLE "fact_origin" ADD COLUMN "told_at" TIMESTAMPTZ(3);
ALTER TABLE "fact_origin" ADD COLUMN "sequence" BIGSERIAL NOT NULL;
GRANT USAGE ON SEQUENCE fact_origin_sequence_seq TO lienvien_app;

DROP INDEX "fact_origin_once_a_patient";
CREATE INDEX "fact_origin_organization_id_kind_source_external_key_idx" ON "fact_origin" ("organization_id", "kind", "source", "external_key");
