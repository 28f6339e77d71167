-- A hospital's consult rooms and movable equipment, and who has them when: by its own sessions and meetings, and never by two at once.
-- CreateTable
CREATE TABLE "asset" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seats" INTEGER,
    "department_id" UUID,
    "in_service" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_reservation" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "case_id" UUID,
    "meeting_id" UUID,
    "meeting_on" DATE,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reserved_by_id" UUID NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_why" TEXT,

    CONSTRAINT "asset_reservation_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN "asset_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- A paired machine may stand in a room.
ALTER TABLE "room_device" ADD COLUMN "asset_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "asset_organization_id_name_key" ON "asset"("organization_id", "name");
CREATE UNIQUE INDEX "asset_id_organization_id_key" ON "asset"("id", "organization_id");
CREATE INDEX "asset_reservation_organization_id_starts_at_idx" ON "asset_reservation"("organization_id", "starts_at");
CREATE INDEX "asset_reservation_case_id_idx" ON "asset_reservation"("case_id");
CREATE INDEX "asset_reservation_meeting_id_idx" ON "asset_reservation"("meeting_id");

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "asset" ADD CONSTRAINT "asset_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Of an asset only its own hospital reserves.
ALTER TABLE "asset_reservation" ADD CONSTRAINT "asset_reservation_asset_id_organization_id_fkey" FOREIGN KEY ("asset_id", "organization_id") REFERENCES "asset"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "asset_reservation" ADD CONSTRAINT "asset_reservation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "asset_reservation" ADD CONSTRAINT "asset_reservation_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "room_device" ADD CONSTRAINT "room_device_asset_id_organization_id_fkey" FOREIGN KEY ("asset_id", "organization_id") REFERENCES "asset"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE asset
  ADD CONSTRAINT kind_known CHECK (kind IN ('consult-room', 'operating-room', 'hall', 'cart', 'ultrasound', 'camera', 'other')),
  ADD CONSTRAINT has_a_name CHECK (btrim(name) <> ''),
  ADD CONSTRAINT seats_counted CHECK (seats BETWEEN 1 AND 2000);

-- A range of one id, so that GiST can ask for its sameness without an extension.
CREATE TYPE uuid_range AS RANGE (subtype = uuid);
ALTER TABLE asset_reservation
  ADD CONSTRAINT for_one_thing CHECK (num_nonnulls(case_id, meeting_id) = 1 AND (meeting_id IS NULL) = (meeting_on IS NULL)),
  ADD CONSTRAINT runs_forward CHECK (ends_at > starts_at),
  ADD CONSTRAINT released_whole CHECK ((released_at IS NULL) = (released_why IS NULL)),
  ADD CONSTRAINT released_why_known CHECK (released_why IN ('given-back', 'moved', 'over', 'out-of-service')),
  -- Two who reserve at the same moment: one of them waits for the other, and is refused.
  ADD CONSTRAINT never_twice EXCLUDE USING gist (uuid_range(asset_id, asset_id, '[]') WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (released_at IS NULL);

ALTER TABLE asset ENABLE ROW LEVEL SECURITY;
ALTER TABLE asset FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (kind, name, seats, department_id, in_service, note) ON asset TO lienvien_app;
CREATE POLICY own_hospital_reads ON asset FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin_adds ON asset FOR INSERT WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_changes ON asset FOR UPDATE USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE TRIGGER never_erased BEFORE DELETE ON asset FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON asset FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE asset_reservation ENABLE ROW LEVEL SECURITY;
ALTER TABLE asset_reservation FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (released_at, released_why) ON asset_reservation TO lienvien_app;
CREATE POLICY own_hospital_reads ON asset_reservation FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY parties_of_case ON asset_reservation FOR SELECT USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id OFFSET 0));
CREATE POLICY parties_of_meeting ON asset_reservation FOR SELECT USING (EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_id OFFSET 0));
-- Coordinators reserve for the cases and meetings of their hospital, the treating doctor for the own case.
CREATE POLICY own_hospital_reserves ON asset_reservation FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND reserved_by_id = (SELECT app_practitioner()) AND (
    EXISTS (SELECT 1 FROM consult_case one WHERE one.id = case_id AND ((SELECT app_has_role('coordinator')) OR one.requester_id = (SELECT app_practitioner())))
    OR ((SELECT app_has_role('coordinator')) AND EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_id AND meeting.organization_id = (SELECT app_organization())))));
CREATE POLICY own_hospital_releases ON asset_reservation FOR UPDATE USING (
  organization_id = (SELECT app_organization()) AND (
    (SELECT app_has_role('coordinator')) OR (SELECT app_has_role('admin'))
    OR EXISTS (SELECT 1 FROM consult_case one WHERE one.id = case_id AND one.requester_id = (SELECT app_practitioner()))));
