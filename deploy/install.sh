#!/bin/bash
# Sets Væksttavlen up for others on Debian 12, Ubuntu 24.04 or newer, as root; run from a newer checkout, it upgrades.
# The first time it asks three things, unless variables answer beforehand:
#   VAEKSTTAVLEN_NAME      the name in readers' browsers, such as vaeksttavlen.example.dk
#   VAEKSTTAVLEN_SIGN_IN   the address of the provider's discovery document, or none: then this machine alone is served.
#                          With it VAEKSTTAVLEN_CLIENT_ID, VAEKSTTAVLEN_CLIENT_SECRET
#   VAEKSTTAVLEN_BACKUPS   the folder of backups, best on another machine's disk
# VAEKSTTAVLEN_TLS="CERTIFICATE KEY" names files where Caddy can't fetch a certificate by itself; "internal" makes one.
# What was answered stands in /etc/vaeksttavlen, and is left as it stands there.
set -euo pipefail
umask 022

source=$(cd "$(dirname "$0")/.." && pwd)
etc=/etc/vaeksttavlen
opt=/opt/vaeksttavlen
home=/var/lib/vaeksttavlen
web_home=/var/lib/vaeksttavlen-web
secrets=$etc/.streamlit/secrets.toml
units="vaeksttavlen-watch.service vaeksttavlen-web.service vaeksttavlen-backup.timer"
cd /

