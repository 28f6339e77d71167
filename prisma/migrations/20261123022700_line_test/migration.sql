-- CreateTable
CREATE TABLE "line_test" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "readings" JSONB NOT NULL,

    CONSTRAINT "line_test_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "line_test_case_id_taken_at_idx" ON "line_test"("case_id", "taken_at");

-- AddForeignKey
ALTER TABLE "line_test" ADD CONSTRAINT "line_test_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Every party of the case sees how the lines stood; a result is its taker's own and is never changed.
ALTER TABLE line_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE line_test FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON line_test TO lienvien_app;
CREATE POLICY parties_read ON line_test FOR SELECT
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY participant_records ON line_test FOR INSERT WITH CHECK (
  practitioner_id = (SELECT app_practitioner())
  AND organization_id = (SELECT app_organization())
  AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON line_test FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON line_test FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
