-- Folds Vietnamese text for search exactly as core/record/search-text.ts does: no marks, đ as d, lower case, single spaces.
-- Ours instead of unaccent(), which is not immutable and therefore cannot feed a generated column.
CREATE FUNCTION search_fold(content text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(
  lower(translate(regexp_replace(normalize(content, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')),
  '\s+', ' ', 'g'));

-- CreateTable
CREATE TABLE "audit_link" (
    "organization_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "previous" CHAR(64),
    "hash" CHAR(64) NOT NULL,
    "appended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("organization_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_tip" (
    "organization_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" CHAR(64) NOT NULL,

    CONSTRAINT "audit_tip_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "auth_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "practitioner_id" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_organization_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "auth_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_passkey" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "auth_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_lockout" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "auth_lockout_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "consult_case" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL,
    "requesting_organization_id" UUID NOT NULL,
    "consulting_organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "subject_name" TEXT,
    "subject_birth_date" DATE,
    "subject_sex" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "clock_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "specialty" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "course" TEXT NOT NULL,
    "current_condition" TEXT NOT NULL,
    "provisional_diagnosis" TEXT NOT NULL,
    "snapshot_selection" JSONB,
    "legal_basis_kind" TEXT,
    "legal_basis_text" TEXT,
    "legal_basis_by_id" UUID,
    "legal_basis_at" TIMESTAMPTZ(3),
    "snapshot_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "coordinator_id" UUID,
    "ask_text" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "rejection_reason" TEXT,
    "rejection_suggestion" TEXT,
    "rejected_at" TIMESTAMPTZ(3),
    "assigned_at" TIMESTAMPTZ(3),
    "lobby_opened_at" TIMESTAMPTZ(3),
    "interrupted_at" TIMESTAMPTZ(3),
    "filed_document" CHAR(64),
    "filed_at" TIMESTAMPTZ(3),
    "filing_receipt" TEXT,
    "outcome_followed" BOOLEAN,
    "outcome_reason" TEXT,
    "outcome_result" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "cancellation_reason" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by_id" UUID,
    "search_text" TEXT NOT NULL GENERATED ALWAYS AS (search_fold("code" || ' ' || coalesce("subject_name", ''))) STORED,

    CONSTRAINT "consult_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_counter" (
    "organization_id" UUID NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "case_counter_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "case_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "reply" TEXT NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("case_id","practitioner_id")
);

-- CreateTable
CREATE TABLE "consult_session" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "booked_until" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "interruptions" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "consult_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "bundle" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "withheld" INTEGER NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot_file" (
    "snapshot_id" UUID NOT NULL,
    "sha256" CHAR(64) NOT NULL,

    CONSTRAINT "snapshot_file_pkey" PRIMARY KEY ("snapshot_id","sha256")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "facility_code" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub_link" (
    "hub_id" UUID NOT NULL,
    "satellite_id" UUID NOT NULL,
    "specialties" TEXT[],
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "hub_link_pkey" PRIMARY KEY ("hub_id","satellite_id","valid_from")
);

-- CreateTable
CREATE TABLE "department" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practitioner" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "licence_number" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "practitioner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practitioner_role" (
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "department_id" UUID,
    "roles" TEXT[],
    "specialties" TEXT[],

    CONSTRAINT "practitioner_role_pkey" PRIMARY KEY ("practitioner_id","organization_id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "stored_file_access" (
    "sha256" CHAR(64) NOT NULL,
    "organization_id" UUID NOT NULL,

    CONSTRAINT "stored_file_access_pkey" PRIMARY KEY ("sha256","organization_id")
);

-- CreateTable
CREATE TABLE "minutes" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "amends_id" UUID,
    "status" TEXT NOT NULL,
    "form" JSONB NOT NULL,
    "document" JSONB NOT NULL,
    "live_update" BYTEA,
    "frozen_at" TIMESTAMPTZ(3),
    "frozen_by_id" UUID,
    "rendered_sha256" CHAR(64),
    "sealed_sha256" CHAR(64),
    "signed_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "returned_by_id" UUID,
    "return_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "minutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "minutes_signature" (
    "minutes_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "certificate_serial" TEXT NOT NULL,
    "certificate_subject" TEXT NOT NULL,
    "sealed_sha256" CHAR(64) NOT NULL,

    CONSTRAINT "minutes_signature_pkey" PRIMARY KEY ("minutes_id","field")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_authority" (
    "id" TEXT NOT NULL,
    "certificate" BYTEA NOT NULL,
    "sealed_key" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "serial" TEXT NOT NULL,
    "certificate" BYTEA NOT NULL,
    "sealed_key" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pin_failure" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "pin_failure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "certificate_revocation" (
    "issuer" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "certificate_revocation_pkey" PRIMARY KEY ("issuer","serial")
);

-- CreateTable
CREATE TABLE "patient" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "hospital_number" TEXT NOT NULL,
    "name" TEXT,
    "birth_date" DATE,
    "sex" TEXT NOT NULL,
    "citizen_id" TEXT,
    "insurance_number" TEXT,
    "address" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_text" TEXT NOT NULL GENERATED ALWAYS AS (search_fold(coalesce("name", '') || ' ' || "hospital_number" || ' ' || coalesce("citizen_id", '') || ' ' || coalesce("insurance_number", ''))) STORED,

    CONSTRAINT "patient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "encounter" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "admission_number" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "room" TEXT,
    "bed" TEXT,
    "admitted_at" TIMESTAMPTZ(3) NOT NULL,
    "discharged_at" TIMESTAMPTZ(3),

    CONSTRAINT "encounter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "condition" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allergy" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "substance" TEXT NOT NULL,
    "reaction" TEXT NOT NULL,
    "criticality" TEXT NOT NULL,

    CONSTRAINT "allergy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "medication" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dosage" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "medication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "observation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "value_number" DOUBLE PRECISION,
    "value_text" TEXT,
    "unit" TEXT,
    "reference_low" DOUBLE PRECISION,
    "reference_high" DOUBLE PRECISION,
    "flag" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imaging_study" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "modality" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "imaging_study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imaging_series" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "imaging_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imaging_instance" (
    "organization_id" UUID NOT NULL,
    "series_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "original" CHAR(64) NOT NULL,
    "preview" CHAR(64) NOT NULL,

    CONSTRAINT "imaging_instance_pkey" PRIMARY KEY ("series_id","uid")
);

-- CreateTable
CREATE TABLE "record_document" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "file_sha256" CHAR(64) NOT NULL,
    "case_id" UUID NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "receipt" TEXT NOT NULL,

    CONSTRAINT "record_document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_user_practitioner_id_key" ON "auth_user"("practitioner_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session"("token");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE INDEX "auth_account_user_id_idx" ON "auth_account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_account_provider_id_account_id_key" ON "auth_account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification"("identifier");

-- CreateIndex
CREATE INDEX "auth_two_factor_user_id_idx" ON "auth_two_factor"("user_id");

-- CreateIndex
CREATE INDEX "auth_two_factor_secret_idx" ON "auth_two_factor"("secret");

-- CreateIndex
CREATE UNIQUE INDEX "auth_passkey_credential_id_key" ON "auth_passkey"("credential_id");

-- CreateIndex
CREATE INDEX "auth_passkey_user_id_idx" ON "auth_passkey"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_rate_limit_key_key" ON "auth_rate_limit"("key");

-- CreateIndex
CREATE INDEX "auth_lockout_expire_idx" ON "auth_lockout"("expire");

-- CreateIndex
CREATE INDEX "consult_case_requesting_organization_id_clock_at_idx" ON "consult_case"("requesting_organization_id", "clock_at" DESC);

-- CreateIndex
CREATE INDEX "consult_case_consulting_organization_id_clock_at_idx" ON "consult_case"("consulting_organization_id", "clock_at" DESC);

-- CreateIndex
CREATE INDEX "consult_case_patient_id_idx" ON "consult_case"("patient_id");

-- CreateIndex
CREATE INDEX "consult_case_requester_id_idx" ON "consult_case"("requester_id");

-- CreateIndex
CREATE UNIQUE INDEX "consult_case_consulting_organization_id_code_key" ON "consult_case"("consulting_organization_id", "code");

-- CreateIndex
CREATE INDEX "team_member_practitioner_id_idx" ON "team_member"("practitioner_id");

-- CreateIndex
CREATE INDEX "consult_session_case_id_idx" ON "consult_session"("case_id");

-- CreateIndex
CREATE INDEX "consult_session_starts_at_idx" ON "consult_session"("starts_at");

-- CreateIndex
CREATE INDEX "attendance_case_id_entered_at_idx" ON "attendance"("case_id", "entered_at");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_case_id_version_key" ON "snapshot"("case_id", "version");

-- CreateIndex
CREATE INDEX "snapshot_file_sha256_idx" ON "snapshot_file"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "organization_facility_code_key" ON "organization"("facility_code");

-- CreateIndex
CREATE INDEX "hub_link_satellite_id_idx" ON "hub_link"("satellite_id");

-- CreateIndex
CREATE UNIQUE INDEX "department_organization_id_code_key" ON "department"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "practitioner_licence_number_key" ON "practitioner"("licence_number");

-- CreateIndex
CREATE INDEX "practitioner_role_organization_id_idx" ON "practitioner_role"("organization_id");

-- CreateIndex
CREATE INDEX "minutes_rendered_sha256_idx" ON "minutes"("rendered_sha256");

-- CreateIndex
CREATE INDEX "minutes_sealed_sha256_idx" ON "minutes"("sealed_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "minutes_case_id_version_key" ON "minutes"("case_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "minutes_signature_minutes_id_practitioner_id_key" ON "minutes_signature"("minutes_id", "practitioner_id");

-- CreateIndex
CREATE INDEX "notice_recipient_id_at_idx" ON "notice"("recipient_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "signing_key_serial_key" ON "signing_key"("serial");

-- CreateIndex
CREATE INDEX "signing_key_practitioner_id_organization_id_created_at_idx" ON "signing_key"("practitioner_id", "organization_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "patient_id_organization_id_key" ON "patient"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "patient_organization_id_hospital_number_key" ON "patient"("organization_id", "hospital_number");

-- CreateIndex
CREATE INDEX "encounter_patient_id_admitted_at_idx" ON "encounter"("patient_id", "admitted_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "encounter_organization_id_admission_number_key" ON "encounter"("organization_id", "admission_number");

-- CreateIndex
CREATE INDEX "condition_patient_id_recorded_at_idx" ON "condition"("patient_id", "recorded_at" DESC);

-- CreateIndex
CREATE INDEX "allergy_patient_id_idx" ON "allergy"("patient_id");

-- CreateIndex
CREATE INDEX "medication_patient_id_started_on_idx" ON "medication"("patient_id", "started_on" DESC);

-- CreateIndex
CREATE INDEX "observation_patient_id_effective_at_idx" ON "observation"("patient_id", "effective_at" DESC);

-- CreateIndex
CREATE INDEX "imaging_study_patient_id_started_at_idx" ON "imaging_study"("patient_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "imaging_study_id_organization_id_key" ON "imaging_study"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "imaging_study_organization_id_uid_key" ON "imaging_study"("organization_id", "uid");

-- CreateIndex
CREATE UNIQUE INDEX "imaging_series_id_organization_id_key" ON "imaging_series"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "imaging_series_study_id_uid_key" ON "imaging_series"("study_id", "uid");

-- CreateIndex
CREATE INDEX "imaging_instance_preview_idx" ON "imaging_instance"("preview");

-- CreateIndex
CREATE UNIQUE INDEX "imaging_instance_series_id_number_key" ON "imaging_instance"("series_id", "number");

-- CreateIndex
CREATE INDEX "record_document_file_sha256_idx" ON "record_document"("file_sha256");

-- CreateIndex
CREATE INDEX "record_document_patient_id_filed_at_idx" ON "record_document"("patient_id", "filed_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "record_document_case_id_file_sha256_key" ON "record_document"("case_id", "file_sha256");

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_two_factor" ADD CONSTRAINT "auth_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_passkey" ADD CONSTRAINT "auth_passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consult_case" ADD CONSTRAINT "consult_case_requesting_organization_id_fkey" FOREIGN KEY ("requesting_organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consult_case" ADD CONSTRAINT "consult_case_consulting_organization_id_fkey" FOREIGN KEY ("consulting_organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consult_case" ADD CONSTRAINT "consult_case_patient_id_requesting_organization_id_fkey" FOREIGN KEY ("patient_id", "requesting_organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consult_case" ADD CONSTRAINT "consult_case_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consult_session" ADD CONSTRAINT "consult_session_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "consult_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_file" ADD CONSTRAINT "snapshot_file_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_file" ADD CONSTRAINT "snapshot_file_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hub_link" ADD CONSTRAINT "hub_link_hub_id_fkey" FOREIGN KEY ("hub_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hub_link" ADD CONSTRAINT "hub_link_satellite_id_fkey" FOREIGN KEY ("satellite_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practitioner_role" ADD CONSTRAINT "practitioner_role_practitioner_id_fkey" FOREIGN KEY ("practitioner_id") REFERENCES "practitioner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practitioner_role" ADD CONSTRAINT "practitioner_role_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practitioner_role" ADD CONSTRAINT "practitioner_role_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file_access" ADD CONSTRAINT "stored_file_access_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_amends_id_fkey" FOREIGN KEY ("amends_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes_signature" ADD CONSTRAINT "minutes_signature_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_revocation" ADD CONSTRAINT "certificate_revocation_issuer_fkey" FOREIGN KEY ("issuer") REFERENCES "certificate_authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "condition" ADD CONSTRAINT "condition_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allergy" ADD CONSTRAINT "allergy_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "medication" ADD CONSTRAINT "medication_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imaging_study" ADD CONSTRAINT "imaging_study_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imaging_series" ADD CONSTRAINT "imaging_series_study_id_organization_id_fkey" FOREIGN KEY ("study_id", "organization_id") REFERENCES "imaging_study"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imaging_instance" ADD CONSTRAINT "imaging_instance_series_id_organization_id_fkey" FOREIGN KEY ("series_id", "organization_id") REFERENCES "imaging_series"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imaging_instance" ADD CONSTRAINT "imaging_instance_original_fkey" FOREIGN KEY ("original") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imaging_instance" ADD CONSTRAINT "imaging_instance_preview_fkey" FOREIGN KEY ("preview") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_document" ADD CONSTRAINT "record_document_patient_id_organization_id_fkey" FOREIGN KEY ("patient_id", "organization_id") REFERENCES "patient"("id", "organization_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_document" ADD CONSTRAINT "record_document_file_sha256_fkey" FOREIGN KEY ("file_sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_document" ADD CONSTRAINT "record_document_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


