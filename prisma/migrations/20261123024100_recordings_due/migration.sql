-- For the nightly round: recordings whose time is over and that nobody holds, of every hospital; only ids come back.
CREATE FUNCTION recordings_due(now timestamptz) RETURNS TABLE (recording_id uuid, case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.erasing', 'on', true);
  RETURN QUERY SELECT one.id, one.case_id FROM recording one
    WHERE one.keep_until < now AND one.ended_at IS NOT NULL AND one.erased_at IS NULL AND one.held_at IS NULL AND NOT case_is_held(one.case_id)
    ORDER BY one.keep_until;
  PERFORM set_config('app.erasing', '', true);
END
$$;
CREATE POLICY owner_erases ON recording FOR SELECT TO CURRENT_USER USING (current_setting('app.erasing', true) = 'on');
REVOKE EXECUTE ON FUNCTION recordings_due(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recordings_due(timestamptz) TO lienvien_jobs;

/* Whatever asks for it: what is on legal hold, or not yet due, is not erased. */
CREATE FUNCTION keep_held_recording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND (OLD.keep_until > NEW.erased_at OR case_is_held(NEW.case_id)) THEN
    RAISE EXCEPTION 'a recording on legal hold, or within its time, is not erased' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER kept_in_time BEFORE UPDATE ON recording FOR EACH ROW EXECUTE FUNCTION keep_held_recording();
