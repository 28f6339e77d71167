-- The nightly check of stored minutes, and what a stranger with the printed code may learn of them.

CREATE TABLE "minutes_check" (
  "minutes_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "checked_at" TIMESTAMPTZ(3) NOT NULL,
  "outcome" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "minutes_check_pkey" PRIMARY KEY ("minutes_id")
);
CREATE INDEX "minutes_check_case_id_idx" ON "minutes_check"("case_id");
ALTER TABLE minutes_check ADD CONSTRAINT outcome_known CHECK (outcome IN ('whole', 'bytes-changed', 'signatures-broken', 'file-lost'));
ALTER TABLE minutes_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE minutes_check FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_of_case ON minutes_check USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
GRANT SELECT, INSERT, UPDATE ON minutes_check TO lienvien_app;

-- The owner sees minutes and files only inside the two functions below.
CREATE POLICY owner_verifies ON minutes FOR SELECT TO CURRENT_USER USING (current_setting('app.verifying', true) = 'on');
CREATE POLICY owner_verifies ON minutes_signature FOR SELECT TO CURRENT_USER USING (current_setting('app.verifying', true) = 'on');
CREATE POLICY owner_verifies ON minutes_check FOR SELECT TO CURRENT_USER USING (current_setting('app.verifying', true) = 'on');
CREATE POLICY owner_verifies ON stored_file FOR SELECT TO CURRENT_USER USING (current_setting('app.verifying', true) = 'on');

/* Who signs, as printed, without a word of the patient. */
CREATE FUNCTION signers_of_form(form jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_agg(jsonb_build_object('field', field, 'role', role, 'name', person->>'name', 'title', person->>'title',
    'organization', person->>'organizationName') ORDER BY place)
  FROM (
    SELECT 'ThuKy' AS field, 'secretary' AS role, form->'secretary' AS person, 0 AS place
    UNION ALL SELECT 'ThanhVien' || at, 'member', person, at::int FROM jsonb_array_elements(form->'members') WITH ORDINALITY AS member(person, at)
    UNION ALL SELECT 'ChuToa', 'chair', form->'chair', 1000
  ) people
$$;

/*
 * What the verify page tells anybody who holds the printed code (the id of one version) or the file itself (its hash): signers,
 * times, hashes, later versions. The stored bytes are hashed here and now, and never leave the database.
 */
CREATE FUNCTION seal_on_file(asked uuid, presented char(64)) RETURNS jsonb
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
      'id', found.id, 'version', found.version, 'status', found.status, 'isAddendum', found.amends_id IS NOT NULL,
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

/* Every version of minutes that has a file, with what its stored bytes hash to now: work for the nightly check. */
CREATE FUNCTION minutes_to_check(after uuid, at_most integer)
RETURNS TABLE (minutes_id uuid, case_id uuid, status text, sealed char(64), actual text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  RETURN QUERY
    SELECT one.id, one.case_id, one.status, one.sealed_sha256,
      (SELECT encode(sha256(file.bytes), 'hex') FROM stored_file file WHERE file.sha256 = one.sealed_sha256)
    FROM minutes one
    WHERE one.sealed_sha256 IS NOT NULL AND (after IS NULL OR one.id > after)
    ORDER BY one.id LIMIT at_most;
  PERFORM set_config('app.verifying', '', true);
END
$$;

REVOKE EXECUTE ON FUNCTION seal_on_file(uuid, char(64)), minutes_to_check(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_on_file(uuid, char(64)) TO lienvien_app;
GRANT EXECUTE ON FUNCTION minutes_to_check(uuid, integer) TO lienvien_jobs;
