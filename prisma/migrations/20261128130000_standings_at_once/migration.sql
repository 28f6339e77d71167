-- The room server asks every few seconds, and whenever something was taken away, whether everybody with an open socket may still
-- have it. Asked one by one, five hundred people cost most of a core; this answers for all of them at once.

/*
 * Of each place asked after: the person's roles in that hospital today (null: none), whether their sign-in stands, and whether they
 * see the case. It runs with the caller's rights, each place in its own person's scope, so that row-level security alone decides.
 */
CREATE FUNCTION standings(asked jsonb) RETURNS TABLE (place integer, held_roles text[], signed_in boolean, sees_case boolean)
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
    RETURN NEXT;
  END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION standings(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standings(jsonb) TO lienvien_app;
