-- The watch over the audit chains: where each ends, what the last check found, and who looked at a patient from outside.

CREATE TABLE "audit_check" (
  "organization_id" UUID NOT NULL,
  "checked_at" TIMESTAMPTZ(3) NOT NULL,
  "links" INTEGER NOT NULL,
  "witnessed" INTEGER NOT NULL,
  "fault_kind" TEXT,
  "fault_sequence" INTEGER,
  "fault_from" INTEGER,
  CONSTRAINT "audit_check_pkey" PRIMARY KEY ("organization_id", "checked_at")
);
ALTER TABLE audit_check
  ADD CONSTRAINT fault_known CHECK (fault_kind IS NULL OR fault_kind IN ('altered', 'missing', 'inserted', 'moved')),
  ADD CONSTRAINT fault_has_its_row CHECK ((fault_kind IS NULL) = (fault_sequence IS NULL));
ALTER TABLE audit_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_check FORCE ROW LEVEL SECURITY;
-- The platform writes what it found, with no person behind it; the auditor reads it; nobody changes it.
CREATE POLICY platform_keeps ON audit_check FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_practitioner()) IS NULL);
CREATE POLICY auditor_reads ON audit_check FOR SELECT
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('auditor')));
GRANT SELECT, INSERT ON audit_check TO lienvien_app;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON audit_check FOR EACH ROW EXECUTE FUNCTION refuse_change();

/* Where every hospital's chain ends: places only, for the platform's watch. */
CREATE FUNCTION audit_heads() RETURNS TABLE (organization uuid, sequence integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT tip.organization_id, tip.sequence FROM audit_tip tip ORDER BY 1
$$;
REVOKE EXECUTE ON FUNCTION audit_heads() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_heads() TO lienvien_jobs;

-- Who saw this patient, this case; what did this person do: found without reading a trail of years.
CREATE INDEX audit_link_payload_idx ON audit_link USING gin (((body::jsonb) -> 'payload') jsonb_path_ops);
CREATE INDEX audit_link_actor_idx ON audit_link (organization_id, ((body::jsonb) ->> 'actor'), sequence DESC);

/*
 * What other hospitals' people did in a case that this hospital asked: their hospital keeps its own chain, and the patient's
 * hospital must be able to say to whom the patient's data went (Luật BVDLCN 91/2025). For the auditor of the asking hospital only.
 */
CREATE POLICY owner_discloses ON audit_link FOR SELECT TO CURRENT_USER USING (current_setting('app.disclosing', true) = 'on');
CREATE POLICY owner_discloses ON consult_case FOR SELECT TO CURRENT_USER USING (current_setting('app.disclosing', true) = 'on');
CREATE FUNCTION disclosures_outside(patient uuid) RETURNS TABLE (organization uuid, sequence integer, body text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  asking uuid := app_organization();
BEGIN
  IF asking IS NULL OR NOT app_has_role('auditor') THEN
    RAISE EXCEPTION 'only the auditor asks to whom data went' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.disclosing', 'on', true);
  RETURN QUERY
    SELECT link.organization_id, link.sequence, link.body
    FROM consult_case one
    JOIN audit_link link ON (link.body::jsonb -> 'payload') @> jsonb_build_object('case', one.id::text)
    WHERE one.patient_id = patient AND one.requesting_organization_id = asking AND link.organization_id <> asking
    ORDER BY link.body::jsonb ->> 'at' DESC LIMIT 5000;
  PERFORM set_config('app.disclosing', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION disclosures_outside(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION disclosures_outside(uuid) TO lienvien_app;
