-- CreateTable
CREATE TABLE "fhir_source" (
    "organization_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_token" TEXT,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fhir_source_pkey" PRIMARY KEY ("organization_id")
);
-- AddForeignKey
ALTER TABLE "fhir_source" ADD CONSTRAINT "fhir_source_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE fhir_source ENABLE ROW LEVEL SECURITY;
ALTER TABLE fhir_source FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON fhir_source TO lienvien_app;
CREATE POLICY own_hospital_reads ON fhir_source FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin_adds ON fhir_source FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON fhir_source FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
