-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "given_by" TEXT,
    "practitioner_id" UUID,
    "evidence" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "revoke_reason" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "consent_case_id_recorded_at_idx" ON "consent"("case_id", "recorded_at");

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE consent
  ADD CONSTRAINT kind_known CHECK (kind IN ('sharing', 'recording', 'teaching')),
  ADD CONSTRAINT giver_known CHECK (given_by IN ('patient', 'relative', 'legal-representative')),
  ADD CONSTRAINT of_patient_or_participant CHECK ((given_by IS NULL) <> (practitioner_id IS NULL)),
  ADD CONSTRAINT withdrawn_whole CHECK (num_nonnulls(revoked_at, revoked_by_id, revoke_reason) IN (0, 3));

-- Both hospitals of the case see what was allowed; a consent is written once and can only be withdrawn.
ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON consent TO lienvien_app;
GRANT UPDATE (revoked_at, revoked_by_id, revoke_reason) ON consent TO lienvien_app;
CREATE POLICY parties_read ON consent FOR SELECT
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY party_records ON consent FOR INSERT WITH CHECK (
  recorded_by_id = (SELECT app_practitioner())
  AND organization_id = (SELECT app_organization())
  AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY party_withdraws ON consent FOR UPDATE
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));

-- The rights of the role already keep the rest; this keeps a withdrawal from being taken back.
CREATE FUNCTION keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'a withdrawn consent stays withdrawn' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER withdrawn_once BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION keep_consent();
CREATE TRIGGER never_erased BEFORE DELETE ON consent FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON consent FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
