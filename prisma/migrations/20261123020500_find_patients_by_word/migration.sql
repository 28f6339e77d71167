-- Patients are found by the beginnings of words. Row-level security lets no LIKE choose rows by an index (the operator is not
-- leakproof), but "not before" and "before" of text are: so each word stands in a row of its own, ordered byte by byte.

/* The words of a text, folded, each once: a number also without the letters and the zeros before it, as people read it out. */
CREATE FUNCTION search_words(content text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  WITH written AS (
    SELECT word FROM regexp_split_to_table(search_fold(content), '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e]+') word
  ), numbers AS (
    SELECT found[1] AS digits FROM written, regexp_matches(written.word, '\d+', 'g') found
  )
  SELECT ' ' || coalesce(string_agg(word, ' ' ORDER BY word COLLATE "C"), '')
  FROM (SELECT word FROM written UNION SELECT digits FROM numbers UNION SELECT ltrim(digits, '0') FROM numbers) every_one
  WHERE word <> '');

ALTER TABLE patient NO FORCE ROW LEVEL SECURITY;
DROP INDEX patient_search;
ALTER TABLE patient DROP COLUMN search_text;
ALTER TABLE patient ADD COLUMN "search_text" TEXT NOT NULL GENERATED ALWAYS AS (
  search_words(coalesce("name", '') || ' ' || "hospital_number" || ' ' || coalesce("citizen_id", '') || ' ' || coalesce("insurance_number", ''))) STORED;
CREATE INDEX patient_search ON patient (organization_id, last_admitted_at DESC NULLS LAST, id) INCLUDE (search_text)
  WHERE merged_into_id IS NULL;

-- CreateTable
CREATE TABLE "patient_word" (
    "organization_id" UUID NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "patient_id" UUID NOT NULL,

    CONSTRAINT "patient_word_pkey" PRIMARY KEY ("organization_id","word","patient_id")
);
-- CreateIndex
CREATE INDEX "patient_word_patient_id_idx" ON "patient_word"("patient_id");

INSERT INTO patient_word (organization_id, word, patient_id)
SELECT organization_id, word, id FROM patient, string_to_table(btrim(search_text), ' ') word WHERE word <> '';
ALTER TABLE patient FORCE ROW LEVEL SECURITY;

ALTER TABLE patient_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_word FORCE ROW LEVEL SECURITY;
GRANT SELECT ON patient_word TO lienvien_app;
CREATE POLICY own_hospital ON patient_word USING (organization_id = (SELECT app_organization()));
CREATE POLICY owner_copies ON patient_word TO CURRENT_USER USING (true);

/* Keeps the words true to the patients: only whoever may write a patient writes them, and nobody else does. */
CREATE FUNCTION keep_patient_words() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM patient_word WHERE organization_id = OLD.organization_id AND patient_id = OLD.id;
  END IF;
  INSERT INTO patient_word (organization_id, word, patient_id)
  SELECT NEW.organization_id, word, NEW.id FROM string_to_table(btrim(NEW.search_text), ' ') word WHERE word <> '';
  RETURN NULL;
END
$$;
CREATE TRIGGER words_of_new AFTER INSERT ON patient FOR EACH ROW EXECUTE FUNCTION keep_patient_words();
CREATE TRIGGER words_of_changed AFTER UPDATE ON patient FOR EACH ROW
  WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION keep_patient_words();
