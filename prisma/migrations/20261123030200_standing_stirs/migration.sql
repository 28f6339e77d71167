-- Whoever may no longer be in a room must not see it a moment longer: the room server is told when a role, a team or a
-- case is taken away, and looks at once. Nothing is said of whom; one word a transaction.
CREATE FUNCTION stir_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lienvien_stir', '{"standing": true}');
  RETURN NULL;
END
$$;
CREATE TRIGGER stirs_standing AFTER UPDATE OR DELETE ON practitioner_role FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();
CREATE TRIGGER stirs_standing AFTER UPDATE OR DELETE ON team_member FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();
CREATE TRIGGER stirs_standing AFTER UPDATE ON consult_case FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status = 'cancelled') EXECUTE FUNCTION stir_standing();
