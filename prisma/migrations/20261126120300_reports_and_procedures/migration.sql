-- What somebody found and wrote, and what was done to the patient: facts of the record like any other, corrected by another that
-- stands beside them and never overwritten.

CREATE TABLE "diagnostic_report" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "patient_id" UUID NOT NULL,
  "category" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "display" TEXT NOT NULL,
  "findings" TEXT NOT NULL,
  "conclusion" TEXT NOT NULL,
  "author" TEXT,
  "results" UUID[],
  "issued_at" TIMESTAMPTZ(3) NOT NULL,
  "superseded_by_id" UUID,
  CONSTRAINT "diagnostic_report_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "diagnostic_report_patient_id_issued_at_idx" ON "diagnostic_report" ("patient_id", "issued_at" DESC);

CREATE TABLE "procedure" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "patient_id" UUID NOT NULL,
  "code" TEXT NOT NULL,
  "display" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "performed_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "superseded_by_id" UUID,
  CONSTRAINT "procedure_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "procedure_patient_id_performed_at_idx" ON "procedure" ("patient_id", "performed_at" DESC);

ALTER TABLE "diagnostic_report" ADD CONSTRAINT "diagnostic_report_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id")
  REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id")
  REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE diagnostic_report
  ADD CONSTRAINT category_known CHECK (category IN ('imaging', 'pathology', 'endoscopy', 'cardiology', 'laboratory', 'other')),
  ADD CONSTRAINT says_something CHECK (findings <> '' OR conclusion <> '');
ALTER TABLE procedure ADD CONSTRAINT status_known CHECK (status IN ('in-progress', 'completed', 'stopped'));

ALTER TABLE diagnostic_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE diagnostic_report FORCE ROW LEVEL SECURITY;
ALTER TABLE procedure ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure FORCE ROW LEVEL SECURITY;
CREATE POLICY own_hospital ON diagnostic_report USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_hospital ON procedure USING (organization_id = (SELECT app_organization()));
GRANT SELECT, INSERT, UPDATE ON diagnostic_report, procedure TO lienvien_app;

-- The values that a report is about may be corrected after it: its links follow, its words stay.
CREATE FUNCTION keep_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'superseded_by_id' - 'results' IS DISTINCT FROM to_jsonb(OLD) - 'superseded_by_id' - 'results'
    OR (OLD.superseded_by_id IS NOT NULL AND NEW.superseded_by_id IS DISTINCT FROM OLD.superseded_by_id)
  THEN
    RAISE EXCEPTION 'a report is corrected by another, never overwritten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE ON diagnostic_report FOR EACH ROW EXECUTE FUNCTION keep_report();
CREATE TRIGGER kept BEFORE UPDATE ON procedure FOR EACH ROW EXECUTE FUNCTION keep_fact();
CREATE TRIGGER never_erased BEFORE DELETE ON diagnostic_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_erased BEFORE DELETE ON procedure FOR EACH ROW EXECUTE FUNCTION refuse_change();
