-- CreateTable
CREATE TABLE "session_guest" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "link_sha256" CHAR(64) NOT NULL,
    "key_sha256" CHAR(64),
    "invited_by_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "session_guest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "session_guest_link_sha256_key" ON "session_guest"("link_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "session_guest_key_sha256_key" ON "session_guest"("key_sha256");

-- CreateIndex
CREATE INDEX "session_guest_case_id_invited_at_idx" ON "session_guest"("case_id", "invited_at");

-- AddForeignKey
ALTER TABLE "session_guest" ADD CONSTRAINT "session_guest_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_guest" ADD CONSTRAINT "session_guest_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "consult_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE session_guest
  ADD CONSTRAINT role_known CHECK (role IN ('observer', 'interpreter', 'expert')),
  ADD CONSTRAINT has_a_name CHECK (btrim(name) <> '' AND btrim(workplace) <> ''),
  ADD CONSTRAINT ends CHECK (expires_at > invited_at),
  -- A spent link has exactly one holder.
  ADD CONSTRAINT spent_once CHECK ((arrived_at IS NULL) = (key_sha256 IS NULL)),
  ADD CONSTRAINT withdrawn_by_someone CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL));

ALTER TABLE session_guest ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_guest FORCE ROW LEVEL SECURITY;
-- Whom, to what and as what somebody was invited never changes; a link is spent or withdrawn.
GRANT SELECT, INSERT, UPDATE (key_sha256, arrived_at, withdrawn_at, withdrawn_by_id) ON session_guest TO lienvien_app;
CREATE POLICY parties_read ON session_guest FOR SELECT USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY inviter_adds ON session_guest FOR INSERT WITH CHECK (
  invited_by_id = (SELECT app_practitioner())
  AND EXISTS (SELECT 1 FROM consult_session JOIN consult_case ON consult_case.id = consult_session.case_id
    WHERE consult_session.id = session_id AND consult_case.id = session_guest.case_id AND consult_case.consulting_organization_id = session_guest.organization_id));
CREATE POLICY parties_change ON session_guest FOR UPDATE USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE TRIGGER never_erased BEFORE DELETE ON session_guest FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON session_guest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* A spent or withdrawn invitation stays what it is. */
CREATE FUNCTION keep_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.arrived_at IS NOT NULL AND (NEW.arrived_at, NEW.key_sha256) IS DISTINCT FROM (OLD.arrived_at, OLD.key_sha256))
    OR (OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)
  THEN
    RAISE EXCEPTION 'an invitation is spent or withdrawn once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER once BEFORE UPDATE ON session_guest FOR EACH ROW EXECUTE FUNCTION keep_invitation();
-- Whoever was invited no longer leaves the room at once.
CREATE TRIGGER stirs_standing AFTER UPDATE ON session_guest FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();

/* Whom a secret speaks for: a guest at the door knows the secret and nothing else. */
CREATE FUNCTION guest_at_door(secret char(64)) RETURNS TABLE (guest uuid, organization uuid, by_link boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_guest', secret::text, true);
  RETURN QUERY SELECT id, organization_id, link_sha256 = secret FROM session_guest WHERE link_sha256 = secret OR key_sha256 = secret;
  PERFORM set_config('app.looked_up_guest', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION guest_at_door(char) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guest_at_door(char) TO lienvien_app;
CREATE POLICY door_looks ON session_guest FOR SELECT TO CURRENT_USER
  USING (nullif(current_setting('app.looked_up_guest', true), '') IN (link_sha256, key_sha256));
