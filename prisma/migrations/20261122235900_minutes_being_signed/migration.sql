-- For the daily reminders: which cases have minutes that wait for signatures, of every hospital; only ids come back.
CREATE FUNCTION minutes_being_signed() RETURNS TABLE (case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  RETURN QUERY SELECT one.case_id FROM minutes one WHERE one.status = 'signing' ORDER BY one.frozen_at;
  PERFORM set_config('app.verifying', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION minutes_being_signed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION minutes_being_signed() TO lienvien_jobs;
