#!/bin/bash
# Writes a backup of ledger, landing, agreements, settings and the people of a Canaille that runs here, without keys, and
# keeps the newest fourteen.
# What has not changed since the last one takes no room: files are linked to it.
set -euo pipefail
. /etc/vaeksttavlen/settings
keep=14
lock=508440572788 # the ledger's right to load (LOADING_LOCK): nothing is loaded or erased halfway through

as_owner() { runuser -u vaeksttavlen -- "$@"; }

cd "$VAEKSTTAVLEN_BACKUPS"
place=$(date -u +%Y-%m-%dT%H%M%SZ)
rm -rf ./*.unfinished
newest=$(find . -maxdepth 1 -name '20*Z' | sort | tail -n 1)
mkdir -m 0700 "$place.unfinished"

coproc HOLD { as_owner psql -XqAt -v ON_ERROR_STOP=1 vaeksttavlen; }
echo "set lock_timeout = '10min'; select 'held' from (select pg_advisory_lock($lock)) as lock;" >&"${HOLD[1]}"
read -r held <&"${HOLD[0]}" && [ "$held" = held ] || { echo "Another load is running; no backup was made." >&2; exit 1; }
as_owner pg_dump --format=custom vaeksttavlen >"$place.unfinished/ledger.dump"
rsync -a ${newest:+--link-dest="$PWD/$newest/landing"} "$VAEKSTTAVLEN_LANDING/" "$place.unfinished/landing/"
eval "exec ${HOLD[1]}>&-"

pg_restore --list "$place.unfinished/ledger.dump" >/dev/null
cp -a /etc/vaeksttavlen/agreements /etc/vaeksttavlen/settings "$place.unfinished/"
people=/var/lib/canaille/canaille.sqlite
[ ! -f $people ] || python3 /opt/vaeksttavlen/deploy/people.py $people "$place.unfinished/people.sqlite"
sync -f "$place.unfinished"
mv "$place.unfinished" "$place"
find . -maxdepth 1 -name '20*Z' | sort | head -n "-$keep" | xargs -r rm -rf
echo "$VAEKSTTAVLEN_BACKUPS/$place"
