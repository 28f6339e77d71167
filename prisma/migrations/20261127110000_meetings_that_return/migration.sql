-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "chair_id" UUID NOT NULL,
    "people_ids" UUID[],
    "guest_ids" UUID[],
    "cadence" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "last_on" DATE,
    "start_time" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "on_holiday" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "planned_by_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "meeting_organization_id_starts_on_idx" ON "meeting"("organization_id", "starts_on");

-- Of more than a thousand hospitals each asks for the few meetings to which it is invited.
CREATE INDEX "meeting_guest_ids_idx" ON "meeting" USING GIN ("guest_ids");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_chair_id_fkey" FOREIGN KEY ("chair_id") REFERENCES "practitioner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE meeting
  ADD CONSTRAINT cadence_known CHECK (cadence IN ('weekly', 'fortnightly', 'monthly')),
  ADD CONSTRAINT on_holiday_known CHECK (on_holiday IN ('skip', 'keep')),
  ADD CONSTRAINT time_of_day CHECK (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT lasts_a_while CHECK (duration_minutes BETWEEN 15 AND 480),
  ADD CONSTRAINT has_a_title CHECK (btrim(title) <> '');

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON meeting TO lienvien_app;
CREATE POLICY parties_read ON meeting FOR SELECT USING (
  organization_id = (SELECT app_organization()) OR (SELECT app_organization()) = ANY (guest_ids));
CREATE POLICY own_coordinator_plans ON meeting FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND (SELECT app_has_role('coordinator')));
CREATE POLICY own_coordinator_changes ON meeting FOR UPDATE USING (
  organization_id = (SELECT app_organization()) AND (SELECT app_has_role('coordinator')));
CREATE TRIGGER never_erased BEFORE DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON meeting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
