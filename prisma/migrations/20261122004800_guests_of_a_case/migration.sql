-- Access follows the case and its team: a member who comes from a third hospital sees the case they were called to, and no other.
-- team_member itself is open to whom the case is open, so it cannot decide whom the case is open to; this copy of its keys can.

CREATE TABLE "case_guest" (
  "case_id" UUID NOT NULL,
  "practitioner_id" UUID NOT NULL,
  "organization_id" UUID NOT NULL,
  CONSTRAINT "case_guest_pkey" PRIMARY KEY ("case_id", "practitioner_id"),
  CONSTRAINT "case_guest_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "case_guest_practitioner_id_organization_id_idx" ON "case_guest" ("practitioner_id", "organization_id");

-- Those who are on a team already.
ALTER TABLE team_member NO FORCE ROW LEVEL SECURITY;
INSERT INTO case_guest (case_id, practitioner_id, organization_id) SELECT case_id, practitioner_id, organization_id FROM team_member;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;

ALTER TABLE case_guest ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_guest FORCE ROW LEVEL SECURITY;
GRANT SELECT ON case_guest TO lienvien_app;
CREATE POLICY oneself ON case_guest FOR SELECT
  USING (practitioner_id = (SELECT app_practitioner()) AND organization_id = (SELECT app_organization()));
CREATE POLICY owner_copies ON case_guest TO CURRENT_USER USING (true);

/* Keeps the copy true to the team: only whoever may write the team writes it. */
CREATE FUNCTION copy_team_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM case_guest WHERE case_id = OLD.case_id AND practitioner_id = OLD.practitioner_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO case_guest (case_id, practitioner_id, organization_id)
    VALUES (NEW.case_id, NEW.practitioner_id, NEW.organization_id);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER guests AFTER INSERT OR DELETE OR UPDATE OF case_id, practitioner_id, organization_id ON team_member FOR EACH ROW EXECUTE FUNCTION copy_team_member();

CREATE POLICY guests ON consult_case FOR SELECT USING (
  submitted_at IS NOT NULL AND EXISTS (SELECT 1 FROM case_guest WHERE case_guest.case_id = consult_case.id));
CREATE POLICY guests_change ON consult_case FOR UPDATE USING (
  submitted_at IS NOT NULL AND EXISTS (SELECT 1 FROM case_guest WHERE case_guest.case_id = consult_case.id));
