-- CreateTable
CREATE TABLE "calendar_feed" (
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "secret_sha256" CHAR(64) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("practitioner_id","organization_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_secret_sha256_key" ON "calendar_feed"("secret_sha256");

ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_feed FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON calendar_feed TO lienvien_app;
CREATE POLICY oneself ON calendar_feed
  USING (practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));

/* Whose feed a secret opens: a calendar program knows the secret and nothing else. */
CREATE FUNCTION owner_of_feed(secret char(64)) RETURNS TABLE (practitioner uuid, organization uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_feed', secret::text, true);
  RETURN QUERY SELECT practitioner_id, organization_id FROM calendar_feed WHERE secret_sha256 = secret;
  PERFORM set_config('app.looked_up_feed', '', true);
END
$$;
REVOKE EXECUTE ON FUNCTION owner_of_feed(char) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION owner_of_feed(char) TO lienvien_app;
CREATE POLICY owner_looks ON calendar_feed FOR SELECT TO CURRENT_USER
  USING (secret_sha256 = nullif(current_setting('app.looked_up_feed', true), ''));
