-- CreateTable
CREATE TABLE "recording" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "retention" TEXT NOT NULL,
    "keep_until" TIMESTAMPTZ(3) NOT NULL,
    "held_at" TIMESTAMPTZ(3),
    "held_by_id" UUID,
    "hold_reason" TEXT,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_segment" (
    "id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "first_frame_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "bytes" BIGINT,
    "sha256" CHAR(64),

    CONSTRAINT "recording_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording_event" (
    "id" UUID NOT NULL,
    "recording_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "practitioner_id" UUID,
    "label" TEXT,

    CONSTRAINT "recording_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recording_case_id_started_at_idx" ON "recording"("case_id", "started_at");

-- CreateIndex
CREATE INDEX "recording_keep_until_idx" ON "recording"("keep_until");

-- CreateIndex
CREATE INDEX "recording_segment_recording_id_idx" ON "recording_segment"("recording_id");

-- CreateIndex
CREATE INDEX "recording_event_recording_id_at_idx" ON "recording_event"("recording_id", "at");

-- AddForeignKey
ALTER TABLE "recording" ADD CONSTRAINT "recording_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording" ADD CONSTRAINT "recording_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "consult_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_segment" ADD CONSTRAINT "recording_segment_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording_event" ADD CONSTRAINT "recording_event_recording_id_fkey" FOREIGN KEY ("recording_id") REFERENCES "recording"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE recording
  ADD CONSTRAINT ended_whole CHECK (num_nonnulls(ended_at, end_reason) IN (0, 2)),
  ADD CONSTRAINT reason_known CHECK (end_reason IN ('stopped', 'vetoed', 'patient-withdrew', 'kill-switch', 'session-ended')),
  ADD CONSTRAINT retention_known CHECK (retention IN ('routine', 'accident', 'death')),
  ADD CONSTRAINT held_whole CHECK (num_nonnulls(held_at, held_by_id, hold_reason) IN (0, 3)),
  ADD CONSTRAINT kept_while_held CHECK (erased_at IS NULL OR held_at IS NULL);
ALTER TABLE recording_segment
  ADD CONSTRAINT state_known CHECK (state IN ('asked', 'lit', 'whole', 'empty', 'failed')),
  ADD CONSTRAINT whole_is_proved CHECK (state <> 'whole' OR num_nulls(first_frame_at, duration_ms, bytes, sha256) = 0);
ALTER TABLE recording_event ADD CONSTRAINT kind_known CHECK (kind IN (
  'joined', 'left', 'away', 'back', 'main', 'presenter', 'speaking', 'silent', 'drawn', 'frozen', 'wiped', 'consented', 'declined', 'lost', 'resumed'));

-- Open to whom the case is open; who may look at the pictures is narrower and is decided with each request.
GRANT SELECT, INSERT ON recording, recording_segment, recording_event TO lienvien_app;
GRANT UPDATE (ended_at, end_reason, retention, keep_until, held_at, held_by_id, hold_reason, erased_at) ON recording TO lienvien_app;
GRANT UPDATE (state, first_frame_at, duration_ms, bytes, sha256) ON recording_segment TO lienvien_app;

ALTER TABLE recording ENABLE ROW LEVEL SECURITY;
ALTER TABLE recording FORCE ROW LEVEL SECURITY;
ALTER TABLE recording_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE recording_segment FORCE ROW LEVEL SECURITY;
ALTER TABLE recording_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE recording_event FORCE ROW LEVEL SECURITY;

CREATE POLICY parties_of_case ON recording USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id))
  WITH CHECK (EXISTS (SELECT 1 FROM consult_session WHERE consult_session.id = session_id AND consult_session.case_id = recording.case_id));
CREATE POLICY parties_of_case ON recording_segment USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id))
  WITH CHECK (EXISTS (SELECT 1 FROM recording WHERE recording.id = recording_id AND recording.case_id = recording_segment.case_id));
CREATE POLICY parties_of_case ON recording_event USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id))
  WITH CHECK (EXISTS (SELECT 1 FROM recording WHERE recording.id = recording_id AND recording.case_id = recording_event.case_id));

/* A recording ends once, and what was erased stays erased. */
CREATE FUNCTION keep_recording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.end_reason) IS DISTINCT FROM (OLD.ended_at, OLD.end_reason))
    OR (OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at) THEN
    RAISE EXCEPTION 'a recording ends once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER ended_once BEFORE UPDATE ON recording FOR EACH ROW EXECUTE FUNCTION keep_recording();

/* What a file is has been said once and for all when it is whole. */
CREATE FUNCTION keep_segment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('whole', 'empty') THEN
    RAISE EXCEPTION 'a whole segment stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER whole_once BEFORE UPDATE ON recording_segment FOR EACH ROW EXECUTE FUNCTION keep_segment();

CREATE TRIGGER never_erased BEFORE DELETE ON recording FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON recording FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_erased BEFORE DELETE ON recording_segment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON recording_segment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON recording_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON recording_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* A consent that is given or withdrawn reaches the running room at once: withdrawing stops the recording. */
CREATE FUNCTION tell_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lienvien_stir', json_build_object('case', NEW.case_id)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER tells AFTER INSERT OR UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION tell_consent();
