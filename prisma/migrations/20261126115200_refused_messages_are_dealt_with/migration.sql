-- Messages of other systems that could not be taken are listed by what their header tells, and somebody deals with each: it is tried
-- again, or put aside with a reason. What it says of a patient is kept until then, or for as long as the platform keeps such content.

ALTER TABLE "refused_message"
  ADD COLUMN "connection" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "message_type" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "control_id" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "content_sha256" CHAR(64),
  ADD COLUMN "times" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "last_at" TIMESTAMPTZ(3),
  ADD COLUMN "settled_as" TEXT,
  ADD COLUMN "note" TEXT,
  ALTER COLUMN "content" DROP NOT NULL;

-- The owner is bound by its own policies: they wait while the messages that stand there are given their hash.
ALTER TABLE refused_message NO FORCE ROW LEVEL SECURITY;
UPDATE refused_message SET content_sha256 = encode(sha256(content), 'hex'), last_at = received_at;
-- The same message sent over and over was kept each time: the last one stands for all.
UPDATE refused_message SET settled_at = now(), settled_as = 'came-again', content = NULL
  WHERE EXISTS (SELECT 1 FROM refused_message later WHERE later.organization_id = refused_message.organization_id
    AND later.content_sha256 = refused_message.content_sha256 AND (later.received_at, later.id) > (refused_message.received_at, refused_message.id));
ALTER TABLE refused_message FORCE ROW LEVEL SECURITY;

ALTER TABLE "refused_message"
  ALTER COLUMN "content_sha256" SET NOT NULL,
  ALTER COLUMN "last_at" SET NOT NULL,
  ADD CONSTRAINT "refused_message_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX refused_message_one_open ON refused_message (organization_id, content_sha256) WHERE settled_at IS NULL;

ALTER TABLE refused_message
  ADD CONSTRAINT settled_known CHECK (settled_as IN ('taken', 'came-again', 'set-aside', 'expired')),
  ADD CONSTRAINT settled_whole CHECK ((settled_at IS NULL) = (settled_as IS NULL) AND (settled_at IS NULL) = (content IS NOT NULL)),
  ADD CONSTRAINT settled_by_someone CHECK (coalesce(settled_as IN ('taken', 'set-aside'), false) = (settled_by_id IS NOT NULL)),
  ADD CONSTRAINT set_aside_with_a_reason CHECK (coalesce(settled_as = 'set-aside', false) = (note IS NOT NULL));

DROP POLICY own_hospital ON refused_message;
-- Whoever is shown patients may read one; whoever looks after the connections deals with it; the platform alone keeps them.
CREATE POLICY own_staff_reads ON refused_message FOR SELECT USING (
  organization_id = (SELECT app_organization()) AND ((SELECT app_practitioner()) IS NULL OR (SELECT app_has_role('admin'))
    OR (SELECT app_has_role('coordinator')) OR (SELECT app_has_role('doctor')) OR (SELECT app_has_role('nurse'))));
CREATE POLICY platform_keeps ON refused_message FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND (SELECT app_practitioner()) IS NULL);
CREATE POLICY own_keepers_deal ON refused_message FOR UPDATE USING (
  organization_id = (SELECT app_organization())
    AND ((SELECT app_practitioner()) IS NULL OR (SELECT app_has_role('admin')) OR (SELECT app_has_role('coordinator'))));

/* Who dealt with a message, and how, is said once. */
CREATE FUNCTION keep_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL THEN
    RAISE EXCEPTION 'a refused message is dealt with once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER settled_once BEFORE UPDATE ON refused_message FOR EACH ROW EXECUTE FUNCTION keep_refused();
CREATE TRIGGER never_erased BEFORE DELETE ON refused_message FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON refused_message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* For the nightly round: messages of every hospital that nobody dealt with since then; only ids come back. */
CREATE POLICY owner_lists_past ON refused_message FOR SELECT TO CURRENT_USER USING (current_setting('app.listing_refused', true) = 'on');
CREATE FUNCTION refused_before(moment timestamptz) RETURNS TABLE (id uuid, organization_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.listing_refused', 'on', true);
  RETURN QUERY SELECT one.id, one.organization_id FROM refused_message one
    WHERE one.settled_at IS NULL AND one.last_at < moment ORDER BY one.last_at LIMIT 1000;
  PERFORM set_config('app.listing_refused', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION refused_before(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refused_before(timestamptz) TO lienvien_jobs;
