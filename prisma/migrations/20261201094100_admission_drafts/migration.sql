-- CreateTable
CREATE TABLE "admission_draft" (
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "words" JSONB NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "admission_draft_pkey" PRIMARY KEY ("practitioner_id","organization_id")
);

ALTER TABLE admission_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE admission_draft FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON admission_draft TO lienvien_app;
CREATE POLICY oneself ON admission_draft
  USING (practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));

-- What nobody went on with says something of a patient all the same.
CREATE POLICY owner_sees_past ON admission_draft FOR SELECT TO CURRENT_USER USING (current_setting('app.forgetting', true) = 'on');
CREATE POLICY owner_forgets ON admission_draft FOR DELETE TO CURRENT_USER USING (current_setting('app.forgetting', true) = 'on');

/* Forms of every hospital in which nothing was typed for a week or longer; how many there were. */
CREATE FUNCTION forget_admission_drafts(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  gone integer;
BEGIN
  PERFORM set_config('app.forgetting', 'on', true);
  DELETE FROM admission_draft WHERE kept_at < least(moment, now()) - interval '7 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.forgetting', '', true);
  RETURN gone;
END
$$;
REVOKE EXECUTE ON FUNCTION forget_admission_drafts(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_admission_drafts(timestamptz) TO lienvien_jobs;
