-- A notice may be about what waits at a hospital, such as messages that could not be taken, and not about one case.
ALTER TABLE notice
  ALTER COLUMN case_id DROP NOT NULL,
  ADD COLUMN organization_id UUID,
  ADD CONSTRAINT about_one CHECK (num_nonnulls(case_id, organization_id) = 1),
  ADD CONSTRAINT "notice_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A party of the case tells of the case; a hospital tells of itself.
DROP POLICY party_tells ON notice;
CREATE POLICY party_tells ON notice FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) OR EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
