-- CreateTable
CREATE TABLE "notify_preference" (
    "practitioner_id" UUID NOT NULL,
    "mail_to" TEXT,
    "push_topics" TEXT[],
    "mail_topics" TEXT[],
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "time_zone" TEXT NOT NULL,
    "language" TEXT NOT NULL,

    CONSTRAINT "notify_preference_pkey" PRIMARY KEY ("practitioner_id")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_note" (
    "id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "notice_id" UUID,
    "ring_case_id" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "shown_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_endpoint_key" ON "push_subscription"("endpoint");

-- CreateIndex
CREATE INDEX "push_subscription_practitioner_id_idx" ON "push_subscription"("practitioner_id");

-- CreateIndex
CREATE INDEX "delivery_note_practitioner_id_notice_id_idx" ON "delivery_note"("practitioner_id", "notice_id");

-- CreateIndex
CREATE INDEX "delivery_note_ring_case_id_practitioner_id_idx" ON "delivery_note"("ring_case_id", "practitioner_id");

ALTER TABLE notify_preference
  ADD CONSTRAINT quiet_whole CHECK (num_nonnulls(quiet_from, quiet_until) IN (0, 2)),
  ADD CONSTRAINT quiet_in_day CHECK (quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439),
  ADD CONSTRAINT language_known CHECK (language IN ('vi', 'en'));
ALTER TABLE delivery_note
  ADD CONSTRAINT channel_known CHECK (channel IN ('push', 'mail')),
  ADD CONSTRAINT about_one CHECK (num_nonnulls(notice_id, ring_case_id) = 1);

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['notify_preference', 'push_subscription', 'delivery_note'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', closed);
    -- How a person is reached is theirs alone; whoever sends to them does so in their scope.
    EXECUTE format('CREATE POLICY oneself ON %I USING (practitioner_id = (SELECT app_practitioner()))', closed);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON notify_preference, delivery_note TO lienvien_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscription TO lienvien_app;
-- Whoever sees a ring sees whether it reached a machine: the inner query is itself under emergency_ring's policies.
CREATE POLICY sees_the_ring ON delivery_note FOR SELECT USING (
  ring_case_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM emergency_ring ring WHERE ring.case_id = ring_case_id AND ring.practitioner_id = delivery_note.practitioner_id));

/*
 * A browser has one subscription whoever sits before it: it takes the address over from the person who used it before, whose messages
 * would otherwise be shown to the one who sits there now.
 */
CREATE FUNCTION take_over_browser() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.taken_endpoint', NEW.endpoint, true);
  DELETE FROM push_subscription WHERE endpoint = NEW.endpoint;
  PERFORM set_config('app.taken_endpoint', '', true);
  RETURN NEW;
END
$$;
CREATE POLICY owner_takes_over ON push_subscription TO CURRENT_USER
  USING (endpoint = nullif(current_setting('app.taken_endpoint', true), ''));
CREATE TRIGGER takes_over BEFORE INSERT ON push_subscription FOR EACH ROW EXECUTE FUNCTION take_over_browser();

/* Whoever is told or rung is told by other ways too: a job in the same transaction, so that neither is without the other. */
CREATE FUNCTION plan_telling() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_TABLE_NAME = 'notice' THEN
    PERFORM graphile_worker.add_job('tell-notice', json_build_object('recipient', NEW.recipient_id, 'notice', NEW.id), max_attempts => 8);
  ELSE
    PERFORM graphile_worker.add_job('tell-ring',
      json_build_object('practitioner', NEW.practitioner_id, 'organization', NEW.organization_id, 'case', NEW.case_id),
      priority => -10, max_attempts => 5);
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION plan_telling(), take_over_browser() FROM PUBLIC;
CREATE TRIGGER tells_elsewhere AFTER INSERT ON notice FOR EACH ROW EXECUTE FUNCTION plan_telling();
CREATE TRIGGER tells_elsewhere AFTER INSERT ON emergency_ring FOR EACH ROW WHEN (NEW.reply IS NULL AND NEW.rung <> 'wall') EXECUTE FUNCTION plan_telling();
