-- AlterTable
ALTER TABLE "practitioner_role" ADD COLUMN     "is_head" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "duty_shift" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "department_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duty_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_swap" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "shift_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_swap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_leave" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "duty_leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_presence" (
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "on_duty" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_presence_pkey" PRIMARY KEY ("practitioner_id","organization_id")
);

-- CreateTable
CREATE TABLE "emergency_call" (
    "case_id" UUID NOT NULL,
    "requesting_organization_id" UUID NOT NULL,
    "caller_id" UUID NOT NULL,
    "specialty" TEXT NOT NULL,
    "age_years" INTEGER,
    "sex" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "callback_phone" TEXT NOT NULL,
    "pressed_at" TIMESTAMPTZ(3) NOT NULL,
    "hub_ids" UUID[],
    "overrides" TEXT[],
    "override_reason" TEXT NOT NULL,
    "held_by_id" UUID,
    "held_organization_id" UUID,
    "held_at" TIMESTAMPTZ(3),
    "exhausted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "informed_at" TIMESTAMPTZ(3),
    "informed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by_id" UUID,
    "review_note" TEXT,

    CONSTRAINT "emergency_call_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "emergency_ring" (
    "case_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "requesting_organization_id" UUID NOT NULL,
    "rung" TEXT NOT NULL,
    "rung_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "reply" TEXT,
    "replied_at" TIMESTAMPTZ(3),
    "reply_note" TEXT,

    CONSTRAINT "emergency_ring_pkey" PRIMARY KEY ("case_id","practitioner_id")
);

-- CreateIndex
CREATE INDEX "duty_shift_organization_id_starts_at_idx" ON "duty_shift"("organization_id", "starts_at");

