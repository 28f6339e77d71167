/*
 * A doctor of another asked hospital comes into an emergency that is held: only into the team, so that the case opens to this doctor and
 * to nobody else of that hospital. False where there is no running session to come into.
 */
CREATE FUNCTION join_held_emergency(consult uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  joining uuid := app_organization();
  doctor uuid := app_practitioner();
  found emergency_call;
  runs boolean;
BEGIN
  PERFORM set_config('app.looked_up_case', consult::text, true);
  SELECT * INTO found FROM emergency_call WHERE case_id = consult FOR UPDATE;
  IF found.case_id IS NULL OR found.held_at IS NULL OR found.ended_at IS NOT NULL
    OR joining IS NULL OR doctor IS NULL OR NOT app_has_role('doctor') OR NOT joining = ANY (found.hub_ids)
  THEN
    RAISE EXCEPTION 'this doctor is not asked in the emergency, or nobody holds it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.moved_case', consult::text, true);
  -- Whoever writes the team at this moment waits, and then reads it with its new member.
  SELECT status IN ('live', 'interrupted') INTO runs FROM consult_case WHERE id = consult FOR UPDATE;
  IF runs AND NOT EXISTS (SELECT 1 FROM team_member WHERE case_id = consult AND practitioner_id = doctor) THEN
    INSERT INTO team_member (case_id, practitioner_id, organization_id, part, position, reply, invited_at, answered_at)
    SELECT consult, doctor, joining, 'member', count(*), 'accepted', moment, moment FROM team_member WHERE case_id = consult;
    UPDATE consult_case SET revision = revision + 1 WHERE id = consult;
  END IF;
  PERFORM set_config('app.moved_case', '', true);
  PERFORM set_config('app.looked_up_case', '', true);
  RETURN runs;
END
$$;
REVOKE EXECUTE ON FUNCTION join_held_emergency(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION join_held_emergency(uuid, timestamptz) TO lienvien_app;
