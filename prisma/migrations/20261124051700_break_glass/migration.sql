-- Breaking the glass: somebody without a right opens a case in need, for three hours, with a reason, and is reviewed.

CREATE TABLE "break_glass" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "case_code" TEXT NOT NULL,
  "practitioner_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "asking_organization_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id"),
  CONSTRAINT of_case FOREIGN KEY (case_id) REFERENCES consult_case(id) ON DELETE RESTRICT,
  CONSTRAINT has_reason CHECK (length(btrim(reason)) >= 15),
  CONSTRAINT three_hours CHECK (ends_at = opened_at + interval '3 hours')
);
CREATE INDEX "break_glass_practitioner_id_ends_at_idx" ON "break_glass" ("practitioner_id", "ends_at");
CREATE INDEX "break_glass_organization_id_opened_at_idx" ON "break_glass" ("organization_id", "opened_at");
CREATE INDEX "break_glass_asking_organization_id_opened_at_idx" ON "break_glass" ("asking_organization_id", "opened_at");

CREATE TABLE "break_glass_review" (
  "glass_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "reviewer_id" UUID NOT NULL,
  "verdict" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "break_glass_review_pkey" PRIMARY KEY ("glass_id", "organization_id"),
  CONSTRAINT of_glass FOREIGN KEY (glass_id) REFERENCES break_glass(id) ON DELETE RESTRICT,
  CONSTRAINT verdict_known CHECK (verdict IN ('justified', 'not-justified')),
  CONSTRAINT has_note CHECK (btrim(note) <> '')
);

ALTER TABLE break_glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE break_glass FORCE ROW LEVEL SECURITY;
ALTER TABLE break_glass_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE break_glass_review FORCE ROW LEVEL SECURITY;
GRANT SELECT ON break_glass TO lienvien_app;
GRANT SELECT, INSERT ON break_glass_review TO lienvien_app;

-- Whoever opened knows of it; so do the auditors of their hospital, and of the hospital whose patient it is about.
CREATE POLICY oneself ON break_glass FOR SELECT
  USING (practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));
CREATE POLICY auditors_read ON break_glass FOR SELECT USING (
  (SELECT app_has_role('auditor')) AND (SELECT app_organization()) IN (organization_id, asking_organization_id));
CREATE POLICY owner_opens ON break_glass FOR INSERT TO CURRENT_USER WITH CHECK (true);

CREATE POLICY known_with_glass ON break_glass_review FOR SELECT
  USING (EXISTS (SELECT 1 FROM break_glass WHERE break_glass.id = glass_id));
-- An auditor speaks for the own hospital, and never of what they opened themselves.
CREATE POLICY auditor_reviews ON break_glass_review FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND reviewer_id = (SELECT app_practitioner()) AND (SELECT app_has_role('auditor'))
  AND EXISTS (SELECT 1 FROM break_glass opened WHERE opened.id = glass_id AND opened.practitioner_id <> (SELECT app_practitioner())));

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['break_glass', 'break_glass_review'] LOOP
    EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END
$$;

-- The case is seen, and not changed, while the three hours run; what belongs to the case follows it.
CREATE POLICY behind_glass ON consult_case FOR SELECT USING (
  submitted_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM break_glass broken
    WHERE broken.case_id = consult_case.id AND broken.practitioner_id = (SELECT app_practitioner())
      AND broken.organization_id = (SELECT app_organization()) AND now() < broken.ends_at));

/* Opens a case that was sent; the reason and the three hours are the table's to insist on. */
CREATE FUNCTION break_the_glass(glass uuid, consult uuid, why text, moment timestamptz) RETURNS TABLE (asking uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  wanted consult_case;
BEGIN
  IF app_practitioner() IS NULL OR app_organization() IS NULL OR NOT (app_has_role('doctor') OR app_has_role('coordinator')) THEN
    RAISE EXCEPTION 'only doctors and coordinators open in need' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A moment to come would make the three hours longer.
  IF moment > now() + interval '1 minute' THEN
    RAISE EXCEPTION 'glass is broken now or not at all' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM set_config('app.looked_up_case', consult::text, true);
  SELECT * INTO wanted FROM consult_case one WHERE one.id = consult AND one.submitted_at IS NOT NULL;
  PERFORM set_config('app.looked_up_case', '', true);
  IF wanted.id IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO break_glass (id, case_id, case_code, practitioner_id, organization_id, asking_organization_id, reason, opened_at, ends_at)
  VALUES (glass, wanted.id, wanted.code, app_practitioner(), app_organization(), wanted.requesting_organization_id, why, moment, moment + interval '3 hours');
  RETURN QUERY SELECT wanted.requesting_organization_id;
END
$$;

CREATE POLICY owner_finds ON consult_case FOR SELECT TO CURRENT_USER USING (current_setting('app.finding_behind_glass', true) = 'on');
CREATE POLICY owner_finds ON patient FOR SELECT TO CURRENT_USER USING (current_setting('app.finding_behind_glass', true) = 'on');

/* Cases that could be opened: by their whole code within the own hospital, or by the patient's own number wherever they were sent. */
CREATE FUNCTION cases_behind_glass(asked text) RETURNS TABLE (case_id uuid, case_code text, asking uuid, advising uuid, sent_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF app_practitioner() IS NULL OR app_organization() IS NULL OR NOT (app_has_role('doctor') OR app_has_role('coordinator')) THEN
    RAISE EXCEPTION 'only doctors and coordinators open in need' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.finding_behind_glass', 'on', true);
  RETURN QUERY
    SELECT one.id, one.code, one.requesting_organization_id, one.consulting_organization_id, one.submitted_at
    FROM consult_case one
    WHERE one.submitted_at IS NOT NULL AND one.status <> 'cancelled' AND (
      (one.code = asked AND app_organization() IN (one.requesting_organization_id, one.consulting_organization_id))
      OR (length(asked) >= 9 AND one.patient_id IN (SELECT known.id FROM patient known WHERE known.citizen_id = asked OR known.insurance_number = asked)))
    ORDER BY one.submitted_at DESC LIMIT 10;
  PERFORM set_config('app.finding_behind_glass', '', true);
END
$$;

REVOKE EXECUTE ON FUNCTION break_the_glass(uuid, uuid, text, timestamptz), cases_behind_glass(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION break_the_glass(uuid, uuid, text, timestamptz), cases_behind_glass(text) TO lienvien_app;
