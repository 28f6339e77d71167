-- A coordinator hands a case over to another: offered until that person answers.
ALTER TABLE "consult_case"
  ADD COLUMN "handover_by_id" UUID,
  ADD COLUMN "handover_to_id" UUID,
  ADD COLUMN "handover_note" TEXT,
  ADD COLUMN "handover_at" TIMESTAMPTZ(3);
ALTER TABLE consult_case
  ADD CONSTRAINT handover_whole CHECK (num_nonnulls(handover_by_id, handover_to_id, handover_note, handover_at) IN (0, 4)),
  ADD CONSTRAINT handover_to_another CHECK (handover_to_id <> coordinator_id);

-- Whoever is asked to take a case on finds it among their own.
CREATE INDEX "consult_case_handover_to_id_idx" ON "consult_case"("handover_to_id");
