-- What people bring for a patient: uploads with what became of them, and pictures, clips and documents beside the DICOM images.
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  uploader_id uuid NOT NULL REFERENCES practitioner (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  size bigint NOT NULL CHECK (size > 0),
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  outcome jsonb,
  CONSTRAINT upload_patient_id_organization_id_fkey FOREIGN KEY (patient_id, organization_id) REFERENCES patient (id, organization_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX upload_patient_id_created_at_idx ON upload (patient_id, created_at DESC);

CREATE TABLE record_media (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('picture', 'video', 'document')),
  title text NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  file_sha256 char(64) NOT NULL REFERENCES stored_file (sha256) ON DELETE RESTRICT ON UPDATE CASCADE,
  thumbnail_sha256 char(64) REFERENCES stored_file (sha256) ON DELETE RESTRICT ON UPDATE CASCADE,
  media_type text NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  added_by uuid NOT NULL REFERENCES practitioner (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT record_media_patient_id_organization_id_fkey FOREIGN KEY (patient_id, organization_id) REFERENCES patient (id, organization_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX record_media_patient_id_file_sha256_key ON record_media (patient_id, file_sha256);
CREATE INDEX record_media_patient_id_taken_at_idx ON record_media (patient_id, taken_at DESC);

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
ALTER TABLE record_media ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_media FORCE ROW LEVEL SECURITY;
CREATE POLICY own_hospital ON upload USING (organization_id = (SELECT app_organization()));
CREATE POLICY own_hospital ON record_media USING (organization_id = (SELECT app_organization()));
GRANT SELECT, INSERT, UPDATE ON upload TO lienvien_app;
GRANT SELECT, INSERT ON record_media TO lienvien_app;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON record_media FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON record_media FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Clips are read in pieces: kept uncompressed (they are already), a piece is cut out without reading the rest.
ALTER TABLE stored_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
