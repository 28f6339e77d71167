-- What must hold whatever the program does: vocabularies, what each state carries, and what can only be once.

ALTER TABLE organization ADD CONSTRAINT facility_code_shape CHECK (facility_code ~ '^[0-9A-Z]{5}$');
ALTER TABLE department ADD CONSTRAINT department_code_known CHECK (code ~ '^K(0[1-9]|[1-5][0-9]|60|99)$');
ALTER TABLE hub_link
  ADD CONSTRAINT hub_is_another CHECK (hub_id <> satellite_id),
  ADD CONSTRAINT period_runs_forward CHECK (valid_until IS NULL OR valid_until > valid_from);
ALTER TABLE practitioner_role ADD CONSTRAINT roles_known
  CHECK (roles <@ ARRAY['doctor', 'nurse', 'coordinator', 'admin', 'auditor']);

ALTER TABLE patient ADD CONSTRAINT sex_known CHECK (sex IN ('male', 'female', 'unknown'));
ALTER TABLE encounter
  ADD CONSTRAINT kind_known CHECK (kind IN ('inpatient', 'emergency', 'outpatient')),
  ADD CONSTRAINT stay_runs_forward CHECK (discharged_at IS NULL OR discharged_at >= admitted_at);
ALTER TABLE condition ADD CONSTRAINT status_known CHECK (status IN ('active', 'resolved'));
ALTER TABLE allergy ADD CONSTRAINT criticality_known CHECK (criticality IN ('low', 'high'));
ALTER TABLE medication ADD CONSTRAINT course_runs_forward CHECK (ended_on IS NULL OR ended_on >= started_on);
ALTER TABLE observation
  ADD CONSTRAINT category_known CHECK (category IN ('vital-signs', 'laboratory')),
  ADD CONSTRAINT flag_known CHECK (flag IN ('normal', 'low', 'high', 'critical-low', 'critical-high', 'abnormal')),
  ADD CONSTRAINT one_value CHECK ((value_number IS NULL) <> (value_text IS NULL));
ALTER TABLE record_document ADD CONSTRAINT kind_known CHECK (kind = 'consult-minutes');
ALTER TABLE stored_file ADD CONSTRAINT hash_is_of_bytes CHECK (sha256 = encode(sha256(bytes), 'hex') AND size = length(bytes));

ALTER TABLE consult_case
  ADD CONSTRAINT hospitals_differ CHECK (requesting_organization_id <> consulting_organization_id),
  ADD CONSTRAINT status_known CHECK (status IN (
    'draft', 'submitted', 'coordinating', 'needs-info', 'rejected', 'assigned', 'scheduled', 'lobby', 'live', 'interrupted',
    'ended', 'minutes-drafting', 'awaiting-signatures', 'returned', 'signed', 'filed', 'awaiting-outcome', 'closed', 'cancelled')),
  ADD CONSTRAINT kind_known CHECK (kind IN ('case', 'imaging', 'pathology', 'live-surgery', 'ward-round', 'training')),
  ADD CONSTRAINT urgency_known CHECK (urgency IN ('emergency', 'urgent', 'priority', 'routine', 'ward-round')),
  ADD CONSTRAINT subject_sex_known CHECK (subject_sex IN ('male', 'female', 'unknown')),
  ADD CONSTRAINT legal_basis_known CHECK (legal_basis_kind IN ('written-request', 'emergency', 'other')),
  ADD CONSTRAINT legal_basis_whole
    CHECK (num_nonnulls(legal_basis_kind, legal_basis_text, legal_basis_by_id, legal_basis_at) IN (0, 4)),
  -- Nothing leaves the hospital without a legal basis and a frozen snapshot (Luật BVDLCN 91/2025 Đ26).
  ADD CONSTRAINT sent_with_basis CHECK (
    status IN ('draft', 'cancelled') OR num_nulls(submitted_at, legal_basis_kind, snapshot_id) = 0),
  ADD CONSTRAINT draft_not_sent CHECK (status <> 'draft' OR submitted_at IS NULL),
  ADD CONSTRAINT coordinated_by_someone CHECK (status IN ('draft', 'submitted', 'cancelled') OR coordinator_id IS NOT NULL),
  ADD CONSTRAINT ask_is_written CHECK (status <> 'needs-info' OR num_nulls(ask_text, asked_at) = 0),
  ADD CONSTRAINT rejection_has_reason
    CHECK (status <> 'rejected' OR num_nulls(rejection_reason, rejection_suggestion, rejected_at) = 0),
  ADD CONSTRAINT assigned_at_a_time CHECK (
    status IN ('draft', 'submitted', 'coordinating', 'needs-info', 'rejected', 'cancelled') OR assigned_at IS NOT NULL),
  ADD CONSTRAINT lobby_opened CHECK (status <> 'lobby' OR lobby_opened_at IS NOT NULL),
  ADD CONSTRAINT interruption_began CHECK (status <> 'interrupted' OR interrupted_at IS NOT NULL),
  ADD CONSTRAINT filed_with_receipt CHECK (
    status NOT IN ('filed', 'awaiting-outcome', 'closed') OR num_nulls(filed_document, filed_at, filing_receipt) = 0),
  ADD CONSTRAINT closed_with_outcome CHECK (
    status <> 'closed' OR num_nulls(outcome_followed, outcome_reason, outcome_result, outcome_at) = 0),
  ADD CONSTRAINT cancelled_by_someone CHECK (
    status <> 'cancelled' OR num_nulls(cancellation_reason, cancelled_at, cancelled_by_id) = 0);

