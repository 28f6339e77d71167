-- Templates of the minutes, by hospital and specialty; no patient's word is in them.

CREATE TABLE "minutes_template" (
  "organization_id" UUID NOT NULL,
  "specialty" TEXT NOT NULL,
  "texts" JSONB NOT NULL,
  "saved_by_id" UUID NOT NULL,
  "saved_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "minutes_template_pkey" PRIMARY KEY ("organization_id", "specialty"),
  CONSTRAINT of_hospital FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE RESTRICT
);
ALTER TABLE minutes_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE minutes_template FORCE ROW LEVEL SECURITY;
-- A secretary from a third hospital begins with the advising hospital's words too.
CREATE POLICY signed_in ON minutes_template FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY own_hospital_adds ON minutes_template FOR INSERT WITH CHECK (organization_id = (SELECT app_organization()) AND saved_by_id = (SELECT app_practitioner()));
CREATE POLICY own_hospital_changes ON minutes_template FOR UPDATE
  USING (organization_id = (SELECT app_organization())) WITH CHECK (organization_id = (SELECT app_organization()) AND saved_by_id = (SELECT app_practitioner()));
CREATE POLICY own_hospital_removes ON minutes_template FOR DELETE USING (organization_id = (SELECT app_organization()));
GRANT SELECT, INSERT, UPDATE, DELETE ON minutes_template TO lienvien_app;