CREATE TRIGGER never_erased BEFORE DELETE ON asset_reservation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON asset_reservation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What is reserved for a case or a meeting is known by name to both its hospitals.
CREATE POLICY parties_know_the_name ON asset FOR SELECT USING (EXISTS (SELECT 1 FROM asset_reservation WHERE asset_reservation.asset_id = asset.id OFFSET 0));

-- An administrator says in which room a machine stands.
GRANT UPDATE (asset_id) ON room_device TO lienvien_app;

/*
 * What a session has reserved goes with it to its new time, at either hospital; what is not free then is given back. It runs with the
 * owner's rights, since whoever moves a session is of one of the two hospitals, and is shown nothing of the other's other bookings.
 */
CREATE FUNCTION move_reservations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  held uuid;
BEGIN
  IF NOT NEW.is_current THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.starts_at, NEW.booked_until) IS NOT DISTINCT FROM (OLD.starts_at, OLD.booked_until) THEN RETURN NULL; END IF;
  END IF;
  PERFORM set_config('app.reserved_case', NEW.case_id::text, true);
  FOR held IN SELECT id FROM asset_reservation WHERE case_id = NEW.case_id AND released_at IS NULL ORDER BY asset_id LOOP
    BEGIN
      UPDATE asset_reservation SET starts_at = NEW.starts_at, ends_at = NEW.booked_until WHERE id = held;
    EXCEPTION WHEN exclusion_violation THEN
      UPDATE asset_reservation SET released_at = now(), released_why = 'moved' WHERE id = held;
    END;
  END LOOP;
  PERFORM set_config('app.reserved_case', '', true);
  RETURN NULL;
END
$$;
CREATE TRIGGER reservations_follow AFTER INSERT OR UPDATE ON consult_session FOR EACH ROW EXECUTE FUNCTION move_reservations();

/* With the session's end, or the case's, rooms and equipment are free. */
CREATE FUNCTION release_reservations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.reserved_case', NEW.id::text, true);
  UPDATE asset_reservation SET released_at = now(), released_why = 'over' WHERE case_id = NEW.id AND released_at IS NULL;
  PERFORM set_config('app.reserved_case', '', true);
  RETURN NULL;
END
$$;
CREATE TRIGGER reservations_end AFTER UPDATE ON consult_case FOR EACH ROW
  WHEN (OLD.status IN ('scheduled', 'lobby', 'live', 'interrupted') AND NEW.status NOT IN ('scheduled', 'lobby', 'live', 'interrupted'))
  EXECUTE FUNCTION release_reservations();
CREATE POLICY owner_moves ON asset_reservation TO CURRENT_USER
  USING (case_id = nullif(current_setting('app.reserved_case', true), '')::uuid);

/*
 * What a notice of one's own is about, now with the place: the rooms and equipment that the recipient's own hospital has reserved.
 */
DROP FUNCTION occasion_of_notice(uuid);
CREATE FUNCTION occasion_of_notice(noted uuid) RETURNS TABLE (
  urgency text, code text, revision integer, status text, asking text, advising text, session_id uuid, starts_at timestamptz, duration_minutes integer, place text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.telling', 'on', true);
  RETURN QUERY
    SELECT one.urgency, one.code, one.revision, one.status, asker.short_name, adviser.short_name, booked.id, booked.starts_at, booked.duration_minutes,
      (SELECT string_agg(asset.name, ', ' ORDER BY asset.seats DESC NULLS LAST, asset.name)
       FROM asset_reservation held JOIN asset ON asset.id = held.asset_id
       WHERE held.case_id = one.id AND held.released_at IS NULL
         AND held.organization_id IN (SELECT role.organization_id FROM practitioner_role role WHERE role.practitioner_id = app_practitioner()))
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
CREATE POLICY owner_tells ON asset FOR SELECT TO CURRENT_USER USING (current_setting('app.telling', true) = 'on');
CREATE POLICY owner_tells ON asset_reservation FOR SELECT TO CURRENT_USER USING (current_setting('app.telling', true) = 'on');

/* The rooms of the meeting that a notice of one's own is about, for people of the hospital that planned it. */
CREATE FUNCTION place_of_meeting_notice(noted uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  place text;
BEGIN
  PERFORM set_config('app.telling', 'on', true);
  SELECT string_agg(asset.name, ', ' ORDER BY asset.seats DESC NULLS LAST, asset.name) INTO place
  FROM notice JOIN meeting ON meeting.id = notice.meeting_id JOIN asset ON asset.id = ANY (meeting.asset_ids) AND asset.in_service
  WHERE notice.id = noted AND notice.recipient_id = app_practitioner()
    AND meeting.organization_id IN (SELECT role.organization_id FROM practitioner_role role WHERE role.practitioner_id = app_practitioner());
  PERFORM set_config('app.telling', '', true);
  RETURN place;
END
$$;
REVOKE EXECUTE ON FUNCTION place_of_meeting_notice(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION place_of_meeting_notice(uuid) TO lienvien_jobs;
