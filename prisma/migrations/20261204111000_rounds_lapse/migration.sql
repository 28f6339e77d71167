-- A round that nobody ended is ended by the platform in the night after its day; it ends one and does nothing else to it.
CREATE POLICY platform_ends ON round FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_practitioner()) IS NULL AND ended_at IS NULL)
  WITH CHECK (organization_id = (SELECT app_organization()) AND ended_at IS NOT NULL);