-- CreateIndex
CREATE INDEX "duty_shift_practitioner_id_starts_at_idx" ON "duty_shift"("practitioner_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "duty_shift_department_id_practitioner_id_starts_at_key" ON "duty_shift"("department_id", "practitioner_id", "starts_at");

-- CreateIndex
CREATE INDEX "duty_swap_to_id_idx" ON "duty_swap"("to_id");

-- CreateIndex
CREATE INDEX "duty_leave_organization_id_starts_at_idx" ON "duty_leave"("organization_id", "starts_at");

-- CreateIndex
CREATE INDEX "staff_presence_organization_id_idx" ON "staff_presence"("organization_id");

-- CreateIndex
CREATE INDEX "emergency_call_requesting_organization_id_pressed_at_idx" ON "emergency_call"("requesting_organization_id", "pressed_at" DESC);

-- CreateIndex
CREATE INDEX "emergency_ring_practitioner_id_rung_at_idx" ON "emergency_ring"("practitioner_id", "rung_at" DESC);

-- CreateIndex
CREATE INDEX "emergency_ring_organization_id_rung_at_idx" ON "emergency_ring"("organization_id", "rung_at" DESC);

-- AddForeignKey
ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_practitioner_id_fkey" FOREIGN KEY ("practitioner_id") REFERENCES "practitioner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_swap" ADD CONSTRAINT "duty_swap_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "duty_shift"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_leave" ADD CONSTRAINT "duty_leave_practitioner_id_fkey" FOREIGN KEY ("practitioner_id") REFERENCES "practitioner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_presence" ADD CONSTRAINT "staff_presence_practitioner_id_fkey" FOREIGN KEY ("practitioner_id") REFERENCES "practitioner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_call" ADD CONSTRAINT "emergency_call_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_ring" ADD CONSTRAINT "emergency_ring_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE emergency_call
  ADD CONSTRAINT sex_known CHECK (sex IN ('male', 'female', 'unknown')),
  ADD CONSTRAINT age_possible CHECK (age_years BETWEEN 0 AND 130),
  ADD CONSTRAINT held_whole CHECK (num_nonnulls(held_by_id, held_organization_id, held_at) IN (0, 3)),
  ADD CONSTRAINT informed_whole CHECK (num_nonnulls(informed_at, informed_by_id) IN (0, 2)),
  ADD CONSTRAINT reviewed_whole CHECK (num_nonnulls(reviewed_at, reviewed_by_id, review_note) IN (0, 3));
ALTER TABLE emergency_ring
  ADD CONSTRAINT rung_known CHECK (rung IN ('first', 'second', 'everyone', 'forwarded', 'wall')),
  ADD CONSTRAINT reply_known CHECK (reply IN ('accepted', 'declined', 'forwarded')),
  ADD CONSTRAINT reply_has_time CHECK ((reply IS NULL) = (replied_at IS NULL));
ALTER TABLE duty_shift
  ADD CONSTRAINT shift_runs_forward CHECK (ends_at > starts_at),
  ADD CONSTRAINT position_counts CHECK (position BETWEEN 1 AND 9);
ALTER TABLE duty_leave ADD CONSTRAINT leave_runs_forward CHECK (ends_at > starts_at);
ALTER TABLE duty_swap
  ADD CONSTRAINT answer_known CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  ADD CONSTRAINT answer_has_time CHECK ((answer IS NULL) = (answered_at IS NULL)),
  ADD CONSTRAINT swap_between_two CHECK (from_id <> to_id);
-- One open question a shift.
CREATE UNIQUE INDEX duty_swap_one_open ON duty_swap (shift_id) WHERE answer IS NULL;

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['emergency_call', 'emergency_ring', 'duty_shift', 'duty_swap', 'duty_leave', 'staff_presence'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', closed);
  END LOOP;
  FOREACH closed IN ARRAY ARRAY['emergency_call', 'emergency_ring'] LOOP
    EXECUTE format('CREATE TRIGGER never_erased BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', closed);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', closed);
  END LOOP;
END
$$;

-- An emergency: the asking hospital, and those that stand in its order of hospitals to be rung; no name and no number stands in it.
GRANT SELECT, INSERT, UPDATE ON emergency_call, emergency_ring TO lienvien_app;
CREATE POLICY parties ON emergency_ring USING (
  organization_id = (SELECT app_organization()) OR requesting_organization_id = (SELECT app_organization()));
CREATE POLICY asking_hospital ON emergency_call USING (requesting_organization_id = (SELECT app_organization()));
CREATE POLICY listed_hospital_reads ON emergency_call FOR SELECT USING ((SELECT app_organization()) = ANY (hub_ids));
CREATE POLICY listed_hospital_answers ON emergency_call FOR UPDATE USING ((SELECT app_organization()) = ANY (hub_ids));

-- The roster is read by everyone signed in, since a hospital must see whom it can reach at another; its coordinators and
-- administrators write it, a person only what is that person's own.
GRANT SELECT, INSERT, UPDATE, DELETE ON duty_shift, duty_leave TO lienvien_app;
GRANT SELECT, INSERT, UPDATE ON duty_swap, staff_presence TO lienvien_app;
CREATE POLICY signed_in ON duty_shift FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON duty_leave FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON staff_presence FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY roster_keeper ON duty_shift USING (
  organization_id = (SELECT app_organization()) AND ((SELECT app_has_role('coordinator')) OR (SELECT app_has_role('admin'))));
CREATE POLICY own_hospital ON duty_swap USING (
  organization_id = (SELECT app_organization())
  AND ((SELECT app_practitioner()) IN (from_id, to_id) OR (SELECT app_has_role('coordinator')) OR (SELECT app_has_role('admin'))));
-- Who was asked to take a shift over writes it; nobody else's hand is needed.
CREATE POLICY taken_over ON duty_shift FOR UPDATE USING (
  organization_id = (SELECT app_organization())
  AND EXISTS (SELECT 1 FROM duty_swap asked WHERE asked.shift_id = duty_shift.id AND asked.to_id = (SELECT app_practitioner())));
CREATE POLICY oneself ON duty_leave USING (
  organization_id = (SELECT app_organization())
  AND (practitioner_id = (SELECT app_practitioner()) OR (SELECT app_has_role('coordinator')) OR (SELECT app_has_role('admin'))));
CREATE POLICY oneself_comes ON staff_presence FOR INSERT WITH CHECK (
  practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));
CREATE POLICY oneself_changes ON staff_presence FOR UPDATE USING (
  practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));

/* Later work at a given moment, ahead of work that can wait: a ring must not stand behind a printing page. */
CREATE FUNCTION enqueue_job_at(task text, payload json, run_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => enqueue_job_at.run_at, priority => -10);
END
$$;

