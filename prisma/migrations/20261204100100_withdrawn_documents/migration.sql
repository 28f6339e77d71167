-- What its sender takes back is superseded by itself: it stands no longer and nothing stands in its place. A document that a system
-- sent can be taken back like any other fact, and told again; its own columns stay as they came.
ALTER TABLE record_media ADD COLUMN "superseded_by_id" UUID;
ALTER TABLE record_media ADD CONSTRAINT superseded_by_itself CHECK (superseded_by_id = id);

DROP INDEX record_media_patient_id_file_sha256_key;
CREATE UNIQUE INDEX record_media_one_current ON record_media (patient_id, file_sha256) WHERE superseded_by_id IS NULL;

DROP TRIGGER written_once ON record_media;
CREATE TRIGGER kept BEFORE UPDATE ON record_media FOR EACH ROW EXECUTE FUNCTION keep_fact();
CREATE TRIGGER never_erased BEFORE DELETE ON record_media FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT UPDATE (superseded_by_id) ON record_media TO lienvien_app;
