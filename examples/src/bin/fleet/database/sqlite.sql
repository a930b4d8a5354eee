-- The sites, the log of changes, and the version of both.
CREATE TABLE fleet_sites (
    tenant TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (tenant, origin)
) STRICT, WITHOUT ROWID;
CREATE TABLE fleet_changes (version INTEGER PRIMARY KEY, change TEXT NOT NULL) STRICT;
CREATE TABLE fleet_version (version INTEGER NOT NULL) STRICT;
INSERT INTO fleet_version (version) VALUES (0);
