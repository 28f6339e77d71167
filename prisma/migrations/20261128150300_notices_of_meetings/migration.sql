-- Whoever is expected at a meeting that returns is told when it is planned, moved or called off.
ALTER TABLE "notice" ADD COLUMN "meeting_id" UUID;
ALTER TABLE "notice" ADD CONSTRAINT "notice_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

/* The meeting that a notice of one's own is about, for the invitation that goes along; to nobody but the notice's recipient. */
CREATE FUNCTION meeting_of_notice(noted uuid) RETURNS SETOF meeting
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.telling', 'on', true);
  RETURN QUERY
    SELECT meeting.* FROM notice JOIN meeting ON meeting.id = notice.meeting_id
    WHERE notice.id = noted AND notice.recipient_id = app_practitioner();
  PERFORM set_config('app.telling', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION meeting_of_notice(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meeting_of_notice(uuid) TO lienvien_jobs;
CREATE POLICY owner_tells ON meeting FOR SELECT TO CURRENT_USER USING (current_setting('app.telling', true) = 'on');
