-- Images lie in the hospital's archive (PACS); the record names them by their DICOM identifiers. The files that earlier
-- versions kept in the database stay where they are: stored files are written once.
DROP INDEX imaging_instance_preview_idx;
ALTER TABLE imaging_instance
  DROP COLUMN original,
  DROP COLUMN preview,
  ADD COLUMN sop_class text NOT NULL DEFAULT '1.2.840.10008.5.1.4.1.1.2',
  ADD COLUMN frames integer NOT NULL DEFAULT 1 CHECK (frames > 0);
ALTER TABLE imaging_instance ALTER COLUMN sop_class DROP DEFAULT, ALTER COLUMN frames DROP DEFAULT;
-- Some devices number several files of a series alike.
DROP INDEX imaging_instance_series_id_number_key;
CREATE INDEX imaging_instance_uid_idx ON imaging_instance (uid);

-- How a hospital's own archive is reached; a hospital without a row uses the platform's.
CREATE TABLE archive_connection (
  organization_id uuid PRIMARY KEY REFERENCES organization (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  url text NOT NULL,
  user_name text,
  sealed_password text,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((user_name IS NULL) = (sealed_password IS NULL))
);
ALTER TABLE archive_connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive_connection FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON archive_connection TO lienvien_app;
CREATE POLICY own_hospital_reads ON archive_connection FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_admin_adds ON archive_connection FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON archive_connection FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
