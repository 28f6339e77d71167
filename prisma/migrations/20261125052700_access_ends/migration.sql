-- What was sent with a case, and what was recorded of its session, closes to the advising side 7 days after the close, and with the
-- end of the contract between the two hospitals (NĐ 96/2023 Đ88) unless the consult is under way: what was begun under a contract is
-- finished, its minutes included. The same rule as mayViewSnapshot. The patient's own hospital is never shut out, nor is whoever broke
-- the glass of the case, for the three hours of the opening.

/* Not a definer: it asks within the scope of whoever asks, and shows nothing of its own. */
CREATE FUNCTION is_open_to_advisers(one consult_case) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (
    (one.status <> 'closed' OR one.outcome_at + interval '7 days' > now())
    AND (
      one.status IN ('lobby', 'live', 'interrupted', 'ended', 'minutes-drafting', 'awaiting-signatures', 'returned')
      OR EXISTS (
        SELECT FROM hub_link link
        WHERE link.hub_id = one.consulting_organization_id AND link.satellite_id = one.requesting_organization_id
          AND link.valid_from <= now() AND (link.valid_until IS NULL OR link.valid_until > now())))
  ) OR EXISTS (
    SELECT FROM break_glass broken
    WHERE broken.case_id = one.id AND broken.practitioner_id = (SELECT app_practitioner())
      AND broken.organization_id = (SELECT app_organization()) AND now() < broken.ends_at)
$$;

DO $$
DECLARE
  closing text;
BEGIN
  FOREACH closing IN ARRAY ARRAY['snapshot', 'recording', 'recording_segment', 'recording_event'] LOOP
    EXECUTE format('DROP POLICY parties_of_case ON %I', closing);
    EXECUTE format($policy$CREATE POLICY parties_while_open ON %I FOR SELECT USING (EXISTS (
      SELECT 1 FROM consult_case one
      WHERE one.id = case_id AND (one.requesting_organization_id = (SELECT app_organization()) OR is_open_to_advisers(one))))$policy$, closing);
  END LOOP;
END
$$;

-- Who writes them is unchanged.
CREATE POLICY parties_add ON snapshot FOR INSERT WITH CHECK (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY parties_add ON recording FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM consult_session WHERE consult_session.id = session_id AND consult_session.case_id = recording.case_id));
CREATE POLICY parties_change ON recording FOR UPDATE USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY parties_add ON recording_segment FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM recording WHERE recording.id = recording_id AND recording.case_id = recording_segment.case_id));
CREATE POLICY parties_change ON recording_segment FOR UPDATE USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY parties_add ON recording_event FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM recording WHERE recording.id = recording_id AND recording.case_id = recording_event.case_id));
