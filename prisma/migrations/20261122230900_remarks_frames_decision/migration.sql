-- AlterTable
ALTER TABLE "consult_case" ADD COLUMN "decision_agreed" BOOLEAN,
ADD COLUMN "decision_at" TIMESTAMPTZ(3),
ADD COLUMN "decision_reason" TEXT;

-- CreateTable
CREATE TABLE "captured_frame" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT,
    "sha256" CHAR(64) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by_id" UUID NOT NULL,

    CONSTRAINT "captured_frame_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "minutes_remark" (
    "id" UUID NOT NULL,
    "minutes_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "question" TEXT,
    "anchor" JSONB,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "settled_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "minutes_remark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "captured_frame_sha256_idx" ON "captured_frame"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "captured_frame_case_id_sha256_key" ON "captured_frame"("case_id", "sha256");

-- CreateIndex
CREATE INDEX "minutes_remark_minutes_id_idx" ON "minutes_remark"("minutes_id");

-- AddForeignKey
ALTER TABLE "captured_frame" ADD CONSTRAINT "captured_frame_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes_remark" ADD CONSTRAINT "minutes_remark_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE captured_frame ADD CONSTRAINT kind_known CHECK (kind IN ('freeze-frame', 'image-view'));
ALTER TABLE minutes_remark
  ADD CONSTRAINT kind_known CHECK (kind IN ('comment', 'suggestion', 'dissent')),
  ADD CONSTRAINT state_known CHECK (state IN ('open', 'accepted', 'declined', 'resolved', 'withdrawn')),
  ADD CONSTRAINT settled_by_someone CHECK ((state = 'open') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)),
  -- Nobody may turn a dissent down (TT 32/2023: a dissenting opinion is written into the minutes).
  ADD CONSTRAINT dissent_stands CHECK (kind <> 'dissent' OR state <> 'declined');
-- Advice that is not followed needs its reason; remote advice is not an order (Luật KCB 15/2023 Đ80).
ALTER TABLE consult_case ADD CONSTRAINT decision_whole CHECK (
  num_nonnulls(decision_agreed, decision_reason, decision_at) IN (0, 3) AND (decision_agreed IS NOT FALSE OR decision_reason <> ''));

GRANT SELECT, INSERT ON captured_frame TO lienvien_app;
GRANT SELECT, INSERT, UPDATE ON minutes_remark TO lienvien_app;

ALTER TABLE captured_frame ENABLE ROW LEVEL SECURITY;
ALTER TABLE captured_frame FORCE ROW LEVEL SECURITY;
ALTER TABLE minutes_remark ENABLE ROW LEVEL SECURITY;
ALTER TABLE minutes_remark FORCE ROW LEVEL SECURITY;

CREATE POLICY parties_read ON captured_frame FOR SELECT
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
-- Only a picture that the own hospital has stored, under the own name.
CREATE POLICY taker_keeps ON captured_frame FOR INSERT WITH CHECK (
  taken_by_id = (SELECT app_practitioner())
  AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id)
  AND EXISTS (SELECT 1 FROM stored_file_access held WHERE held.sha256 = captured_frame.sha256));
CREATE POLICY shown_in_minutes ON stored_file FOR SELECT
  USING (EXISTS (SELECT 1 FROM captured_frame WHERE captured_frame.sha256 = stored_file.sha256));

CREATE POLICY parties_read ON minutes_remark FOR SELECT
  USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id));
CREATE POLICY author_writes_draft ON minutes_remark FOR INSERT WITH CHECK (
  author_id = (SELECT app_practitioner())
  AND EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id AND minutes.status = 'draft'));
CREATE POLICY parties_settle ON minutes_remark FOR UPDATE
  USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id AND minutes.status = 'draft'));

/* What was said stays as it was said; it is settled once. */
CREATE FUNCTION keep_remark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open'
    OR (NEW.id, NEW.minutes_id, NEW.author_id, NEW.author_name, NEW.kind, NEW.section, NEW.question, NEW.anchor, NEW.quote, NEW.text, NEW.written_at)
      IS DISTINCT FROM
      (OLD.id, OLD.minutes_id, OLD.author_id, OLD.author_name, OLD.kind, OLD.section, OLD.question, OLD.anchor, OLD.quote, OLD.text, OLD.written_at)
  THEN
    RAISE EXCEPTION 'a remark keeps its words, and is settled once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER words BEFORE UPDATE ON minutes_remark FOR EACH ROW EXECUTE FUNCTION keep_remark();
CREATE TRIGGER never_erased BEFORE DELETE ON minutes_remark FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON minutes_remark FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON captured_frame FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON captured_frame FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
