-- Contracts between a hub and a satellite (NĐ 96/2023 Đ88): proposed by one, accepted by the other, warned of before they end.
-- CreateTable
CREATE TABLE "hub_contract" (
    "id" UUID NOT NULL,
    "hub_id" UUID NOT NULL,
    "satellite_id" UUID NOT NULL,
    "specialties" TEXT[],
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "number" TEXT NOT NULL,
    "duties" TEXT NOT NULL,
    "cost" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "proposed_by_hospital_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" UUID,
    "answered_by_hospital_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,
    "ended_by_hospital_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,

    CONSTRAINT "hub_contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_warning" (
    "hub_id" UUID NOT NULL,
    "satellite_id" UUID NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "days" INTEGER NOT NULL,
    "warned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_warning_pkey" PRIMARY KEY ("hub_id","satellite_id","valid_from","organization_id","days")
);

-- CreateIndex
CREATE INDEX "hub_contract_hub_id_idx" ON "hub_contract"("hub_id");

-- CreateIndex
CREATE INDEX "hub_contract_satellite_id_idx" ON "hub_contract"("satellite_id");

-- AddForeignKey
ALTER TABLE "hub_contract" ADD CONSTRAINT "hub_contract_hub_id_fkey" FOREIGN KEY ("hub_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "hub_contract" ADD CONSTRAINT "hub_contract_satellite_id_fkey" FOREIGN KEY ("satellite_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE hub_contract
  ADD CONSTRAINT hub_is_another CHECK (hub_id <> satellite_id),
  ADD CONSTRAINT period_runs_forward CHECK (valid_until > valid_from),
  ADD CONSTRAINT some_specialty CHECK (cardinality(specialties) > 0),
  ADD CONSTRAINT status_known CHECK (status IN ('proposed', 'accepted', 'declined', 'withdrawn', 'ended')),
  ADD CONSTRAINT a_party_proposes CHECK (proposed_by_hospital_id IN (hub_id, satellite_id)),
  ADD CONSTRAINT answered_whole CHECK (num_nonnulls(answered_by_id, answered_by_hospital_id, answered_at) = CASE status WHEN 'proposed' THEN 0 ELSE 3 END),
  ADD CONSTRAINT ended_whole CHECK (num_nonnulls(ended_by_id, ended_by_hospital_id, ended_at, ended_reason) = CASE status WHEN 'ended' THEN 4 ELSE 0 END),
  -- Nobody agrees with themselves.
  ADD CONSTRAINT the_other_answers CHECK (status = 'proposed' OR (answered_by_hospital_id = proposed_by_hospital_id) = (status = 'withdrawn'));
ALTER TABLE link_warning ADD CONSTRAINT days_known CHECK (days IN (7, 30, 60));

ALTER TABLE hub_contract ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub_contract FORCE ROW LEVEL SECURITY;
-- Terms are written once: whoever wants others proposes anew.
GRANT SELECT, INSERT ON hub_contract TO lienvien_app;
GRANT UPDATE (status, answered_by_id, answered_by_hospital_id, answered_at, ended_by_id, ended_by_hospital_id, ended_at, ended_reason) ON hub_contract TO lienvien_app;
CREATE POLICY parties_read ON hub_contract FOR SELECT USING ((SELECT app_organization()) IN (hub_id, satellite_id));
CREATE POLICY own_admin_proposes ON hub_contract FOR INSERT WITH CHECK (
  status = 'proposed' AND proposed_by_hospital_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));
CREATE POLICY admin_of_a_party_settles ON hub_contract FOR UPDATE
  USING ((SELECT app_organization()) IN (hub_id, satellite_id) AND (SELECT app_has_role('admin')) AND status IN ('proposed', 'accepted'))
  WITH CHECK ((status = 'ended' AND ended_by_hospital_id = (SELECT app_organization()))
    OR (status IN ('accepted', 'declined', 'withdrawn') AND answered_by_hospital_id = (SELECT app_organization())));
CREATE TRIGGER never_erased BEFORE DELETE ON hub_contract FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON hub_contract FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE link_warning ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_warning FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON link_warning TO lienvien_app;
CREATE POLICY own_hospital ON link_warning USING (organization_id = (SELECT app_organization()));

-- A satellite puts in force what it accepted, word for word, and ends what it no longer wants.
CREATE POLICY satellite_accepts ON hub_link FOR INSERT WITH CHECK (
  satellite_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')) AND EXISTS (
    SELECT FROM hub_contract one
    WHERE one.hub_id = hub_link.hub_id AND one.satellite_id = hub_link.satellite_id AND one.status = 'accepted'
      AND one.valid_from = hub_link.valid_from AND one.valid_until = hub_link.valid_until AND one.specialties = hub_link.specialties));
CREATE POLICY satellite_admin_ends ON hub_link FOR UPDATE
  USING (satellite_id = (SELECT app_organization()) AND (SELECT app_has_role('admin')));

/* A link can only be made shorter: a longer one takes the other side's word again. Whoever runs the database is not held by it. */
CREATE FUNCTION refuse_longer_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ('lienvien_app', 'lienvien_jobs') AND (
    (NEW.hub_id, NEW.satellite_id, NEW.valid_from, NEW.specialties) IS DISTINCT FROM (OLD.hub_id, OLD.satellite_id, OLD.valid_from, OLD.specialties)
    OR NEW.valid_until IS NULL OR NEW.valid_until > OLD.valid_until) THEN
    RAISE EXCEPTION 'a link can only be shortened' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER only_shorter BEFORE UPDATE ON hub_link FOR EACH ROW EXECUTE FUNCTION refuse_longer_link();

-- What a link closes, it closes in open rooms at once.
CREATE TRIGGER stirs_standing AFTER UPDATE ON hub_link FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();

-- One party of a contract tells the other of it.
CREATE POLICY party_of_link_tells ON notice FOR INSERT WITH CHECK (
  kind IN ('link.proposed', 'link.answered', 'link.ended') AND EXISTS (
    SELECT FROM hub_link link
    WHERE (link.hub_id, link.satellite_id) IN ((notice.organization_id, (SELECT app_organization())), ((SELECT app_organization()), notice.organization_id))
    UNION ALL
    SELECT FROM hub_contract one
    WHERE (one.hub_id, one.satellite_id) IN ((notice.organization_id, (SELECT app_organization())), ((SELECT app_organization()), notice.organization_id))));
