-- Tenancy. Every domain table is closed to everyone (owner included) but the scope that the connection states:
-- app.organization, app.practitioner and app.roles, set together with each query. Without them nothing is seen or taken.
-- The roles lienvien_app, lienvien_auth and lienvien_jobs are made by prisma/bootstrap.ts.

CREATE FUNCTION app_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.organization', true), '')::uuid;

CREATE FUNCTION app_practitioner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.practitioner', true), '')::uuid;

CREATE FUNCTION app_has_role(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(role = ANY (string_to_array(current_setting('app.roles', true), ',')), false);

CREATE FUNCTION app_is_signed_in() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN app_organization() IS NOT NULL OR app_practitioner() IS NOT NULL;

-- Sign-in: its own tables, its own role, nothing else; the application's role sees no password hash.
GRANT SELECT, INSERT, UPDATE, DELETE ON
  auth_user, auth_session, auth_account, auth_verification, auth_two_factor, auth_passkey, auth_rate_limit, auth_lockout
TO lienvien_auth;

-- The application: what it may do at all; which rows is said below. No DELETE where the law forbids physical erasure.
GRANT SELECT, INSERT, UPDATE ON
  organization, hub_link, department, practitioner, practitioner_role,
  patient, encounter, condition, allergy, medication, observation, imaging_study, imaging_series, imaging_instance,
  consult_case, team_member, consult_session, attendance, notice, minutes, pin_failure
TO lienvien_app;
GRANT DELETE ON practitioner_role, team_member TO lienvien_app;
GRANT SELECT, INSERT ON
  snapshot, snapshot_file, record_document, minutes_signature, audit_link, certificate_authority, signing_key, certificate_revocation
TO lienvien_app;
GRANT SELECT ON stored_file, stored_file_access, audit_tip TO lienvien_app;

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY[
    'organization', 'hub_link', 'department', 'practitioner', 'practitioner_role',
    'patient', 'encounter', 'condition', 'allergy', 'medication', 'observation',
    'imaging_study', 'imaging_series', 'imaging_instance', 'record_document', 'stored_file', 'stored_file_access',
    'consult_case', 'case_counter', 'team_member', 'consult_session', 'attendance', 'snapshot', 'snapshot_file',
    'minutes', 'minutes_signature', 'notice', 'audit_link', 'audit_tip',
    'certificate_authority', 'signing_key', 'pin_failure', 'certificate_revocation'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', closed);
  END LOOP;

  -- A patient's record belongs to one hospital.
  FOREACH closed IN ARRAY ARRAY[
    'patient', 'encounter', 'condition', 'allergy', 'medication', 'observation',
    'imaging_study', 'imaging_series', 'imaging_instance', 'record_document'
  ] LOOP
    EXECUTE format('CREATE POLICY own_hospital ON %I USING (organization_id = (SELECT app_organization()))', closed);
  END LOOP;

  -- What belongs to a case is open to whom the case is open; the inner query is itself under consult_case's policies.
  FOREACH closed IN ARRAY ARRAY['team_member', 'consult_session', 'attendance', 'snapshot', 'minutes'] LOOP
    EXECUTE format(
      'CREATE POLICY parties_of_case ON %I USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id))', closed);
  END LOOP;
END
$$;

-- The directory: read by everyone signed in, written by an organisation's own administrators.
CREATE POLICY signed_in ON organization FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON hub_link FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON department FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON practitioner FOR SELECT USING ((SELECT app_is_signed_in()));
CREATE POLICY signed_in ON practitioner_role FOR SELECT USING ((SELECT app_is_signed_in()));

CREATE POLICY own_admin_adds ON organization FOR INSERT
  WITH CHECK (id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON organization FOR UPDATE
  USING (id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY hub_admin_adds ON hub_link FOR INSERT
  WITH CHECK (hub_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY hub_admin_edits ON hub_link FOR UPDATE
  USING (hub_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_adds ON department FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON department FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_adds ON practitioner_role FOR INSERT
  WITH CHECK (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON practitioner_role FOR UPDATE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY own_admin_removes ON practitioner_role FOR DELETE
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY admin_adds ON practitioner FOR INSERT WITH CHECK ((SELECT app_has_role('admin')));
CREATE POLICY own_admin_edits ON practitioner FOR UPDATE
  USING ((SELECT app_has_role('admin')) AND EXISTS (
    SELECT 1 FROM practitioner_role held
    WHERE held.practitioner_id = practitioner.id AND held.organization_id = (SELECT app_organization())));

-- A case: the asking hospital always, the advising one from the moment it was sent.
CREATE POLICY parties ON consult_case FOR SELECT USING (
  requesting_organization_id = (SELECT app_organization())
  OR (consulting_organization_id = (SELECT app_organization()) AND submitted_at IS NOT NULL));
CREATE POLICY requester_opens ON consult_case FOR INSERT
  WITH CHECK (requesting_organization_id = (SELECT app_organization()));
CREATE POLICY parties_change ON consult_case FOR UPDATE USING (
  requesting_organization_id = (SELECT app_organization())
  OR (consulting_organization_id = (SELECT app_organization()) AND submitted_at IS NOT NULL));

CREATE POLICY parties_of_minutes ON minutes_signature
  USING (EXISTS (SELECT 1 FROM minutes WHERE minutes.id = minutes_id));

-- A notice is read by its recipient alone; a party of the case writes it.
CREATE POLICY recipient_reads ON notice FOR SELECT USING (recipient_id = (SELECT app_practitioner()));
CREATE POLICY recipient_marks ON notice FOR UPDATE USING (recipient_id = (SELECT app_practitioner()));
CREATE POLICY party_tells ON notice FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));

-- Audit: everyone appends to the own hospital's chain, its auditor reads it.
CREATE POLICY own_hospital_appends ON audit_link FOR INSERT WITH CHECK (organization_id = (SELECT app_organization()));
CREATE POLICY auditor_reads ON audit_link FOR SELECT
  USING (organization_id = (SELECT app_organization()) AND (SELECT app_has_role('auditor')));
CREATE POLICY own_hospital_reads ON audit_tip FOR SELECT USING (organization_id = (SELECT app_organization()));

-- Files: whoever stored one, and whoever may see what names it; each inner query is itself under its table's policies.
CREATE POLICY own_hospital ON stored_file_access FOR SELECT USING (organization_id = (SELECT app_organization()));
CREATE POLICY named ON stored_file FOR SELECT USING (
  EXISTS (SELECT 1 FROM stored_file_access held WHERE held.sha256 = stored_file.sha256)
  OR EXISTS (SELECT 1 FROM snapshot_file sent WHERE sent.sha256 = stored_file.sha256)
  OR EXISTS (SELECT 1 FROM minutes WHERE minutes.sealed_sha256 = stored_file.sha256)
  OR EXISTS (SELECT 1 FROM minutes WHERE minutes.rendered_sha256 = stored_file.sha256)
  OR EXISTS (SELECT 1 FROM record_document filed WHERE filed.file_sha256 = stored_file.sha256));
CREATE POLICY parties_of_snapshot ON snapshot_file FOR SELECT
  USING (EXISTS (SELECT 1 FROM snapshot WHERE snapshot.id = snapshot_id));
-- Only what the sender may read can be sent.
CREATE POLICY sender_names ON snapshot_file FOR INSERT WITH CHECK (
  EXISTS (SELECT 1 FROM snapshot WHERE snapshot.id = snapshot_id)
  AND EXISTS (SELECT 1 FROM stored_file_access held WHERE held.sha256 = snapshot_file.sha256));

-- Keys: open to the key keeper alone, a scope that the store takes for exactly these queries and no person ever has.
CREATE POLICY key_keeper ON certificate_authority USING ((SELECT app_has_role('key-keeper')));
CREATE POLICY key_keeper ON signing_key USING ((SELECT app_has_role('key-keeper')));
CREATE POLICY key_keeper ON pin_failure USING ((SELECT app_has_role('key-keeper')));
CREATE POLICY key_keeper ON certificate_revocation USING ((SELECT app_has_role('key-keeper')));