say() { echo "── $*"; }
stop() { echo "$*" >&2; exit 2; }
has_systemd() { [ -d /run/systemd/system ]; }
as_owner() { runuser -u vaeksttavlen -- "$@"; }
as_postgres() { runuser -u postgres -- psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

ask() { # NAME QUESTION DEFAULT: sets the variable, unless it is set
    local answer=${!1:-}
    if [ -z "$answer" ]; then
        [ -t 0 ] || stop "Set $1: $2"
        read -r -p "$2${3:+ [$3]}: " answer
        answer=${answer:-$3}
        [ -n "$answer" ] || stop "Nothing was changed: $1 needs an answer."
    fi
    case $answer in *[\"\'\\\`\$]* | *[[:cntrl:]]*) stop "$1 can't hold quotes, dollar signs or backslashes." ;; esac
    printf -v "$1" %s "$answer"
}

questions() {
    local name=${VAEKSTTAVLEN_NAME:-}
    if [ -f $etc/settings ]; then
        # shellcheck disable=SC1091
        . $etc/settings
        : "${VAEKSTTAVLEN_SIGN_IN:=none}"
        [ -f $secrets ] || [ "${name:-$VAEKSTTAVLEN_NAME}" = "$VAEKSTTAVLEN_NAME" ] ||
            stop "$etc/settings has the name $VAEKSTTAVLEN_NAME, not $name. Write $name there first, and run this again."
    fi
    ask VAEKSTTAVLEN_NAME "Name in readers' browsers, such as vaeksttavlen.example.dk" ""
    [[ $VAEKSTTAVLEN_NAME =~ ^[A-Za-z0-9.-]+$ ]] || stop "VAEKSTTAVLEN_NAME is a name of a machine, without https://."
    if [ ! -f $secrets ]; then
        ask VAEKSTTAVLEN_SIGN_IN "Sign-in: address of the provider's .well-known/openid-configuration, or none" none
        if [ "$VAEKSTTAVLEN_SIGN_IN" != none ]; then
            [[ $VAEKSTTAVLEN_SIGN_IN =~ ^https?://.+/\.well-known/openid-configuration$ ]] ||
                stop "VAEKSTTAVLEN_SIGN_IN is none, or an address that ends in /.well-known/openid-configuration."
            ask VAEKSTTAVLEN_CLIENT_ID "  client id at the provider" ""
            ask VAEKSTTAVLEN_CLIENT_SECRET "  client secret" ""
        fi
    fi
    ask VAEKSTTAVLEN_BACKUPS "Folder of backups, best on another machine's disk" /var/backups/vaeksttavlen
    [[ $VAEKSTTAVLEN_BACKUPS = /* ]] || stop "VAEKSTTAVLEN_BACKUPS is a whole path, from / on."
}

signs_in() { [ -f $secrets ]; }

packages() {
    local wanted="python3-venv postgresql rsync ca-certificates" missing="" name
    if [ -f $secrets ] || [ "${VAEKSTTAVLEN_SIGN_IN:-none}" != none ]; then wanted="$wanted caddy"; fi
    for name in $wanted; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
    done
    if [ -n "$missing" ]; then
        say "Installing$missing"
        apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 or newer is needed: Debian 12, Ubuntu 24.04."
    has_systemd || service postgresql start >/dev/null
}

users() {
    getent group vaeksttavlen >/dev/null || groupadd --system vaeksttavlen
    getent passwd vaeksttavlen >/dev/null ||
        useradd --system --gid vaeksttavlen --home-dir $home --shell /usr/sbin/nologin vaeksttavlen
    getent passwd vaeksttavlen-web >/dev/null ||
        useradd --system --user-group --groups vaeksttavlen --home-dir $web_home --shell /usr/sbin/nologin vaeksttavlen-web
}

# Who serves pages reads the landing and adds to the inbox through the group (setgid: new files are the group's), and
# reaches neither the key nor what the inbox was done with.
folders() {
    install -d -o vaeksttavlen -g vaeksttavlen -m 0750 $home
    install -d -o vaeksttavlen -g vaeksttavlen -m 0700 $home/key
    install -d -o vaeksttavlen -g vaeksttavlen -m 2750 $home/landing
    install -d -o vaeksttavlen -g vaeksttavlen -m 2770 $home/inbox
    install -d -o vaeksttavlen-web -g vaeksttavlen-web -m 0700 $web_home
    install -d -m 0755 $etc $opt $opt/releases $opt/deploy
    [ -d "$VAEKSTTAVLEN_BACKUPS" ] || install -d -m 0700 "$VAEKSTTAVLEN_BACKUPS"
}

program() {
    local parts="agreements data_pipeline pages ui static sample_data .streamlit/config.toml dashboard.py pyproject.toml requirements.txt"
    local release building
    # shellcheck disable=SC2086
    release=$opt/releases/$(cd "$source" && { python3 --version; find $parts -type f ! -name '*.pyc' -print0 |
        sort -z | xargs -0 sha256sum; } | sha256sum | cut -c 1-12)
    if [ ! -f "$release/complete" ]; then
        say "Installing the program, $release"
        building=$(mktemp -d)
        rm -rf "$release"
        # shellcheck disable=SC2086
        tar -C "$source" --exclude=__pycache__ -cf - $parts | tar -C "$building" -xf -
        python3 -m venv "$release"
        "$release/bin/pip" install --quiet --disable-pip-version-check "$building"
        rm -rf "$building"
        touch "$release/complete"
    fi
    if has_systemd; then systemctl stop vaeksttavlen-web vaeksttavlen-watch 2>/dev/null || true; fi
    ln -sfn "$release" $opt/current
    touch "$release"
    find $opt/releases -mindepth 1 -maxdepth 1 -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d ' ' -f 2 | xargs -r rm -rf
    install -m 0755 "$source"/deploy/{backup,restore}.sh "$source/deploy/vaeksttavlen" $opt/deploy/
    install -m 0644 "$source"/deploy/{grants.sql,people.py} $opt/deploy/
    ln -sfn $opt/deploy/vaeksttavlen /usr/local/bin/vaeksttavlen
    ln -sfn $opt/deploy/backup.sh /usr/local/sbin/vaeksttavlen-backup
    ln -sfn $opt/deploy/restore.sh /usr/local/sbin/vaeksttavlen-restore
}

# Roles are named as the users of the operating system are: PostgreSQL asks the system who calls, and there is no password.
database() {
    local role
    for role in vaeksttavlen vaeksttavlen-web; do
        [ "$(as_postgres -c "select 1 from pg_roles where rolname = '$role'")" = 1 ] ||
            as_postgres -c "create role \"$role\" login"
    done
    if [ "$(as_postgres -c "select 1 from pg_database where datname = 'vaeksttavlen'")" != 1 ]; then
        say "Making the database"
        as_postgres -c "create database vaeksttavlen owner vaeksttavlen encoding 'UTF8' locale 'C.UTF-8' template template0" \
            -c 'revoke all on database vaeksttavlen from public' \
            -c 'grant connect on database vaeksttavlen to "vaeksttavlen-web"'
    fi
}

settings() {
    if [ ! -f $etc/settings ]; then
        cat >$etc/settings <<END
# Væksttavlen's settings, for its services and commands (README: variables). Then: systemctl restart 'vaeksttavlen-*'
VAEKSTTAVLEN_NAME="$VAEKSTTAVLEN_NAME"
VAEKSTTAVLEN_BACKUPS="$VAEKSTTAVLEN_BACKUPS"
VAEKSTTAVLEN_LEDGER="postgresql+psycopg:///vaeksttavlen?host=/run/postgresql&port=$(as_postgres -c 'show port')"
VAEKSTTAVLEN_LANDING="$home/landing"
VAEKSTTAVLEN_INBOX="$home/inbox"
VAEKSTTAVLEN_AGREEMENTS="$etc/agreements"
# Whom the machine trusts is trusted at the provider, too: own authorities go in by update-ca-certificates.
SSL_CERT_FILE="/etc/ssl/certs/ca-certificates.crt"
END
    fi
    [ -d $etc/agreements ] || cp -r --no-preserve=mode,ownership "$source/agreements" $etc/agreements
}

sign_in() {
    local claim=groups scope='client_kwargs = { scope = "openid profile email groups" }
'
    signs_in && return
    [ "$VAEKSTTAVLEN_SIGN_IN" != none ] || return 0
    case $VAEKSTTAVLEN_SIGN_IN in https://login.microsoftonline.com/*) claim=roles scope="" ;; esac
    install -d -m 0755 $etc/.streamlit
    install -m 0640 -g vaeksttavlen-web /dev/null $secrets.unfinished
    cat >$secrets.unfinished <<END
# Who enters, and as what (docs/sign-in.md). Then: systemctl restart vaeksttavlen-web
[auth]
redirect_uri = "https://$VAEKSTTAVLEN_NAME/oauth2callback"
cookie_secret = "$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"
client_id = "$VAEKSTTAVLEN_CLIENT_ID"
client_secret = "$VAEKSTTAVLEN_CLIENT_SECRET"
server_metadata_url = "$VAEKSTTAVLEN_SIGN_IN"
$scope
[vaeksttavlen]
claim = "$claim"

[vaeksttavlen.roles]
"Vaeksttavlen.Observer" = "observer"
"Vaeksttavlen.Partner" = "partner"
"Vaeksttavlen.Administrator" = "administrator"
END
    mv $secrets.unfinished $secrets
}

site() {
    local tls=${VAEKSTTAVLEN_TLS:-}
    signs_in || return 0
    if [ ! -f /etc/caddy/vaeksttavlen.caddy ] || [ -n "$tls" ]; then
        sed -e "s|NAME|$VAEKSTTAVLEN_NAME|" -e "s|TLS|${tls:+tls $tls}|" "$source/deploy/site.caddy" >/etc/caddy/vaeksttavlen.caddy
    fi
    grep -qx 'import vaeksttavlen.caddy' /etc/caddy/Caddyfile || echo 'import vaeksttavlen.caddy' >>/etc/caddy/Caddyfile
    caddy validate --config /etc/caddy/Caddyfile --adapter caddyfile >/dev/null 2>&1 ||
        stop "Caddy refuses /etc/caddy/Caddyfile. See: caddy validate --config /etc/caddy/Caddyfile"
}

services() {
    local unit
    for unit in "$source"/deploy/vaeksttavlen-*.{service,timer}; do
        install -m 0644 "$unit" /etc/systemd/system/
    done
    has_systemd || { say "systemd does not run here: the units lie in place and nothing was started"; return 0; }
    systemctl daemon-reload
    # shellcheck disable=SC2086
    systemctl enable --quiet $units
    # shellcheck disable=SC2086
    systemctl restart $units
    if signs_in; then systemctl reload-or-restart caddy; fi
}

[ "$(id -u)" = 0 ] || stop "Run it as root: sudo deploy/install.sh"
command -v apt-get >/dev/null || stop "This is for Debian and Ubuntu. deploy/ shows what to set up elsewhere."
questions
packages
users
folders
program
database
settings
sign_in
site
say "Looking after it"
found=0
vaeksttavlen check || found=$?
as_owner psql -Xq -v ON_ERROR_STOP=1 vaeksttavlen <$opt/deploy/grants.sql
[ $found != 0 ] || runuser -u vaeksttavlen-web -- sh -c "set -a; . $etc/settings; HOME=$web_home VAEKSTTAVLEN_HOME=$web_home $opt/current/bin/vaeksttavlen check >/dev/null" ||
    stop "What serves pages can't read ledger and landing."
services
[ $found = 0 ] || stop "It is set up and runs; mend what check found above."
if signs_in; then
    say "Done: https://$VAEKSTTAVLEN_NAME"
else
    say "Done, for this machine alone: ssh -L 8501:127.0.0.1:8501 here, then http://127.0.0.1:8501"
fi
say "Once there was a load, keep a copy of $home/key/cpr.key in a safe place that is not the backups'"
