-- One booking may hold several patients (giao ban): a day of a meeting is given cases in their order, and stands before one at a time.

-- CreateTable
CREATE TABLE "round" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "on_day" DATE NOT NULL,
    "current_case_id" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round_stop" (
    "round_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "round_stop_pkey" PRIMARY KEY ("round_id", "case_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "round_meeting_id_on_day_key" ON "round"("meeting_id", "on_day");

-- CreateIndex
CREATE INDEX "round_stop_case_id_idx" ON "round_stop"("case_id");

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_stands_before_its_own" FOREIGN KEY ("id", "current_case_id") REFERENCES "round_stop"("round_id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_stop" ADD CONSTRAINT "round_stop_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "consult_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE round ADD CONSTRAINT over_stands_nowhere CHECK (ended_at IS NULL OR current_case_id IS NULL);
ALTER TABLE round_stop ADD CONSTRAINT in_order CHECK (position >= 0);
-- The rounds of the country that stand before somebody now are few; whether one of them shows a patient is asked with every case.
CREATE INDEX round_standing ON round (meeting_id, current_case_id) WHERE current_case_id IS NOT NULL;

DO $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY ARRAY['round', 'round_stop'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', closed);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', closed);
  END LOOP;
END
$$;
CREATE TRIGGER never_erased BEFORE DELETE ON round FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT, UPDATE (current_case_id, ended_at) ON round TO lienvien_app;
GRANT SELECT, INSERT, DELETE ON round_stop TO lienvien_app;

-- A round is known to whom its meeting is known; its hospital's coordinators plan it, and they or its chair lead it.
CREATE POLICY parties_read ON round FOR SELECT USING (EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_id OFFSET 0));
CREATE POLICY own_coordinator_plans ON round FOR INSERT WITH CHECK (
  organization_id = (SELECT app_organization()) AND (SELECT app_has_role('coordinator'))
  AND EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_id AND meeting.organization_id = round.organization_id));
CREATE POLICY own_leads ON round FOR UPDATE USING (
  organization_id = (SELECT app_organization())
  AND ((SELECT app_has_role('coordinator')) OR EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_id AND meeting.chair_id = (SELECT app_practitioner()))));
CREATE POLICY parties_read ON round_stop FOR SELECT USING (EXISTS (SELECT 1 FROM round WHERE round.id = round_id OFFSET 0));
-- Nobody puts a case on a round that their own hospital does not advise on.
CREATE POLICY own_coordinator_adds ON round_stop FOR INSERT WITH CHECK (
  (SELECT app_has_role('coordinator'))
  AND EXISTS (SELECT 1 FROM round WHERE round.id = round_id AND round.organization_id = (SELECT app_organization()))
  AND EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id AND consult_case.consulting_organization_id = (SELECT app_organization())));
CREATE POLICY own_coordinator_takes_off ON round_stop FOR DELETE USING (
  (SELECT app_has_role('coordinator'))
  AND EXISTS (SELECT 1 FROM round WHERE round.id = round_id AND round.organization_id = (SELECT app_organization()) AND round.ended_at IS NULL));

/* The patients before whom a round stands now that the person goes along with, from the hospitals that meet. */
CREATE FUNCTION cases_on_visit() RETURNS SETOF uuid LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
BEGIN
  RETURN QUERY SELECT standing.current_case_id FROM public.round standing JOIN public.meeting held ON held.id = standing.meeting_id
    WHERE standing.current_case_id IS NOT NULL
      AND (held.chair_id = (SELECT public.app_practitioner()) OR (SELECT public.app_practitioner()) = ANY (held.people_ids));
END
$$;

-- Whoever goes along sees the patient before whom the round stands while the session is open, whatever hospital they come from, and
-- may note that they came; with the next one it is over. The same rule as isVisiting.
CREATE POLICY visitors ON consult_case FOR SELECT
  USING (status IN ('lobby', 'live', 'interrupted') AND id IN (SELECT cases_on_visit()));
CREATE POLICY visitors_change ON consult_case FOR UPDATE
  USING (status IN ('lobby', 'live', 'interrupted') AND id IN (SELECT cases_on_visit()));

-- Whoever went along leaves what belongs to the patient before at once.
CREATE TRIGGER stirs_standing AFTER UPDATE ON round FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();

-- The room server asks of each place whether a round stands before its case, too.
DROP FUNCTION standings(jsonb);
/*
 * Of each place asked after: the person's roles in that hospital today (null: none), whether their sign-in stands, whether they see the
 * case, and whether they go along with a round that stands before it. It runs with the caller's rights, each place in its own person's
 * scope, so that row-level security alone decides.
 */
CREATE FUNCTION standings(asked jsonb) RETURNS TABLE (place integer, held_roles text[], signed_in boolean, sees_case boolean, visits_case boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT given.ordinality::integer AS place, (given.value ->> 'practitioner')::uuid AS practitioner, (given.value ->> 'organization')::uuid AS organization,
           given.value ->> 'roles' AS roles, given.value ->> 'signIn' AS sign_in, (given.value ->> 'case')::uuid AS case_id
      FROM jsonb_array_elements(asked) WITH ORDINALITY given
  LOOP
    place := one.place;
    PERFORM set_config('app.organization', one.organization::text, true), set_config('app.practitioner', one.practitioner::text, true), set_config('app.roles', one.roles, true);
    held_roles := (SELECT held.roles FROM practitioner_role held WHERE held.practitioner_id = one.practitioner AND held.organization_id = one.organization);
    signed_in := one.sign_in IS NULL OR sign_in_stands(one.sign_in);
    sees_case := EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = one.case_id);
    visits_case := one.case_id IN (SELECT cases_on_visit());
    RETURN NEXT;
  END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION standings(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standings(jsonb) TO lienvien_app;
