-- A PACS that does not speak DICOMweb stands behind an Orthanc of the hospital's own, which knows it as a modality by this name.
ALTER TABLE archive_connection ADD COLUMN modality TEXT CHECK (modality <> '');
