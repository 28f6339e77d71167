-- What is written once. The application's roles hold no right to change it; these triggers refuse everyone else, the owner too.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['audit_link', 'stored_file', 'snapshot', 'snapshot_file', 'record_document', 'minutes_signature',
    'certificate_authority', 'signing_key', 'certificate_revocation'] LOOP
    EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
  -- Never erased, though they change while they live.
  FOREACH kept IN ARRAY ARRAY['consult_case', 'minutes', 'attendance', 'consult_session', 'patient'] LOOP
    EXECUTE format('CREATE TRIGGER never_erased BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END
$$;

-- Whose case it is never changes; whom it asks only while it is a draft.
CREATE FUNCTION keep_case_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.requesting_organization_id, NEW.patient_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.requesting_organization_id, OLD.patient_id, OLD.created_at)
    OR (OLD.status <> 'draft'
      AND (NEW.code, NEW.consulting_organization_id) IS DISTINCT FROM (OLD.code, OLD.consulting_organization_id))
  THEN
    RAISE EXCEPTION 'a case keeps its identity' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER identity BEFORE UPDATE ON consult_case FOR EACH ROW EXECUTE FUNCTION keep_case_identity();

-- What was frozen is what is signed; what is signed or returned stays as it is (TT 13/2025: no physical overwrite).
CREATE FUNCTION keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('signed', 'returned') THEN
    RAISE EXCEPTION 'minutes that are % do not change', OLD.status USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.status <> 'draft' AND (NEW.form, NEW.document, NEW.frozen_at) IS DISTINCT FROM (OLD.form, OLD.document, OLD.frozen_at) THEN
    RAISE EXCEPTION 'frozen minutes keep their text' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.id, NEW.case_id, NEW.version) IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.version) THEN
    RAISE EXCEPTION 'minutes keep their identity' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER frozen_text BEFORE UPDATE ON minutes FOR EACH ROW EXECUTE FUNCTION keep_minutes();

-- The few writes that no policy can express are functions of the owner; these policies let the owner do exactly that.
CREATE POLICY owner_stores ON stored_file FOR INSERT TO CURRENT_USER WITH CHECK (true);
CREATE POLICY owner_grants ON stored_file_access TO CURRENT_USER USING (true);
CREATE POLICY owner_counts ON case_counter TO CURRENT_USER USING (true);
CREATE POLICY owner_keeps ON audit_tip TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON consult_case FOR SELECT TO CURRENT_USER
  USING (id = nullif(current_setting('app.looked_up_case', true), '')::uuid);

/* A link fits the end of its chain or is refused; the end is then the new link. */
CREATE FUNCTION extend_audit_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tip audit_tip;
BEGIN
  SELECT * INTO tip FROM audit_tip WHERE organization_id = NEW.organization_id FOR UPDATE;
  IF NEW.sequence IS DISTINCT FROM coalesce(tip.sequence, 0) + 1 OR NEW.previous IS DISTINCT FROM tip.hash THEN
    RAISE EXCEPTION 'audit link % does not follow the chain', NEW.sequence USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO audit_tip (organization_id, sequence, hash) VALUES (NEW.organization_id, NEW.sequence, NEW.hash)
  ON CONFLICT (organization_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash;
  RETURN NEW;
END
$$;
CREATE TRIGGER chain BEFORE INSERT ON audit_link FOR EACH ROW EXECUTE FUNCTION extend_audit_chain();

/* Waits for other appenders of the chain, then reads its end: two statements, so that the second one sees what they wrote. */
CREATE FUNCTION lock_audit_tip(organization uuid) RETURNS TABLE (sequence integer, hash char(64))
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || organization::text, 0));
  RETURN QUERY SELECT tip.sequence, tip.hash FROM audit_tip tip WHERE tip.organization_id = organization;
END
$$;

/* Keeps bytes under the hash that the database computes, readable by the organisation that stores them. */
CREATE FUNCTION store_file(content bytea, media_type text) RETURNS char(64)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  hash char(64) := encode(sha256(content), 'hex');
BEGIN
  IF app_organization() IS NULL THEN
    RAISE EXCEPTION 'no organisation stores this file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO stored_file (sha256, bytes, media_type, size) VALUES (hash, content, media_type, length(content))
  ON CONFLICT DO NOTHING;
  INSERT INTO stored_file_access (sha256, organization_id) VALUES (hash, app_organization()) ON CONFLICT DO NOTHING;
  RETURN hash;
END
$$;

/* HC-0001, HC-0002 … for each consulting organisation; the asking one cannot count for it, so the owner does. */
CREATE FUNCTION next_case_code(consulting uuid) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO case_counter (organization_id, last) VALUES (consulting, 1)
  ON CONFLICT (organization_id) DO UPDATE SET last = case_counter.last + 1
  RETURNING 'HC-' || lpad(last::text, greatest(4, length(last::text)), '0')
$$;

/* Which two hospitals a case is between: a job is told only the case, and works in the scope of each of them in turn. */
CREATE FUNCTION parties_of_case(consult uuid) RETURNS TABLE (requesting uuid, consulting uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_case', consult::text, true);
  RETURN QUERY
    SELECT found.requesting_organization_id, found.consulting_organization_id FROM consult_case found WHERE found.id = consult;
  PERFORM set_config('app.looked_up_case', '', true);
END
$$;

/* Enqueues later work in the caller's transaction; the queue's own tables stay closed to the application. */
CREATE FUNCTION enqueue_job(task text, payload json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload);
END
$$;

REVOKE EXECUTE ON FUNCTION
  store_file(bytea, text), next_case_code(uuid), enqueue_job(text, json), parties_of_case(uuid)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_file(bytea, text), next_case_code(uuid), enqueue_job(text, json)
TO lienvien_app;
GRANT EXECUTE ON FUNCTION parties_of_case(uuid) TO lienvien_jobs;
