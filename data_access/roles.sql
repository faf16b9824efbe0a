-- The login of the public on PostgreSQL: it reads what is published, and nothing else.
--
-- Run once as the owner of the database, after "python -m data_access init" (again after an upgrade):
--     psql programa -f data_access/roles.sql
-- then give it a password (or a certificate) and name it in DATABASE_URL_PUBLIC. The login of
-- DATABASE_URL only reads too (SELECT on every table); the loader has one of its own.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'programa_public') THEN
        CREATE ROLE programa_public LOGIN CONNECTION LIMIT 40;
    END IF;
END
$$;

ALTER ROLE programa_public SET default_transaction_read_only = on;
ALTER ROLE programa_public SET statement_timeout = '5s';
ALTER ROLE programa_public SET lock_timeout = '2s';
ALTER ROLE programa_public SET idle_in_transaction_session_timeout = '15s';

-- Nobody makes tables, temporary ones or large objects beside those of the owner.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM programa_public;
GRANT USAGE ON SCHEMA public TO programa_public;
GRANT SELECT ON
    alembic_version, dataset, country, subdivision, university, cohort, goal, reporting_period,
    published_day, published_number, published_municipality
    TO programa_public;

-- Of a file that was loaded not its name, nor its fingerprint.
GRANT SELECT
    (id, university, period, state, loaded_at, data_until,
     rows_read, rows_loaded, rows_updated, rows_unchanged, rows_rejected, logged)
    ON submission TO programa_public;
