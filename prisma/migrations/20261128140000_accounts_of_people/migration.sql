-- Accounts are opened by the person's own hospital, and closed by it at once.
ALTER TABLE "auth_user"
  ADD COLUMN "kept_by_id" TEXT,
  ADD COLUMN "invited_until" TIMESTAMPTZ(3),
  ADD COLUMN "disabled_at" TIMESTAMPTZ(3);

-- Whoever works in one hospital only is looked after there; a place that another hospital adds later changes nothing in that.
DO $$
BEGIN
  -- The directory is closed to a connection that says of nobody whom it asks for.
  PERFORM set_config('app.organization', gen_random_uuid()::text, true);
  UPDATE auth_user SET kept_by_id = place.organization
    FROM (SELECT practitioner_id::text AS practitioner, min(organization_id::text) AS organization
            FROM practitioner_role GROUP BY practitioner_id HAVING count(*) = 1) AS place
   WHERE auth_user.practitioner_id = place.practitioner;
  PERFORM set_config('app.organization', '', true);
END
$$;

-- A calendar program holds no session that could end: the feed of a disabled account stays empty-handed.
CREATE OR REPLACE FUNCTION owner_of_feed(secret char(64)) RETURNS TABLE (practitioner uuid, organization uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.looked_up_feed', secret::text, true);
  RETURN QUERY SELECT practitioner_id, organization_id FROM calendar_feed feed WHERE feed.secret_sha256 = secret
    AND NOT EXISTS (SELECT FROM auth_user WHERE auth_user.practitioner_id = feed.practitioner_id::text AND auth_user.disabled_at IS NOT NULL);
  PERFORM set_config('app.looked_up_feed', '', true);
END
$$;