ALTER TABLE team_member
  ADD CONSTRAINT part_known CHECK (part IN ('chair', 'secretary', 'member')),
  ADD CONSTRAINT reply_known CHECK (reply IN ('pending', 'accepted', 'declined')),
  ADD CONSTRAINT answer_has_time CHECK ((reply = 'pending') = (answered_at IS NULL)),
  ADD CONSTRAINT decline_has_reason CHECK ((reply = 'declined') = (decline_reason IS NOT NULL));
-- One chair and one secretary; a person stands once in a case (primary key), so they are never the same.
CREATE UNIQUE INDEX team_member_one_chair ON team_member (case_id) WHERE part = 'chair';
CREATE UNIQUE INDEX team_member_one_secretary ON team_member (case_id) WHERE part = 'secretary';

ALTER TABLE consult_session
  ADD CONSTRAINT duration_positive CHECK (duration_minutes > 0),
  ADD CONSTRAINT booked_for_duration CHECK (booked_until = starts_at + make_interval(mins => duration_minutes)),
  ADD CONSTRAINT ended_after_start CHECK (ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at));
CREATE UNIQUE INDEX consult_session_one_current ON consult_session (case_id) WHERE is_current;
ALTER TABLE attendance ADD CONSTRAINT stay_runs_forward CHECK (left_at IS NULL OR left_at >= entered_at);
CREATE UNIQUE INDEX attendance_one_open ON attendance (session_id, practitioner_id) WHERE left_at IS NULL;
ALTER TABLE snapshot ADD CONSTRAINT version_counts CHECK (version >= 1 AND withheld >= 0);

ALTER TABLE minutes
  ADD CONSTRAINT status_known CHECK (status IN ('draft', 'frozen', 'signing', 'signed', 'returned')),
  ADD CONSTRAINT frozen_by_someone CHECK ((status = 'draft') = (frozen_at IS NULL) AND (frozen_at IS NULL) = (frozen_by_id IS NULL)),
  ADD CONSTRAINT signing_needs_pdf CHECK (status NOT IN ('signing', 'signed') OR num_nulls(rendered_sha256, sealed_sha256) = 0),
  ADD CONSTRAINT signed_at_a_time CHECK ((status = 'signed') = (signed_at IS NOT NULL)),
  ADD CONSTRAINT return_has_reason CHECK (
    num_nonnulls(returned_at, returned_by_id, return_reason) = CASE WHEN status = 'returned' THEN 3 ELSE 0 END),
  ADD CONSTRAINT live_while_draft CHECK (live_update IS NULL OR status = 'draft');
-- One version at a time is written or signed.
CREATE UNIQUE INDEX minutes_one_open ON minutes (case_id) WHERE status IN ('draft', 'frozen', 'signing');
ALTER TABLE minutes_signature ADD CONSTRAINT role_known CHECK (role IN ('secretary', 'member', 'chair'));
ALTER TABLE pin_failure ADD CONSTRAINT count_not_negative CHECK (count >= 0);
ALTER TABLE certificate_revocation ADD CONSTRAINT reason_known
  CHECK (reason IN ('key-compromise', 'superseded', 'cessation', 'unspecified'));
