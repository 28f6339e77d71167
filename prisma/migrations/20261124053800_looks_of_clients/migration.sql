/*
 * Appends looks of systems to a hospital's chain, of those alone who are let in at this moment, and names these. What the others
 * looked at is not recorded, because it is not shown to them: a system that was revoked is nobody at once.
 */
CREATE FUNCTION append_looks(organization uuid, clients uuid[], bodies text[]) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  let_in uuid[] := ARRAY(
    SELECT asked.client FROM (SELECT DISTINCT unnest(clients) AS client) asked, client_at_door(asked.client) known
    WHERE known.revoked_at IS NULL AND known.organization_id = organization);
BEGIN
  PERFORM append_audit(organization, ARRAY(
    SELECT look.body FROM unnest(clients, bodies) WITH ORDINALITY look (client, body, place)
    WHERE look.client = ANY (let_in) ORDER BY look.place));
  RETURN QUERY SELECT unnest(let_in);
END
$$;
