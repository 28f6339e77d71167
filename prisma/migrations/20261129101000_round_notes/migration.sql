-- At each bed of a round three lines are noted; and where the bed stands is shown before its turn, which names nobody.
ALTER TABLE "round_stop" ADD COLUMN "place" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "round_note" (
    "round_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_by_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "round_note_pkey" PRIMARY KEY ("round_id", "case_id")
);

-- CreateIndex
CREATE INDEX "round_note_case_id_idx" ON "round_note"("case_id");

-- AddForeignKey
ALTER TABLE "round_note" ADD CONSTRAINT "round_note_round_id_case_id_fkey" FOREIGN KEY ("round_id", "case_id") REFERENCES "round_stop"("round_id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE round_note
  ADD CONSTRAINT three_lines CHECK (length(text) <= 600 AND length(text) - length(replace(text, E'\n', '')) <= 2);

ALTER TABLE round_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE round_note FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (text, written_by_id, written_at) ON round_note TO lienvien_app;
-- A note is of the patient: open to whom the case is open, and written in the writer's own name.
CREATE POLICY parties_read ON round_note FOR SELECT USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id OFFSET 0));
CREATE POLICY writer_adds ON round_note FOR INSERT WITH CHECK (
  written_by_id = (SELECT app_practitioner()) AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY writer_changes ON round_note FOR UPDATE
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id))
  WITH CHECK (written_by_id = (SELECT app_practitioner()));
CREATE TRIGGER never_erased BEFORE DELETE ON round_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON round_note FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
