/* Appends several events to a hospital's chain in one round trip. The hash is that of core/audit/chain.ts; whoever reads the chain
   computes it anew, and the trigger on audit_link refuses a link that does not follow. */
CREATE FUNCTION append_audit(organization uuid, bodies text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  place integer;
  last text;
  content text;
  digest text;
BEGIN
  SELECT tip.sequence, tip.hash INTO place, last FROM lock_audit_tip(organization) tip;
  FOREACH content IN ARRAY bodies LOOP
    place := coalesce(place, 0) + 1;
    digest := encode(sha256(convert_to(concat(last, E'\n', place, E'\n', content), 'UTF8')), 'hex');
    INSERT INTO audit_link (organization_id, sequence, body, previous, hash) VALUES (organization, place, content, last, digest);
    last := digest;
  END LOOP;
END
$$;
