-- A report may come as a PDF from another system: nobody here brought it, and where it came from stands in fact_origin.
ALTER TABLE record_media ALTER COLUMN added_by DROP NOT NULL;
