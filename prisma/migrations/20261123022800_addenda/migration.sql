-- Addenda: their receipts, and what they add to for whoever verifies one.

CREATE TABLE "addendum_receipt" (
  "minutes_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "filed_at" TIMESTAMPTZ(3) NOT NULL,
  "receipt" TEXT NOT NULL,
  CONSTRAINT "addendum_receipt_pkey" PRIMARY KEY ("minutes_id")
);
CREATE INDEX "addendum_receipt_case_id_idx" ON "addendum_receipt"("case_id");
ALTER TABLE addendum_receipt ADD CONSTRAINT of_minutes FOREIGN KEY (minutes_id) REFERENCES minutes(id) ON DELETE RESTRICT;
ALTER TABLE addendum_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE addendum_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_of_case ON addendum_receipt USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
GRANT SELECT, INSERT ON addendum_receipt TO lienvien_app;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON addendum_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON addendum_receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* As before, and for an addendum the id of the minutes that it adds to. */
CREATE OR REPLACE FUNCTION seal_on_file(asked uuid, presented char(64)) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found minutes;
  answer jsonb;
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  SELECT * INTO found FROM minutes
  WHERE id = asked OR (asked IS NULL AND (sealed_sha256 = presented OR rendered_sha256 = presented
    OR id = (SELECT minutes_id FROM minutes_signature WHERE sealed_sha256 = presented LIMIT 1)))
  ORDER BY version DESC LIMIT 1;
  IF found.id IS NOT NULL AND found.status <> 'draft' THEN
    answer := jsonb_build_object(
      'id', found.id, 'version', found.version, 'status', found.status, 'isAddendum', found.amends_id IS NOT NULL, 'amends', found.amends_id,
      'code', found.form->>'code', 'hospital', found.form->'head'->>'hospital',
      'frozenAt', found.frozen_at, 'signedAt', found.signed_at, 'returnedAt', found.returned_at, 'sealed', found.sealed_sha256,
      'steps', (SELECT coalesce(jsonb_agg(sealed_sha256 ORDER BY signed_at), '[]') FROM minutes_signature WHERE minutes_id = found.id)
        || CASE WHEN found.rendered_sha256 IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(found.rendered_sha256) END,
      'storedWhole', (SELECT encode(sha256(bytes), 'hex') = found.sealed_sha256 FROM stored_file WHERE sha256 = found.sealed_sha256),
      'people', signers_of_form(found.form),
      'signatures', (SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'signedAt', signed_at)), '[]')
        FROM minutes_signature WHERE minutes_id = found.id),
      'later', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'version', version, 'status', status, 'signedAt', signed_at,
          'isAddendum', amends_id IS NOT NULL) ORDER BY version), '[]')
        FROM minutes WHERE case_id = found.case_id AND version > found.version),
      'check', (SELECT jsonb_build_object('checkedAt', checked_at, 'outcome', outcome) FROM minutes_check WHERE minutes_id = found.id));
  END IF;
  PERFORM set_config('app.verifying', '', true);
  RETURN answer;
END
$$;
