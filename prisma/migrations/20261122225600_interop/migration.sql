-- Other systems: who may ask, where each fact came from, what was refused. And what "nothing is overwritten" takes: a corrected
-- fact stands beside the one it corrects, a patient's former particulars are kept, a merged patient keeps their row.

ALTER TABLE "patient" ADD COLUMN "merged_into_id" UUID;
CREATE INDEX "patient_merged_into_id_idx" ON "patient" ("merged_into_id");
ALTER TABLE "patient" ADD CONSTRAINT merged_into_another CHECK (merged_into_id <> id);
ALTER TABLE "patient" ADD CONSTRAINT "patient_merged_into_id_organization_id_fkey"
  FOREIGN KEY ("merged_into_id", "organization_id") REFERENCES "patient" ("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "encounter" ADD COLUMN "superseded_by_id" UUID;
ALTER TABLE "condition" ADD COLUMN "superseded_by_id" UUID;
ALTER TABLE "allergy" ADD COLUMN "superseded_by_id" UUID;
ALTER TABLE "medication" ADD COLUMN "superseded_by_id" UUID;
ALTER TABLE "observation" ADD COLUMN "superseded_by_id" UUID;

-- One stay has one number; a corrected stay stands beside the former one with the same number.
DROP INDEX "encounter_organization_id_admission_number_key";
CREATE INDEX "encounter_organization_id_admission_number_idx" ON "encounter" ("organization_id", "admission_number");
CREATE UNIQUE INDEX encounter_one_current ON encounter (organization_id, admission_number) WHERE superseded_by_id IS NULL;

CREATE TABLE "system_client" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "scopes" TEXT[],
  "secret_sha256" CHAR(64) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "created_by_id" UUID NOT NULL,
  "revoked_at" TIMESTAMPTZ(3),
  "revoked_by_id" UUID,
  CONSTRAINT "system_client_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "system_client_organization_id_idx" ON "system_client" ("organization_id");

CREATE TABLE "fact_origin" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "patient_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "target_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "external_key" TEXT NOT NULL,
  "content_sha256" CHAR(64) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "practitioner_id" UUID,
  "client_id" UUID,
  CONSTRAINT "fact_origin_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "fact_origin_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id")
    REFERENCES "patient" ("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "fact_origin_organization_id_kind_source_external_key_conten_key"
  ON "fact_origin" ("organization_id", "kind", "source", "external_key", "content_sha256");
CREATE INDEX "fact_origin_target_id_idx" ON "fact_origin" ("target_id");
CREATE INDEX "fact_origin_patient_id_received_at_idx" ON "fact_origin" ("patient_id", "received_at");

CREATE TABLE "patient_version" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "patient_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "facts" JSONB NOT NULL,
  "replaced_at" TIMESTAMPTZ(3) NOT NULL,
  "channel" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "practitioner_id" UUID,
  "client_id" UUID,
  CONSTRAINT "patient_version_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "patient_version_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id")
    REFERENCES "patient" ("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "patient_version_patient_id_replaced_at_idx" ON "patient_version" ("patient_id", "replaced_at");

CREATE TABLE "refused_message" (
  "id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "refusal" TEXT NOT NULL,
  "content" BYTEA NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "settled_at" TIMESTAMPTZ(3),
  "settled_by_id" UUID,
  CONSTRAINT "refused_message_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "refused_message_organization_id_received_at_idx" ON "refused_message" ("organization_id", "received_at" DESC);

DO $$
DECLARE
  added text;
BEGIN
  FOREACH added IN ARRAY ARRAY['system_client', 'fact_origin', 'patient_version', 'refused_message'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', added);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', added);
  END LOOP;
  FOREACH added IN ARRAY ARRAY['fact_origin', 'patient_version'] LOOP
    EXECUTE format('CREATE POLICY own_hospital ON %I USING (organization_id = (SELECT app_organization()))', added);
    EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', added);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', added);
  END LOOP;
END
$$;
GRANT SELECT, INSERT ON fact_origin, patient_version TO lienvien_app;
GRANT SELECT, INSERT, UPDATE ON system_client, refused_message TO lienvien_app;

CREATE POLICY own_hospital ON refused_message USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin ON system_client
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
-- A client at the door belongs to no hospital yet: it is looked up by its id alone, by a function of the owner.
CREATE POLICY owner_looks_up ON system_client FOR SELECT TO CURRENT_USER
  USING (id = nullif(current_setting('app.looked_up_client', true), '')::uuid);

/* The client who names itself at the door, or nothing. */
CREATE FUNCTION client_at_door(client uuid) RETURNS SETOF system_client
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_client', client::text, true);
  RETURN QUERY SELECT * FROM system_client found WHERE found.id = client;
  PERFORM set_config('app.looked_up_client', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION client_at_door(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION client_at_door(uuid) TO lienvien_app;

-- A fact is corrected by another that stands beside it; its own columns stay as they came.
CREATE FUNCTION keep_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'superseded_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'superseded_by_id'
    OR (OLD.superseded_by_id IS NOT NULL AND NEW.superseded_by_id IS DISTINCT FROM OLD.superseded_by_id)
  THEN
    RAISE EXCEPTION '% is corrected by another, never overwritten', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['encounter', 'condition', 'allergy', 'medication', 'observation'] LOOP
    EXECUTE format('CREATE TRIGGER kept BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION keep_fact()', kept);
    EXECUTE format('CREATE TRIGGER never_erased BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END
$$;
