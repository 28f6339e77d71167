-- A study that a hospital has begun to put into the archive and not yet into a record: what broke off in between goes on there.

-- CreateTable
CREATE TABLE "study_claim" (
    "organization_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_claim_pkey" PRIMARY KEY ("organization_id","uid")
);

ALTER TABLE study_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE study_claim FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON study_claim TO lienvien_app;
CREATE POLICY own_hospital ON study_claim USING (organization_id = (SELECT app_organization()));

-- Several hospitals may keep their images in one archive; which of them brought a study is asked across all, and answered with yes or no.
CREATE POLICY owner_looks ON study_claim FOR SELECT TO CURRENT_USER
  USING (uid = nullif(current_setting('app.looked_up_study', true), ''));
CREATE POLICY owner_looks ON imaging_study FOR SELECT TO CURRENT_USER
  USING (uid = nullif(current_setting('app.looked_up_study', true), ''));

/* Whether another hospital than the asking one names a study in a record, or has begun to put it into an archive. */
CREATE FUNCTION study_is_elsewhere(study text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  found_elsewhere boolean;
BEGIN
  PERFORM set_config('app.looked_up_study', study, true);
  SELECT EXISTS (SELECT FROM imaging_study WHERE uid = study AND organization_id IS DISTINCT FROM app_organization())
      OR EXISTS (SELECT FROM study_claim WHERE uid = study AND organization_id IS DISTINCT FROM app_organization())
    INTO found_elsewhere;
  PERFORM set_config('app.looked_up_study', '', true);
  RETURN found_elsewhere;
END
$$;
REVOKE EXECUTE ON FUNCTION study_is_elsewhere(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION study_is_elsewhere(text) TO lienvien_app;
