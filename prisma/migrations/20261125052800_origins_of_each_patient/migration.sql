-- What two patients share is known of each on its own: an allergy to penicillin has the same key and the same words with every patient.
DROP INDEX "fact_origin_organization_id_kind_source_external_key_conten_key";
CREATE UNIQUE INDEX "fact_origin_once_a_patient"
  ON "fact_origin" ("organization_id", "kind", "source", "external_key", "content_sha256", "patient_id");
