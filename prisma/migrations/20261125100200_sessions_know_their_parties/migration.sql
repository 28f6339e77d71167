-- A calendar asks for the sessions of one hospital in one week. A session named only its case, so every session of the country
-- in that week was looked at and its case asked under row-level security. Now a session carries the hospitals of its case, kept
-- true by a trigger, and is found by hospital and time; nothing that was hidden before is shown.

ALTER TABLE "consult_session"
  ADD COLUMN "requesting_organization_id" UUID,
  ADD COLUMN "consulting_organization_id" UUID;

ALTER TABLE consult_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE consult_session NO FORCE ROW LEVEL SECURITY;
UPDATE consult_session SET
  requesting_organization_id = consult_case.requesting_organization_id,
  consulting_organization_id = consult_case.consulting_organization_id
FROM consult_case WHERE consult_case.id = consult_session.case_id;
ALTER TABLE consult_case FORCE ROW LEVEL SECURITY;
ALTER TABLE consult_session FORCE ROW LEVEL SECURITY;

ALTER TABLE "consult_session"
  ALTER COLUMN "requesting_organization_id" SET NOT NULL,
  ALTER COLUMN "consulting_organization_id" SET NOT NULL,
  -- A day's bound lets a stretch of time be found by when its sessions begin.
  ADD CONSTRAINT within_a_day CHECK (duration_minutes <= 1440);

/* Whatever the writer says, the hospitals of a session are those of its case, which the writer must be able to see. */
CREATE FUNCTION keep_session_parties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT requesting_organization_id, consulting_organization_id
  INTO NEW.requesting_organization_id, NEW.consulting_organization_id FROM consult_case WHERE id = NEW.case_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER parties BEFORE INSERT OR UPDATE OF case_id, requesting_organization_id, consulting_organization_id ON consult_session
  FOR EACH ROW EXECUTE FUNCTION keep_session_parties();

/* An emergency goes to the hospital that answers it, and its session with it (move_emergency_to_hub, run by the owner). */
CREATE FUNCTION move_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE consult_session SET consulting_organization_id = NEW.consulting_organization_id WHERE case_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER sessions_follow AFTER UPDATE ON consult_case FOR EACH ROW
  WHEN (OLD.consulting_organization_id IS DISTINCT FROM NEW.consulting_organization_id) EXECUTE FUNCTION move_sessions();
CREATE POLICY owner_moves ON consult_session TO CURRENT_USER
  USING (case_id = nullif(current_setting('app.moved_case', true), '')::uuid);

-- Who may see a session is still said by its case alone (parties_of_case): guests, broken glass and whatever comes. The columns
-- only find the few rows of which the case is then asked.
CREATE INDEX consult_session_of_hub ON consult_session (consulting_organization_id, starts_at) WHERE is_current;
CREATE INDEX consult_session_of_asker ON consult_session (requesting_organization_id, starts_at) WHERE is_current;

-- A hub's list counts, filters and searches thousands of cases: everything that the list and row-level security ask of a case
-- that is not shown stands in the index.
CREATE INDEX consult_case_of_hub ON consult_case (consulting_organization_id, clock_at DESC, id)
  INCLUDE (requesting_organization_id, submitted_at, status, urgency, search_text) WHERE submitted_at IS NOT NULL;

-- CreateIndex
CREATE INDEX "consult_case_coordinator_id_idx" ON "consult_case"("coordinator_id");
