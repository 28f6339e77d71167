-- AlterTable
ALTER TABLE "auth_session" ADD COLUMN     "device_id" TEXT,
ADD COLUMN     "device_seen_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "auth_pin" (
    "user_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_pin_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "room_device" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "registered_by_id" UUID NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "code_sha256" CHAR(64),
    "code_until" TIMESTAMPTZ(3),
    "credential_sha256" CHAR(64),
    "paired_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "room_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_ask" (
    "id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "secret_sha256" CHAR(64) NOT NULL,
    "check_digits" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "collected_at" TIMESTAMPTZ(3),

    CONSTRAINT "device_ask_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "auth_session_device_id_idx" ON "auth_session"("device_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_device_code_sha256_key" ON "room_device"("code_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "room_device_credential_sha256_key" ON "room_device"("credential_sha256");

-- CreateIndex
CREATE INDEX "room_device_organization_id_registered_at_idx" ON "room_device"("organization_id", "registered_at");

-- CreateIndex
CREATE UNIQUE INDEX "device_ask_secret_sha256_key" ON "device_ask"("secret_sha256");

-- CreateIndex
CREATE INDEX "device_ask_device_id_idx" ON "device_ask"("device_id");

-- AddForeignKey
ALTER TABLE "auth_pin" ADD CONSTRAINT "auth_pin_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_ask" ADD CONSTRAINT "device_ask_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "room_device"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE, DELETE ON auth_pin TO lienvien_auth;

ALTER TABLE room_device
  ADD CONSTRAINT has_a_name CHECK (btrim(name) <> ''),
  ADD CONSTRAINT code_ends CHECK ((code_sha256 IS NULL) = (code_until IS NULL)),
  ADD CONSTRAINT paired_holds CHECK ((paired_at IS NULL) = (credential_sha256 IS NULL)),
  ADD CONSTRAINT revoked_opens_nothing CHECK (revoked_at IS NULL OR (credential_sha256 IS NULL AND code_sha256 IS NULL AND revoked_by_id IS NOT NULL));
ALTER TABLE device_ask
  ADD CONSTRAINT approved_by_someone CHECK ((approved_at IS NULL) = (approved_by_id IS NULL)),
  ADD CONSTRAINT collected_after CHECK (collected_at IS NULL OR approved_at IS NOT NULL);

ALTER TABLE room_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE room_device FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (code_sha256, code_until, credential_sha256, paired_at, revoked_at, revoked_by_id) ON room_device TO lienvien_app;
CREATE POLICY own_hospital_reads ON room_device FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin_adds ON room_device FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND registered_by_id = (SELECT app_practitioner()) AND (SELECT app_has_role('admin')));
-- An administrator makes codes and takes devices away; the platform itself (nobody's scope) pairs.
CREATE POLICY own_hospital_changes ON room_device FOR UPDATE USING (
  organization_id = (SELECT app_organization()) AND ((SELECT app_has_role('admin')) OR (SELECT app_practitioner()) IS NULL));
CREATE TRIGGER never_erased BEFORE DELETE ON room_device FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON room_device FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE device_ask ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_ask FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (approved_by_id, approved_at, collected_at) ON device_ask TO lienvien_app;
CREATE POLICY own_hospital_reads ON device_ask FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY platform_asks ON device_ask FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND (SELECT app_practitioner()) IS NULL
  AND EXISTS (SELECT 1 FROM room_device WHERE room_device.id = device_id AND room_device.organization_id = device_ask.organization_id));
-- Nobody approves for another.
CREATE POLICY oneself_approves ON device_ask FOR UPDATE USING (organization_id = (SELECT app_organization()))
  WITH CHECK ((SELECT app_practitioner()) IS NULL OR approved_by_id = (SELECT app_practitioner()));

/* What a secret opens: a machine, or a phone before a square, knows the secret and nothing else. */
CREATE FUNCTION device_at_door(kind text, secret char(64)) RETURNS TABLE (id uuid, organization uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_device', secret::text, true);
  RETURN QUERY
    SELECT one.id, one.organization_id FROM room_device one
     WHERE (kind = 'code' AND one.code_sha256 = secret) OR (kind = 'credential' AND one.credential_sha256 = secret)
    UNION ALL
    SELECT ask.id, ask.organization_id FROM device_ask ask WHERE kind = 'ask' AND ask.secret_sha256 = secret;
  PERFORM set_config('app.looked_up_device', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION device_at_door(text, char) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION device_at_door(text, char) TO lienvien_app;
CREATE POLICY door_looks ON room_device FOR SELECT TO CURRENT_USER
  USING (nullif(current_setting('app.looked_up_device', true), '') IN (code_sha256, credential_sha256));
CREATE POLICY door_looks ON device_ask FOR SELECT TO CURRENT_USER
  USING (nullif(current_setting('app.looked_up_device', true), '') = secret_sha256);
