-- A square on a meeting room's screen stands two minutes; who came in by it is in the audit trail. What is left of it goes after a day.
CREATE POLICY owner_sees_past ON device_ask FOR SELECT TO CURRENT_USER USING (current_setting('app.forgetting', true) = 'on');
CREATE POLICY owner_forgets ON device_ask FOR DELETE TO CURRENT_USER USING (current_setting('app.forgetting', true) = 'on');

/* Squares of every hospital that ended a day ago or longer; how many there were. */
CREATE FUNCTION forget_device_asks(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  gone integer;
BEGIN
  PERFORM set_config('app.forgetting', 'on', true);
  DELETE FROM device_ask WHERE expires_at < least(moment, now()) - interval '1 day';
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.forgetting', '', true);
  RETURN gone;
END
$$;
REVOKE EXECUTE ON FUNCTION forget_device_asks(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_device_asks(timestamptz) TO lienvien_jobs;
