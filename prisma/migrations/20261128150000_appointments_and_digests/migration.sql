-- A person may be told once a day, at an hour of their choice, of what can wait; in minutes of their day.
ALTER TABLE "notify_preference" ADD COLUMN "digest_at" INTEGER;
ALTER TABLE notify_preference ADD CONSTRAINT digest_in_day CHECK (digest_at BETWEEN 0 AND 1439);

/*
 * What a notice of one's own is about, for the message that leaves the platform: how urgent the case is, and its session as a calendar
 * knows it. Nothing of the patient comes back, and nothing to anybody but the notice's recipient; whoever declined has no appointment.
 */
CREATE FUNCTION occasion_of_notice(noted uuid) RETURNS TABLE (
  urgency text, code text, revision integer, status text, asking text, advising text, session_id uuid, starts_at timestamptz, duration_minutes integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.telling', 'on', true);
  RETURN QUERY
    SELECT one.urgency, one.code, one.revision, one.status, asker.short_name, adviser.short_name, booked.id, booked.starts_at, booked.duration_minutes
    FROM notice
    JOIN consult_case one ON one.id = notice.case_id
    JOIN organization asker ON asker.id = one.requesting_organization_id
    JOIN organization adviser ON adviser.id = one.consulting_organization_id
    LEFT JOIN consult_session booked ON booked.case_id = one.id AND booked.is_current AND NOT EXISTS (
      SELECT 1 FROM team_member WHERE team_member.case_id = one.id AND team_member.practitioner_id = app_practitioner() AND team_member.reply = 'declined')
    WHERE notice.id = noted AND notice.recipient_id = app_practitioner();
  PERFORM set_config('app.telling', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION occasion_of_notice(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION occasion_of_notice(uuid) TO lienvien_jobs;
CREATE POLICY owner_tells ON consult_case FOR SELECT TO CURRENT_USER USING (current_setting('app.telling', true) = 'on');
CREATE POLICY owner_tells ON consult_session FOR SELECT TO CURRENT_USER USING (current_setting('app.telling', true) = 'on');
