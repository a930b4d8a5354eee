-- The sites, the log of changes, and the version of both. Servers that start at the same time run this one after
-- another.
SELECT pg_advisory_xact_lock(hashtext('fleet'));

CREATE TABLE IF NOT EXISTS fleet_sites (tenant text, origin text, PRIMARY KEY (tenant, origin));
CREATE TABLE IF NOT EXISTS fleet_changes (version bigint PRIMARY KEY, change text NOT NULL);
CREATE TABLE IF NOT EXISTS fleet_version (id int PRIMARY KEY CHECK (id = 1), version bigint NOT NULL);
-- Without a conflict, which would wait for every change that is under way.
INSERT INTO fleet_version (id, version) SELECT 1, 0 WHERE NOT EXISTS (SELECT FROM fleet_version);

-- Makes a change, and returns its version. A function, so that the lock does not wait for a slow client between
-- two statements. Each statement sees what was committed before it begins.
CREATE OR REPLACE FUNCTION fleet_change(parts jsonb, logged_changes bigint, deadline timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    -- Locks the row until the end of the transaction: the next change waits here, so the order of the versions is the
    -- order in which changes become visible. A sequence would not promise that.
    UPDATE fleet_version SET version = fleet_version.version + 1 RETURNING fleet_version.version INTO made;

    -- A change that was held up on its way must not come after those that were made because it was not acknowledged.
    IF clock_timestamp() > deadline THEN
        RAISE EXCEPTION 'the change came too late';
    END IF;

    DELETE FROM fleet_sites
    USING jsonb_array_elements(parts) AS part, jsonb_array_elements_text(part -> 'remove') AS removed (origin)
    WHERE fleet_sites.tenant = part ->> 'tenant' AND fleet_sites.origin = removed.origin;

    INSERT INTO fleet_sites (tenant, origin)
    SELECT part ->> 'tenant', added.origin
    FROM jsonb_array_elements(parts) AS part, jsonb_array_elements_text(part -> 'add') AS added (origin)
    ON CONFLICT DO NOTHING;

    INSERT INTO fleet_changes (version, change) VALUES (made, parts::text);
    DELETE FROM fleet_changes WHERE version <= made - logged_changes;
    PERFORM pg_notify('fleet', made::text);
    RETURN made;
END
$$;
