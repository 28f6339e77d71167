-- CreateTable
CREATE TABLE "minutes_change" (
    "id" BIGSERIAL NOT NULL,
    "minutes_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "update" BYTEA NOT NULL,

    CONSTRAINT "minutes_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "minutes_change_minutes_id_id_idx" ON "minutes_change"("minutes_id", "id");

-- AddForeignKey
ALTER TABLE "minutes_change" ADD CONSTRAINT "minutes_change_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Read by whom the minutes are open to; written in one's own name, once, and only into a draft.
GRANT SELECT, INSERT ON minutes_change TO lienvien_app;
GRANT USAGE ON SEQUENCE minutes_change_id_seq TO lienvien_app;

ALTER TABLE minutes_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE minutes_change FORCE ROW LEVEL SECURITY;

CREATE POLICY parties_read ON minutes_change FOR SELECT
  USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id));
CREATE POLICY author_writes_draft ON minutes_change FOR INSERT
  WITH CHECK (
    author_id = (SELECT app_practitioner())
    AND EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id AND minutes.status = 'draft'));

CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON minutes_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON minutes_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
