-- Hospitals' digital seals upon minutes, and signatures given by somebody in another's place.

CREATE TABLE "organization_seal" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "serial" TEXT NOT NULL,
  "certificate" BYTEA NOT NULL,
  "place" JSONB NOT NULL,
  "opener" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "created_by_id" UUID NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "ended_by_id" UUID,
  CONSTRAINT "organization_seal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "organization_seal_organization_id_idx" ON "organization_seal"("organization_id");

CREATE TABLE "minutes_seal" (
  "minutes_id" UUID NOT NULL,
  "field" TEXT NOT NULL,
  "organization_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "given_at" TIMESTAMPTZ(3),
  "certificate_serial" TEXT,
  "certificate_subject" TEXT,
  "sealed_sha256" CHAR(64),
  CONSTRAINT "minutes_seal_pkey" PRIMARY KEY ("minutes_id", "field")
);
ALTER TABLE "minutes_seal" ADD CONSTRAINT "minutes_seal_minutes_id_fkey"
  FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "signing_delegation" (
  "id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "principal_id" UUID NOT NULL,
  "role" TEXT NOT NULL,
  "delegate_id" UUID NOT NULL,
  "delegate_organization_id" UUID NOT NULL,
  "delegate_name" TEXT NOT NULL,
  "delegate_title" TEXT NOT NULL,
  "basis" TEXT NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "given_at" TIMESTAMPTZ(3) NOT NULL,
  "withdrawn_at" TIMESTAMPTZ(3),
  CONSTRAINT "signing_delegation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "signing_delegation_case_id_idx" ON "signing_delegation"("case_id");
ALTER TABLE "signing_delegation" ADD CONSTRAINT "signing_delegation_case_id_fkey"
  FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "minutes_signature" ADD COLUMN "delegation_id" UUID,
  ADD COLUMN "stand_in_id" UUID,
  ADD COLUMN "stand_in_name" TEXT,
  ADD COLUMN "stand_in_title" TEXT;

ALTER TABLE organization_seal
  ADD CONSTRAINT place_known CHECK (place->>'kind' IN ('platform', 'pkcs11', 'csc')),
  ADD CONSTRAINT ended_by_someone CHECK ((ended_at IS NULL) = (ended_by_id IS NULL));
-- A hospital has one seal at a time.
CREATE UNIQUE INDEX organization_seal_one ON organization_seal (organization_id) WHERE ended_at IS NULL;
ALTER TABLE minutes_seal ADD CONSTRAINT given_whole CHECK (num_nonnulls(given_at, certificate_serial, certificate_subject, sealed_sha256) IN (0, 4));
ALTER TABLE signing_delegation
  ADD CONSTRAINT role_known CHECK (role IN ('secretary', 'member', 'chair')),
  ADD CONSTRAINT to_another CHECK (principal_id <> delegate_id),
  ADD CONSTRAINT has_basis CHECK (basis <> ''),
  ADD CONSTRAINT ends_later CHECK (until > given_at);
ALTER TABLE minutes_signature ADD CONSTRAINT stand_in_whole CHECK (num_nonnulls(delegation_id, stand_in_id, stand_in_name, stand_in_title) IN (0, 4));

ALTER TABLE organization_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_seal FORCE ROW LEVEL SECURITY;
ALTER TABLE minutes_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE minutes_seal FORCE ROW LEVEL SECURITY;
ALTER TABLE signing_delegation ENABLE ROW LEVEL SECURITY;
ALTER TABLE signing_delegation FORCE ROW LEVEL SECURITY;

CREATE POLICY key_keeper ON organization_seal USING ((SELECT app_has_role('key-keeper')));
CREATE POLICY parties_of_minutes ON minutes_seal USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id));
CREATE POLICY parties_read ON signing_delegation FOR SELECT USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
-- Nobody hands over a signature but whose it is.
CREATE POLICY principal_gives ON signing_delegation FOR INSERT WITH CHECK (
  principal_id = (SELECT app_practitioner()) AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY principal_withdraws ON signing_delegation FOR UPDATE USING (principal_id = (SELECT app_practitioner()));
GRANT SELECT, INSERT, UPDATE ON organization_seal, minutes_seal, signing_delegation TO lienvien_app;

CREATE FUNCTION keep_what_was_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'minutes_seal' THEN
    IF OLD.given_at IS NOT NULL OR (NEW.minutes_id, NEW.field, NEW.organization_id, NEW.name) IS DISTINCT FROM (OLD.minutes_id, OLD.field, OLD.organization_id, OLD.name) THEN
      RAISE EXCEPTION 'a seal is given once' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF TG_TABLE_NAME = 'signing_delegation' THEN
    IF OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at' THEN
      RAISE EXCEPTION 'a delegation is withdrawn, never rewritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
  ELSIF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - 'ended_at' - 'ended_by_id' <> to_jsonb(OLD) - 'ended_at' - 'ended_by_id' THEN
    RAISE EXCEPTION 'a seal is ended, never rewritten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['organization_seal', 'minutes_seal', 'signing_delegation'] LOOP
    EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_what_was_given()', kept);
    EXECUTE format('CREATE TRIGGER never_erased BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END
$$;

/* Seals and stand-ins of one version, for the verify page: what a stranger may know beside seal_on_file. */
CREATE POLICY owner_verifies ON minutes_seal FOR SELECT TO CURRENT_USER USING (current_setting('app.verifying', true) = 'on');
CREATE FUNCTION seal_extras(asked uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  SELECT jsonb_build_object(
    'seals', (SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'name', name, 'givenAt', given_at) ORDER BY field), '[]') FROM minutes_seal WHERE minutes_id = asked),
    'standIns', (SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'name', stand_in_name, 'title', stand_in_title)), '[]')
      FROM minutes_signature WHERE minutes_id = asked AND stand_in_id IS NOT NULL)) INTO answer;
  PERFORM set_config('app.verifying', '', true);
  RETURN answer;
END
$$;
REVOKE EXECUTE ON FUNCTION seal_extras(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_extras(uuid) TO lienvien_app;
