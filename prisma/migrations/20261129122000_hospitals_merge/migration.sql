-- A hospital may be merged into another one. What lives moves: people, departments, links, shifts ahead, rooms, machines, meetings. What
-- has happened stays where it is and names the hospital as it was called: cases, records, minutes, and both audit chains, of which no
-- row changes. Whoever works at the hospital that goes on may also act for the one that was merged, to finish what it began and to
-- read what it wrote; nothing new begins in its name.
ALTER TABLE "organization" ADD COLUMN "merged_into_id" UUID,
ADD COLUMN "merged_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "organization_name" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "organization_merged_into_id_idx" ON "organization"("merged_into_id");
CREATE INDEX "organization_name_organization_id_idx" ON "organization_name"("organization_id");

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "organization_name" ADD CONSTRAINT "organization_name_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE organization
  ADD CONSTRAINT merged_whole CHECK ((merged_into_id IS NULL) = (merged_at IS NULL)),
  ADD CONSTRAINT merged_into_another CHECK (merged_into_id <> id);

-- The names under which a hospital is still looked for: its own of before, and those of whoever was merged into it.
ALTER TABLE organization_name ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_name FORCE ROW LEVEL SECURITY;
GRANT SELECT ON organization_name TO lienvien_app;
CREATE POLICY signed_in ON organization_name FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY owner_notes ON organization_name FOR INSERT TO CURRENT_USER WITH CHECK (true);
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON organization_name FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON organization_name FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_former_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO organization_name (organization_id, name, short_name, until) VALUES (OLD.id, OLD.name, OLD.short_name, now());
  RETURN NULL;
END
$$;
CREATE TRIGGER remembers_its_name AFTER UPDATE ON organization FOR EACH ROW
  WHEN ((OLD.name, OLD.short_name) IS DISTINCT FROM (NEW.name, NEW.short_name)) EXECUTE FUNCTION keep_former_name();

-- No administrator merges hospitals: that is for whoever runs the machine.
REVOKE UPDATE ON organization FROM lienvien_app;
GRANT UPDATE (name, short_name, facility_code, authority, address, phone) ON organization TO lienvien_app;

/* In the name of a merged hospital nothing begins, and nobody asks it. */
CREATE FUNCTION refuse_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM organization WHERE id IN (NEW.requesting_organization_id, NEW.consulting_organization_id) AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the hospital was merged into another one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER nothing_begins_after_merging BEFORE INSERT ON consult_case FOR EACH ROW EXECUTE FUNCTION refuse_merged();

/* Whoever works at the hospital that goes on holds the same roles at the one that was merged into it, from now on and as they change. */
CREATE FUNCTION follow_into_merged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  gone uuid;
  before text := current_setting('app.merging', true);
BEGIN
  -- For the few hospitals that were merged into this one; it runs as the owner, in whose scope no hospital stands.
  PERFORM set_config('app.merging', 'on', true);
  FOR gone IN SELECT id FROM organization WHERE merged_into_id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.organization_id ELSE NEW.organization_id END) LOOP
    IF TG_OP = 'DELETE' THEN
      DELETE FROM practitioner_role WHERE practitioner_id = OLD.practitioner_id AND organization_id = gone;
    ELSE
      INSERT INTO practitioner_role (practitioner_id, organization_id, department_id, roles, specialties, is_head)
      VALUES (NEW.practitioner_id, gone, NULL, NEW.roles, NEW.specialties, false)
      ON CONFLICT (practitioner_id, organization_id) DO UPDATE SET roles = EXCLUDED.roles, specialties = EXCLUDED.specialties, is_head = false;
    END IF;
  END LOOP;
  PERFORM set_config('app.merging', coalesce(before, ''), true);
  RETURN NULL;
END
$$;
CREATE TRIGGER follows_into_merged AFTER INSERT OR UPDATE OR DELETE ON practitioner_role FOR EACH ROW EXECUTE FUNCTION follow_into_merged();

-- What the owner may touch while it merges; nobody else is the owner.
DO $$
DECLARE
  moved text;
BEGIN
  FOREACH moved IN ARRAY ARRAY['organization', 'department', 'practitioner_role', 'hub_link', 'duty_shift', 'duty_swap', 'duty_leave', 'asset', 'asset_reservation', 'room_device', 'device_ask', 'meeting'] LOOP
    EXECUTE format('CREATE POLICY owner_merges ON %I TO CURRENT_USER USING (current_setting(''app.merging'', true) = ''on'')', moved);
  END LOOP;
  FOREACH moved IN ARRAY ARRAY['consult_case'] LOOP
    EXECUTE format('CREATE POLICY owner_counts_for_merge ON %I FOR SELECT TO CURRENT_USER USING (current_setting(''app.merging'', true) = ''on'')', moved);
  END LOOP;
END
$$;

/*
 * Merges one hospital into another and tells of each kind how many rows moved; the caller's transaction decides whether it stays. Run by
 * the owner alone.
 */
