-- Filing outside: each hospital's own systems, and every document on its way to them.

CREATE TABLE "filing_destination" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "application" TEXT NOT NULL DEFAULT '',
  "facility" TEXT NOT NULL DEFAULT '',
  "secret" TEXT,
  "active" BOOLEAN NOT NULL DEFAULT true,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "filing_destination_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "filing_destination_organization_id_idx" ON "filing_destination"("organization_id");

CREATE TABLE "filing_delivery" (
  "id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "minutes_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "relation" TEXT NOT NULL,
  "file_sha256" CHAR(64) NOT NULL,
  "message_id" UUID NOT NULL,
  "status" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3),
  "last_fault" TEXT,
  "detail" TEXT,
  "receipt" TEXT,
  "note" TEXT,
  "closed_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "filing_delivery_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "filing_delivery_message_id_key" ON "filing_delivery"("message_id");
CREATE UNIQUE INDEX "filing_delivery_destination_id_minutes_id_relation_key" ON "filing_delivery"("destination_id", "minutes_id", "relation");
CREATE INDEX "filing_delivery_organization_id_status_idx" ON "filing_delivery"("organization_id", "status");
ALTER TABLE "filing_delivery" ADD CONSTRAINT "filing_delivery_destination_id_fkey"
  FOREIGN KEY ("destination_id") REFERENCES "filing_destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE filing_destination ADD CONSTRAINT kind_known CHECK (kind IN ('fhir-mhd', 'fhir-document', 'hl7-mdm'));
ALTER TABLE filing_delivery
  ADD CONSTRAINT relation_known CHECK (relation IN ('original', 'replacement', 'addendum')),
  ADD CONSTRAINT waits_for_a_time CHECK ((status = 'waiting') = (next_attempt_at IS NOT NULL)),
  ADD CONSTRAINT closed_at_a_time CHECK ((status = 'waiting') = (closed_at IS NULL)),
  ADD CONSTRAINT says_what_became CHECK (CASE status WHEN 'waiting' THEN true WHEN 'delivered' THEN receipt IS NOT NULL
    WHEN 'dead' THEN num_nulls(last_fault, detail) = 0 WHEN 'settled' THEN note IS NOT NULL ELSE false END);
ALTER TABLE filing_destination ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_destination FORCE ROW LEVEL SECURITY;
ALTER TABLE filing_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_delivery FORCE ROW LEVEL SECURITY;

CREATE POLICY own_hospital ON filing_destination FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin_adds ON filing_destination FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON filing_destination FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_hospital ON filing_delivery USING (organization_id = (SELECT app_organization()));
GRANT SELECT, INSERT, UPDATE ON filing_destination, filing_delivery TO lienvien_app;

CREATE TRIGGER never_erased BEFORE DELETE ON filing_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();

/* Deliveries whose time has passed: their sender died, or their job was lost. Only ids come back. */
CREATE POLICY owner_resumes ON filing_delivery FOR SELECT TO CURRENT_USER USING (current_setting('app.resuming', true) = 'on');
CREATE FUNCTION overdue_deliveries(before timestamptz) RETURNS TABLE (id uuid, case_id uuid, version integer, organization_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.resuming', 'on', true);
  RETURN QUERY SELECT one.id, one.case_id, one.version, one.organization_id FROM filing_delivery one
    WHERE one.status = 'waiting' AND one.next_attempt_at < before ORDER BY one.next_attempt_at LIMIT 200;
  PERFORM set_config('app.resuming', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION overdue_deliveries(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overdue_deliveries(timestamptz) TO lienvien_jobs;
