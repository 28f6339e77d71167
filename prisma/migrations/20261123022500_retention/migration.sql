-- How long records are kept (TT 33/2025), and legal holds. Nothing here deletes anything.

CREATE TABLE "case_retention" (
  "case_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "kind_set_by_id" UUID,
  "kind_set_at" TIMESTAMPTZ(3),
  "listed_at" TIMESTAMPTZ(3),
  "released_at" TIMESTAMPTZ(3),
  "released_by_id" UUID,
  CONSTRAINT "case_retention_pkey" PRIMARY KEY ("case_id", "organization_id"),
  CONSTRAINT of_case FOREIGN KEY (case_id) REFERENCES consult_case(id) ON DELETE RESTRICT,
  CONSTRAINT kind_known CHECK (kind IN ('general', 'accident', 'psychiatric', 'death')),
  CONSTRAINT released_by_someone CHECK (num_nonnulls(released_at, released_by_id) IN (0, 2)),
  CONSTRAINT released_from_list CHECK (released_at IS NULL OR listed_at IS NOT NULL)
);
CREATE INDEX "case_retention_organization_id_listed_at_idx" ON "case_retention"("organization_id", "listed_at");

CREATE TABLE "legal_hold" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "placed_by_id" UUID NOT NULL,
  "placed_at" TIMESTAMPTZ(3) NOT NULL,
  "lifted_by_id" UUID,
  "lifted_at" TIMESTAMPTZ(3),
  "lift_reason" TEXT,
  CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id"),
  CONSTRAINT of_case FOREIGN KEY (case_id) REFERENCES consult_case(id) ON DELETE RESTRICT,
  CONSTRAINT has_reason CHECK (reason <> ''),
  CONSTRAINT lifted_whole CHECK (num_nonnulls(lifted_by_id, lifted_at, lift_reason) IN (0, 3))
);
CREATE INDEX "legal_hold_case_id_idx" ON "legal_hold"("case_id");

ALTER TABLE case_retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_retention FORCE ROW LEVEL SECURITY;
ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE legal_hold FORCE ROW LEVEL SECURITY;

-- Each hospital decides about its own copy; a hold of either hospital is known to both.
CREATE POLICY own_hospital ON case_retention
  USING (organization_id = (SELECT app_organization()) AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY parties_read ON legal_hold FOR SELECT
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY own_hospital_places ON legal_hold FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND placed_by_id = (SELECT app_practitioner()) AND lifted_at IS NULL
  AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY own_hospital_lifts ON legal_hold FOR UPDATE USING (organization_id = (SELECT app_organization()));
GRANT SELECT, INSERT, UPDATE ON case_retention, legal_hold TO lienvien_app;

-- The owner looks over all hospitals only inside the functions below.
CREATE POLICY owner_retains ON consult_case FOR SELECT TO CURRENT_USER USING (current_setting('app.retaining', true) = 'on');
CREATE POLICY owner_retains ON consult_session FOR SELECT TO CURRENT_USER USING (current_setting('app.retaining', true) = 'on');
CREATE POLICY owner_retains ON case_retention FOR SELECT TO CURRENT_USER USING (current_setting('app.retaining', true) = 'on');
CREATE POLICY owner_retains ON legal_hold FOR SELECT TO CURRENT_USER USING (current_setting('app.retaining', true) = 'on');

/* Whether a hold of either hospital stands on a case. */
CREATE FUNCTION case_is_held(consult uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  held boolean;
BEGIN
  PERFORM set_config('app.retaining', 'on', true);
  held := EXISTS (SELECT 1 FROM legal_hold WHERE case_id = consult AND lifted_at IS NULL);
  PERFORM set_config('app.retaining', '', true);
  RETURN held;
END
$$;

/* A hold keeps its words and is lifted once. */
CREATE FUNCTION keep_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.lifted_at IS NOT NULL
    OR (NEW.id, NEW.case_id, NEW.organization_id, NEW.reason, NEW.placed_by_id, NEW.placed_at)
      IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.organization_id, OLD.reason, OLD.placed_by_id, OLD.placed_at)
  THEN
    RAISE EXCEPTION 'a hold keeps its words, and is lifted once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER words BEFORE UPDATE ON legal_hold FOR EACH ROW EXECUTE FUNCTION keep_hold();
CREATE TRIGGER never_erased BEFORE DELETE ON legal_hold FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON legal_hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* Nothing on hold is released, whoever asks; what was released stays released. */
CREATE FUNCTION keep_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'the release of a record is final' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.released_at IS NOT NULL OR (NEW.listed_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.listed_at IS NULL))) AND case_is_held(NEW.case_id) THEN
    RAISE EXCEPTION 'a record on legal hold is neither listed nor released' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER holds BEFORE INSERT OR UPDATE ON case_retention FOR EACH ROW EXECUTE FUNCTION keep_retention();
CREATE TRIGGER never_erased BEFORE DELETE ON case_retention FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON case_retention FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* The last entry of a case, from which its period counts. */
CREATE FUNCTION last_entry(one consult_case) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(one.outcome_at, one.filed_at,
    (SELECT max(ended_at) FROM consult_session WHERE consult_session.case_id = one.id), one.cancelled_at, one.rejected_at, one.created_at)
$$;

/* For the nightly round: cases older than the shortest period that stand on no list, with the hospitals that keep them. */
CREATE FUNCTION cases_past_period(older_than timestamptz, at_most integer) RETURNS TABLE (case_id uuid, organization_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.retaining', 'on', true);
  RETURN QUERY
    SELECT one.id, party.organization
    FROM consult_case one
    CROSS JOIN LATERAL (SELECT DISTINCT keeper AS organization FROM unnest(ARRAY[one.requesting_organization_id, one.consulting_organization_id]) AS keeper) party
    WHERE last_entry(one) < older_than
      AND NOT EXISTS (SELECT 1 FROM legal_hold held WHERE held.case_id = one.id AND held.lifted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM case_retention kept
        WHERE kept.case_id = one.id AND kept.organization_id = party.organization AND kept.listed_at IS NOT NULL)
    ORDER BY one.created_at LIMIT at_most;
  PERFORM set_config('app.retaining', '', true);
END
$$;

REVOKE EXECUTE ON FUNCTION case_is_held(uuid), cases_past_period(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_is_held(uuid) TO lienvien_app, lienvien_jobs;
GRANT EXECUTE ON FUNCTION cases_past_period(timestamptz, integer) TO lienvien_jobs;
