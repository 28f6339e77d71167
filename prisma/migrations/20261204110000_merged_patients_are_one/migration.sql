-- A patient who was merged keeps the row, the cases and the events of before: whoever is asked about is all of these rows.

/* All rows of one person: the patient asked about, whom they were merged into, and who else was merged into either. A chain is one step long. */
CREATE FUNCTION same_person(asked uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 2 AS $$
DECLARE
  person uuid := coalesce((SELECT known.merged_into_id FROM public.patient known WHERE known.id = asked), asked);
BEGIN
  RETURN QUERY SELECT person UNION SELECT merged.id FROM public.patient merged WHERE merged.merged_into_id = person;
END
$$;

CREATE OR REPLACE FUNCTION disclosures_outside(patient uuid) RETURNS TABLE (organization uuid, sequence integer, body text)
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
    WHERE one.patient_id = ANY (ARRAY(SELECT same_person(patient))) AND one.requesting_organization_id = asking AND link.organization_id <> asking
    ORDER BY link.body::jsonb ->> 'at' DESC LIMIT 5000;
  PERFORM set_config('app.disclosing', '', true);
END
$$;

CREATE OR REPLACE FUNCTION cases_behind_glass(asked text) RETURNS TABLE (case_id uuid, case_code text, asking uuid, advising uuid, sent_at timestamptz)
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
      OR (length(asked) >= 9 AND one.patient_id IN (SELECT same_person(known.id) FROM patient known WHERE known.citizen_id = asked OR known.insurance_number = asked)))
    ORDER BY one.submitted_at DESC LIMIT 10;
  PERFORM set_config('app.finding_behind_glass', '', true);
END
$$;
