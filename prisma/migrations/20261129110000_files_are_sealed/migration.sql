-- The bytes of files are sealed by the program before they are kept: `bytes` is then the sealed body, which opens by a key of the
-- file's own that a master key outside the database wraps (ADR 0019). `sha256` and `size` stay those of the file as it is.

ALTER TABLE stored_file
  ADD COLUMN key_id TEXT,
  ADD COLUMN wrapped_key BYTEA,
  DROP CONSTRAINT hash_is_of_bytes,
  ADD CONSTRAINT seal_whole CHECK (num_nonnulls(key_id, wrapped_key) IN (0, 2));
-- The rows from before have stood under the same sentence until now, so they are not all hashed once more.
ALTER TABLE stored_file ADD CONSTRAINT hash_is_of_bytes CHECK (
  CASE WHEN key_id IS NULL THEN sha256 = encode(sha256(bytes), 'hex') AND size = length(bytes)
  ELSE length(bytes) = size + 16 * greatest(1, (size + 65535) / 65536) END) NOT VALID;

/* A kept file may be sealed, or its key wrapped anew; what it is stays as it was, and what is sealed is never laid open again. */
CREATE FUNCTION keep_stored_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('app.sealing', true) = 'on' AND NEW.key_id IS NOT NULL
    AND (NEW.sha256, NEW.media_type, NEW.size, NEW.created_at) IS NOT DISTINCT FROM (OLD.sha256, OLD.media_type, OLD.size, OLD.created_at)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER written_once ON stored_file;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON stored_file FOR EACH ROW EXECUTE FUNCTION keep_stored_file();

-- The owner sees and seals files only inside the functions below.
CREATE POLICY owner_sees_to_seal ON stored_file FOR SELECT TO CURRENT_USER USING (current_setting('app.sealing', true) = 'on');
CREATE POLICY owner_seals ON stored_file FOR UPDATE TO CURRENT_USER
  USING (current_setting('app.sealing', true) = 'on') WITH CHECK (current_setting('app.sealing', true) = 'on');

/*
 * Keeps a file under the hash that the database computes, readable by the organisation that stores it. Where it comes with its
 * sealed body, that alone is kept: the file itself is only there to be hashed, so that nobody is given a file by naming its hash.
 */
DROP FUNCTION store_file(bytea, text);
CREATE FUNCTION store_file(content bytea, media_type text, sealed bytea DEFAULT NULL, key text DEFAULT NULL, wrapped bytea DEFAULT NULL) RETURNS char(64)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  hash char(64) := encode(sha256(content), 'hex');
BEGIN
  IF app_organization() IS NULL THEN
    RAISE EXCEPTION 'no organisation stores this file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO stored_file (sha256, bytes, media_type, size, key_id, wrapped_key)
  VALUES (hash, coalesce(sealed, content), media_type, length(content), key, wrapped)
  ON CONFLICT DO NOTHING;
  INSERT INTO stored_file_access (sha256, organization_id) VALUES (hash, app_organization()) ON CONFLICT DO NOTHING;
  RETURN hash;
END
$$;

/* How many files lie under each master key; those without one are not sealed. */
CREATE FUNCTION files_by_key() RETURNS TABLE (key_id text, files bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.sealing', 'on', true);
  RETURN QUERY SELECT one.key_id, count(*) FROM stored_file one GROUP BY one.key_id;
  PERFORM set_config('app.sealing', '', true);
END
$$;

/* The next files that do not lie under this key, in the order of their hashes. */
CREATE FUNCTION files_to_seal(under text, after char(64), at_most integer)
RETURNS TABLE (sha256 char(64), size integer, key_id text, wrapped_key bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.sealing', 'on', true);
  RETURN QUERY
    SELECT one.sha256, one.size, one.key_id, one.wrapped_key
    FROM stored_file one
    WHERE one.key_id IS DISTINCT FROM under AND (after IS NULL OR one.sha256 > after)
    ORDER BY one.sha256 LIMIT at_most;
  PERFORM set_config('app.sealing', '', true);
END
$$;

/* A file that is not sealed yet, for whoever is about to seal it. */
CREATE FUNCTION unsealed_file(hash char(64)) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  content bytea;
BEGIN
  PERFORM set_config('app.sealing', 'on', true);
  SELECT bytes INTO content FROM stored_file WHERE stored_file.sha256 = hash AND stored_file.key_id IS NULL;
  PERFORM set_config('app.sealing', '', true);
  RETURN content;
END
$$;

/* Puts a file under another key, or seals one that was not; false where somebody was faster. */
CREATE FUNCTION seal_file(hash char(64), former text, key text, wrapped bytea, sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  done boolean;
BEGIN
  PERFORM set_config('app.sealing', 'on', true);
  UPDATE stored_file SET key_id = key, wrapped_key = wrapped, bytes = coalesce(sealed, bytes)
  WHERE stored_file.sha256 = hash AND stored_file.key_id IS NOT DISTINCT FROM former AND (stored_file.key_id IS NULL) = (sealed IS NOT NULL);
  done := FOUND;
  PERFORM set_config('app.sealing', '', true);
  RETURN done;
END
$$;

/*
 * The sealed body of one version of signed or frozen minutes, so that the program can say whether it still is what it was: without
 * the key outside the database it says nothing.
 */
CREATE FUNCTION sealed_on_file(asked uuid) RETURNS TABLE (sha256 char(64), size integer, key_id text, wrapped_key bytea, bytes bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  RETURN QUERY
    SELECT file.sha256, file.size, file.key_id, file.wrapped_key, file.bytes
    FROM minutes JOIN stored_file file ON file.sha256 = minutes.sealed_sha256
    WHERE minutes.id = asked AND minutes.status <> 'draft' AND file.key_id IS NOT NULL;
  PERFORM set_config('app.verifying', '', true);
END
$$;

/* Every version of minutes that has a file: work for the nightly check, which opens and hashes the bytes itself. */
DROP FUNCTION minutes_to_check(uuid, integer);
CREATE FUNCTION minutes_to_check(after uuid, at_most integer)
RETURNS TABLE (minutes_id uuid, case_id uuid, status text, sealed char(64))
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.verifying', 'on', true);
  RETURN QUERY
    SELECT one.id, one.case_id, one.status, one.sealed_sha256
    FROM minutes one
    WHERE one.sealed_sha256 IS NOT NULL AND (after IS NULL OR one.id > after)
    ORDER BY one.id LIMIT at_most;
  PERFORM set_config('app.verifying', '', true);
END
$$;

/* As before; of a file that is sealed the database itself cannot say whether it is whole. */
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
      'storedWhole', (SELECT CASE WHEN key_id IS NULL THEN encode(sha256(bytes), 'hex') = found.sealed_sha256 END FROM stored_file WHERE sha256 = found.sealed_sha256),
      'isStoredSealed', (SELECT key_id IS NOT NULL FROM stored_file WHERE sha256 = found.sealed_sha256),
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

REVOKE EXECUTE ON FUNCTION
  store_file(bytea, text, bytea, text, bytea), files_by_key(), files_to_seal(text, char(64), integer), unsealed_file(char(64)), seal_file(char(64), text, text, bytea, bytea),
  sealed_on_file(uuid), minutes_to_check(uuid, integer)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_file(bytea, text, bytea, text, bytea), sealed_on_file(uuid) TO lienvien_app;
GRANT EXECUTE ON FUNCTION
  files_by_key(), files_to_seal(text, char(64), integer), unsealed_file(char(64)), seal_file(char(64), text, text, bytea, bytea), minutes_to_check(uuid, integer)
TO lienvien_jobs;