/* The emergencies whose ladder still runs: the process that rings asks for them when it starts, whatever became of its timers. */
CREATE FUNCTION running_emergencies() RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looks_for_running', 'yes', true);
  RETURN QUERY SELECT case_id FROM emergency_call WHERE held_at IS NULL AND ended_at IS NULL AND exhausted_at IS NULL;
  PERFORM set_config('app.looks_for_running', '', true);
END
$$;
CREATE POLICY owner_looks ON emergency_call FOR SELECT TO CURRENT_USER USING (current_setting('app.looks_for_running', true) = 'yes');

/* A hospital that is asked takes the case over, while nobody holds the emergency; its own numbering names the case from then on. */
CREATE FUNCTION move_emergency_to_hub(consult uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  answering uuid := app_organization();
  found emergency_call;
BEGIN
  PERFORM set_config('app.looked_up_case', consult::text, true);
  SELECT * INTO found FROM emergency_call WHERE case_id = consult FOR UPDATE;
  IF found.case_id IS NULL OR found.held_at IS NOT NULL OR answering IS NULL OR NOT answering = ANY (found.hub_ids) THEN
    RAISE EXCEPTION 'this hospital is not asked in the emergency, or it is held' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.moved_case', consult::text, true);
  UPDATE consult_case SET consulting_organization_id = answering, code = next_case_code(answering)
  WHERE id = consult AND consulting_organization_id <> answering;
  PERFORM set_config('app.moved_case', '', true);
  PERFORM set_config('app.looked_up_case', '', true);
END
$$;
CREATE POLICY owner_locks ON emergency_call TO CURRENT_USER
  USING (case_id = nullif(current_setting('app.looked_up_case', true), '')::uuid);
CREATE POLICY owner_moves ON consult_case FOR UPDATE TO CURRENT_USER
  USING (id = nullif(current_setting('app.moved_case', true), '')::uuid);

CREATE OR REPLACE FUNCTION keep_case_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.requesting_organization_id, NEW.patient_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.requesting_organization_id, OLD.patient_id, OLD.created_at)
    OR (OLD.status <> 'draft'
      AND (NEW.code, NEW.consulting_organization_id) IS DISTINCT FROM (OLD.code, OLD.consulting_organization_id)
      -- An emergency goes to the hospital that answers it (move_emergency_to_hub, run by the owner).
      AND NOT (current_setting('app.moved_case', true) = OLD.id::text AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')))
  THEN
    RAISE EXCEPTION 'a case keeps its identity' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

REVOKE EXECUTE ON FUNCTION enqueue_job_at(text, json, timestamptz), running_emergencies(), move_emergency_to_hub(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job_at(text, json, timestamptz), move_emergency_to_hub(uuid) TO lienvien_app;
GRANT EXECUTE ON FUNCTION running_emergencies() TO lienvien_jobs;

/* Tells listening processes whose screens have something new: ids only, what it is is asked for under the person's own rights. */
CREATE FUNCTION tell_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lienvien_stir', json_build_object('practitioner', NEW.practitioner_id)::text);
  PERFORM pg_notify('lienvien_stir', json_build_object('organization', NEW.organization_id)::text);
  PERFORM pg_notify('lienvien_stir', json_build_object('organization', NEW.requesting_organization_id)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER tells AFTER INSERT OR UPDATE ON emergency_ring FOR EACH ROW EXECUTE FUNCTION tell_ring();

CREATE FUNCTION tell_call() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hub uuid;
BEGIN
  PERFORM pg_notify('lienvien_stir', json_build_object('organization', NEW.requesting_organization_id)::text);
  FOREACH hub IN ARRAY NEW.hub_ids LOOP
    PERFORM pg_notify('lienvien_stir', json_build_object('organization', hub)::text);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER tells AFTER INSERT OR UPDATE ON emergency_call FOR EACH ROW EXECUTE FUNCTION tell_call();

CREATE FUNCTION tell_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lienvien_stir', json_build_object('practitioner', NEW.recipient_id)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER tells AFTER INSERT ON notice FOR EACH ROW EXECUTE FUNCTION tell_notice();
