#!/bin/bash
# Puts a backup in place of what this installation holds, and checks it: vaeksttavlen-restore FOLDER [--yes]
set -euo pipefail
. /etc/vaeksttavlen/settings
from=${1:-}
[ -f "$from/ledger.dump" ] && [ -d "$from/landing" ] || {
    echo "Name a backup: vaeksttavlen-restore FOLDER [--yes]. There are:" >&2
    find "$VAEKSTTAVLEN_BACKUPS" -maxdepth 1 -name '20*Z' | sort >&2
    exit 2
}
has_systemd() { [ -d /run/systemd/system ]; }
as_owner() { runuser -u vaeksttavlen -- "$@"; }

loads=$(as_owner psql -XAt -c 'select count(*) from load' vaeksttavlen 2>/dev/null || echo 0)
if [ "$loads" != 0 ] && [ "${2:-}" != --yes ]; then
    echo "Here are $loads loads, and what people wrote. All of it goes; the backup takes its place." >&2
    echo "Clients erased since the backup come back: note them from 'vaeksttavlen audit', and forget them again." >&2
    echo "If that is what you want: vaeksttavlen-restore $from --yes" >&2
    exit 2
fi

# Everything is brought here before anything of what is here goes.
coming=$VAEKSTTAVLEN_LANDING.coming
rm -rf "$coming"
rsync -a "$from/landing/" "$coming/"
chown -R vaeksttavlen:vaeksttavlen "$coming"
chmod 2750 "$coming"
find "$coming" -type f -exec chmod 0640 {} +
runuser -u postgres -- psql -Xq -c 'drop database if exists "vaeksttavlen-coming"' \
    -c "create database \"vaeksttavlen-coming\" owner vaeksttavlen encoding 'UTF8' locale 'C.UTF-8' template template0" \
    -c 'revoke all on database "vaeksttavlen-coming" from public' \
    -c 'grant connect on database "vaeksttavlen-coming" to "vaeksttavlen-web"'
as_owner pg_restore --exit-on-error --no-owner -d vaeksttavlen-coming <"$from/ledger.dump"

if has_systemd; then systemctl stop vaeksttavlen-web vaeksttavlen-watch; fi
runuser -u postgres -- psql -Xq -c 'drop database if exists vaeksttavlen with (force)' \
    -c 'alter database "vaeksttavlen-coming" rename to vaeksttavlen'
rm -rf "$VAEKSTTAVLEN_LANDING"
mv "$coming" "$VAEKSTTAVLEN_LANDING"
rsync -a "$from/agreements/" /etc/vaeksttavlen/agreements/
rm -rf /var/lib/vaeksttavlen/warehouse /var/lib/vaeksttavlen-web/warehouse

found=0
vaeksttavlen check || found=$?
as_owner psql -Xq -v ON_ERROR_STOP=1 vaeksttavlen </opt/vaeksttavlen/deploy/grants.sql
if has_systemd; then systemctl start vaeksttavlen-watch vaeksttavlen-web; fi
people=/var/lib/canaille/canaille.sqlite
if [ -f "$from/people.sqlite" ] && [ -f $people ]; then
    python3 /opt/vaeksttavlen/deploy/people.py "$from/people.sqlite" $people
elif [ -f "$from/people.sqlite" ]; then
    echo "Who signs in was not brought back, since Canaille is not here: run deploy/canaille.sh, then this once more." >&2
fi
[ -f /var/lib/vaeksttavlen/key/cpr.key ] ||
    echo "Put the key back from its safe place, /var/lib/vaeksttavlen/key/cpr.key: nothing is loaded without it." >&2
[ $found = 0 ] || { echo "It was brought back; mend what check found above." >&2; exit 2; }
