-- A sign-in that was ended, by its owner or by a changed password, ends the open rooms and minutes that it let in.

/* Whether a sign-in has not been ended; how long it may rest unused is the portal's to say, and an operation may last longer. */
CREATE FUNCTION sign_in_stands(sign_in text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM auth_session WHERE auth_session.id = sign_in)
$$;
REVOKE EXECUTE ON FUNCTION sign_in_stands(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_in_stands(text) TO lienvien_app;

CREATE TRIGGER stirs_standing AFTER DELETE ON auth_session FOR EACH STATEMENT EXECUTE FUNCTION stir_standing();
