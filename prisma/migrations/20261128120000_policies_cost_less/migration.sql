-- Of a short answer most of the time went into planning its policies: a case was opened by two EXISTS, each of which PostgreSQL plans
-- twice (once by row, once for all rows at once) together with the policies of the table it reads, and whatever belongs to a case did
-- so twice again for the case. What is said here is what was said before, to the row.

/* The cases on whose team the person is. A connection keeps the plan; a statement asks once, and only where no hospital of the person is a party. */
CREATE FUNCTION cases_as_guest() RETURNS SETOF uuid LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 AS $$
BEGIN
  RETURN QUERY SELECT held.case_id FROM public.case_guest held
    WHERE held.practitioner_id = (SELECT public.app_practitioner()) AND held.organization_id = (SELECT public.app_organization());
END
$$;

/* The cases before which the person has broken the glass, while the three hours run. */
CREATE FUNCTION cases_opened_in_need() RETURNS SETOF uuid LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
BEGIN
  RETURN QUERY SELECT broken.case_id FROM public.break_glass broken
    WHERE broken.practitioner_id = (SELECT public.app_practitioner()) AND broken.organization_id = (SELECT public.app_organization())
      AND now() < broken.ends_at;
END
$$;

ALTER POLICY guests ON consult_case USING (submitted_at IS NOT NULL AND id IN (SELECT cases_as_guest()));
ALTER POLICY guests_change ON consult_case USING (submitted_at IS NOT NULL AND id IN (SELECT cases_as_guest()));
ALTER POLICY behind_glass ON consult_case USING (submitted_at IS NOT NULL AND id IN (SELECT cases_opened_in_need()));

-- OFFSET 0 changes no answer: it tells the planner to ask by row alone, which is the one way that is fast where a hospital has ten
-- thousand cases and shows twenty.
DO $$
DECLARE
  belonging text;
BEGIN
  FOREACH belonging IN ARRAY ARRAY['team_member', 'consult_session', 'minutes'] LOOP
    EXECUTE format('ALTER POLICY parties_of_case ON %I USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id OFFSET 0))', belonging);
  END LOOP;
  FOREACH belonging IN ARRAY ARRAY['minutes_signature', 'minutes_seal'] LOOP
    EXECUTE format('ALTER POLICY parties_of_minutes ON %I USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id OFFSET 0))', belonging);
  END LOOP;
END
$$;

-- What nobody has taken in hand at a hub, and what is open: few of its thousands of cases, found by their state.
CREATE INDEX consult_case_of_hub_by_status ON consult_case (consulting_organization_id, status, clock_at DESC, id)
  INCLUDE (requesting_organization_id, submitted_at) WHERE submitted_at IS NOT NULL;

-- A coordinator has thousands of cases behind them; which of these are open, or in a week, is asked without reading them.
CREATE INDEX consult_case_coordinated ON consult_case (coordinator_id, status)
  INCLUDE (id, requesting_organization_id, consulting_organization_id, submitted_at) WHERE coordinator_id IS NOT NULL;
DROP INDEX "consult_case_coordinator_id_idx";

-- Minutes that still change are few among all that were ever signed.
CREATE INDEX minutes_open ON minutes (created_at) WHERE status IN ('draft', 'frozen', 'signing');
