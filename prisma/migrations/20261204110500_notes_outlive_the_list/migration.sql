-- A note written before the round begins held its place in the list, so that no list could be saved any more. It is kept of the
-- patient and the round; the list may change around it, and a patient who is taken off keeps what was noted.
ALTER TABLE "round_note" DROP CONSTRAINT "round_note_round_id_case_id_fkey";

-- AddForeignKey
ALTER TABLE "round_note" ADD CONSTRAINT "round_note_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_note" ADD CONSTRAINT "round_note_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the key no longer says: a note begins before a patient who is on the list.
ALTER POLICY writer_adds ON round_note WITH CHECK (
  written_by_id = (SELECT app_practitioner()) AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id)
  AND EXISTS (SELECT 1 FROM round_stop WHERE round_stop.round_id = round_note.round_id AND round_stop.case_id = round_note.case_id));
