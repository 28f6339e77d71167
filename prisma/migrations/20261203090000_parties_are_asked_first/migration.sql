-- PostgreSQL asks the permissive policies of a table from the last name to the first and stops at the first that says yes. Nearly every
-- case that anybody reads is one of their own hospital's (parties); only then is it worth asking who goes along with which round.
ALTER POLICY visitors ON consult_case RENAME TO goes_along;
ALTER POLICY visitors_change ON consult_case RENAME TO goes_along_change;
