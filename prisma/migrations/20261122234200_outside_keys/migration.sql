-- Signing keys that the platform never holds: on a PKCS#11 token or HSM, or with a remote signing service.
CREATE TABLE "outside_key" (
  "id" UUID NOT NULL,
  "practitioner_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "serial" TEXT NOT NULL,
  "certificate" BYTEA NOT NULL,
  "place" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "outside_key_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "outside_key_practitioner_id_organization_id_created_at_idx" ON "outside_key"("practitioner_id", "organization_id", "created_at" DESC);
ALTER TABLE outside_key ADD CONSTRAINT place_known CHECK (place->>'kind' IN ('pkcs11', 'csc'));
ALTER TABLE outside_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_key FORCE ROW LEVEL SECURITY;
CREATE POLICY key_keeper ON outside_key USING ((SELECT app_has_role('key-keeper')));
GRANT SELECT, INSERT ON outside_key TO lienvien_app;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON outside_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON outside_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
