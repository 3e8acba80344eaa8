#!/bin/bash
# Gives every service a database and a user of its own; the postgres image runs it once, in an empty data folder.
# Each variable CITYTEAMS_STORE_PASSWORD_<SERVICE> names a service and holds its user's password.
set -euo pipefail

for variable in $(compgen -v CITYTEAMS_STORE_PASSWORD_); do
    service=${variable#CITYTEAMS_STORE_PASSWORD_}
    psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "${POSTGRES_DB:-$POSTGRES_USER}" \
        -v service="${service,,}" -v password="${!variable}" <<'SQL'
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service" ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE :"service" FROM PUBLIC;
SQL
done