CREATE FUNCTION merge_hospital(gone uuid, heir uuid, at timestamptz) RETURNS TABLE (kind text, moved integer)
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  gone_short text;
BEGIN
  PERFORM set_config('app.merging', 'on', true);
  SELECT short_name INTO gone_short FROM organization WHERE id = gone;

  -- Departments are known by their national code; those of the merged hospital stay, since what it wrote names them.
  INSERT INTO department (id, organization_id, code, name)
    SELECT gen_random_uuid(), heir, old.code, old.name FROM department old
    WHERE old.organization_id = gone AND NOT EXISTS (SELECT 1 FROM department known WHERE known.organization_id = heir AND known.code = old.code);
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'departments'; RETURN NEXT;

  INSERT INTO practitioner_role (practitioner_id, organization_id, department_id, roles, specialties, is_head)
    SELECT held.practitioner_id, heir, placed.id, held.roles, held.specialties, false
    FROM practitioner_role held
    LEFT JOIN department old ON old.id = held.department_id
    LEFT JOIN department placed ON placed.organization_id = heir AND placed.code = old.code
    WHERE held.organization_id = gone
    ON CONFLICT (practitioner_id, organization_id) DO UPDATE SET
      roles = ARRAY(SELECT DISTINCT one FROM unnest(practitioner_role.roles || EXCLUDED.roles) one ORDER BY one),
      specialties = ARRAY(SELECT DISTINCT one FROM unnest(practitioner_role.specialties || EXCLUDED.specialties) one ORDER BY one);
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'people'; RETURN NEXT;

  -- What stands or will stand goes on from now with the other hospital; the old link stays, for what was sent under it stays open.
  INSERT INTO hub_link (hub_id, satellite_id, specialties, valid_from, valid_until)
    SELECT CASE hub_id WHEN gone THEN heir ELSE hub_id END, CASE satellite_id WHEN gone THEN heir ELSE satellite_id END, specialties, greatest(valid_from, at), valid_until
    FROM hub_link WHERE gone IN (hub_id, satellite_id) AND heir NOT IN (hub_id, satellite_id) AND (valid_until IS NULL OR valid_until > at)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'links'; RETURN NEXT;

  UPDATE duty_shift SET organization_id = heir, department_id = placed.id
    FROM department old JOIN department placed ON placed.organization_id = heir AND placed.code = old.code
    WHERE old.id = duty_shift.department_id AND duty_shift.organization_id = gone AND duty_shift.ends_at > at
      AND NOT EXISTS (SELECT 1 FROM duty_shift known WHERE known.department_id = placed.id AND known.practitioner_id = duty_shift.practitioner_id AND known.starts_at = duty_shift.starts_at);
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'shifts'; RETURN NEXT;
  UPDATE duty_swap SET organization_id = heir WHERE organization_id = gone AND EXISTS (SELECT 1 FROM duty_shift WHERE duty_shift.id = shift_id AND duty_shift.organization_id = heir);
  UPDATE duty_leave SET organization_id = heir WHERE organization_id = gone AND ends_at > at;

  SELECT count(*)::integer INTO moved FROM room_device WHERE organization_id = gone AND revoked_at IS NULL; kind := 'devices'; RETURN NEXT;

  -- Two rooms of one name are told apart by the house from which one came. Reservations and machines in a room follow it by their keys.
  UPDATE asset SET name = left(name || ' (' || gone_short || ')', 160) WHERE organization_id = gone
    AND EXISTS (SELECT 1 FROM asset known WHERE known.organization_id = heir AND lower(known.name) = lower(asset.name));
  UPDATE asset SET organization_id = heir, department_id = (
      SELECT placed.id FROM department old JOIN department placed ON placed.organization_id = heir AND placed.code = old.code WHERE old.id = asset.department_id)
    WHERE organization_id = gone;
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'assets'; RETURN NEXT;
  UPDATE room_device SET organization_id = heir WHERE organization_id = gone;
  UPDATE device_ask SET organization_id = heir WHERE organization_id = gone;

  UPDATE meeting SET organization_id = heir, revision = revision + 1 WHERE organization_id = gone AND (last_on IS NULL OR last_on >= at::date);
  GET DIAGNOSTICS moved = ROW_COUNT; kind := 'meetings'; RETURN NEXT;
  UPDATE meeting SET guest_ids = ARRAY(SELECT DISTINCT one FROM unnest(array_replace(guest_ids, gone, heir)) one WHERE one <> organization_id)
    WHERE gone = ANY (guest_ids) AND (last_on IS NULL OR last_on >= at::date);

  UPDATE organization SET merged_into_id = heir, merged_at = at WHERE id = gone;
  INSERT INTO organization_name (organization_id, name, short_name, until) SELECT heir, name, short_name, at FROM organization WHERE id = gone;
  -- From here on whoever works at the one may act for the other: stirring each role lets the trigger write it down.
  UPDATE practitioner_role SET roles = roles WHERE organization_id = heir;
  SELECT count(*)::integer INTO moved FROM practitioner_role WHERE organization_id = gone; kind := 'reach'; RETURN NEXT;
  SELECT count(*)::integer INTO moved FROM consult_case WHERE gone IN (requesting_organization_id, consulting_organization_id); kind := 'cases-kept'; RETURN NEXT;
  PERFORM set_config('app.merging', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION merge_hospital(uuid, uuid, timestamptz) FROM PUBLIC;
