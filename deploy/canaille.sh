#!/bin/bash
# Sets up Canaille, a small OpenID Connect provider, beside Væksttavlen, for parties who have none (docs/sign-in.md):
#   deploy/canaille.sh login.example.dk vaeksttavlen.example.dk
# Both names must lead to this machine; VAEKSTTAVLEN_TLS is for both, as install.sh has it. It ends with the answers that deploy/install.sh asks for.
set -euo pipefail
umask 022

login=${1:-} name=${2:-}
source=$(cd "$(dirname "$0")/.." && pwd)
home=/var/lib/canaille
conf=/etc/canaille.toml
cd /

[ "$(id -u)" = 0 ] || { echo "Run it as root." >&2; exit 2; }
[[ $login =~ ^[A-Za-z0-9.-]+$ && $name =~ ^[A-Za-z0-9.-]+$ ]] || { echo "deploy/canaille.sh LOGIN-NAME NAME" >&2; exit 2; }
[ ! -f $conf ] || { echo "Canaille is set up already: $conf" >&2; exit 2; }
trap 'rm -f $conf $home/canaille.sqlite' ERR # what is half set up is begun anew

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv caddy ca-certificates >/dev/null
getent passwd canaille >/dev/null || useradd --system --user-group --home-dir $home --shell /usr/sbin/nologin canaille
install -d -o canaille -g canaille -m 0700 $home
python3 -m venv /opt/canaille
/opt/canaille/bin/pip install --quiet --disable-pip-version-check 'canaille[front,oidc,otp,server,sqlite]==0.3.6'

secret() { python3 -c 'import secrets; print(secrets.token_urlsafe(48))'; }
canaille() { runuser -u canaille -- env HOME=$home CANAILLE_CONFIG=$conf /opt/canaille/bin/canaille "$@" 2>>$home/setup.log; }
key=$(cd $home && /opt/canaille/bin/canaille jwk create rsa 2>/dev/null | sed 's/": /" = /g')
install -m 0640 -g canaille /dev/null $conf
cat >$conf <<END
SECRET_KEY = "$(secret)"
SERVER_NAME = "$login"
PREFERRED_URL_SCHEME = "https"
SESSION_COOKIE_SECURE = true

[CANAILLE]
DATABASE = "sql"
NAME = "$name"
ENABLE_INTRUDER_LOCKOUT = true

# People change their own password, and neither their name nor groups: those are given on the command line.
[CANAILLE.ACL.EVERYBODY]
PERMISSIONS = ["edit_self", "use_oidc"]
READ = ["user_name", "emails", "groups"]
WRITE = ["password", "preferred_language"]

[CANAILLE_SQL]
DATABASE_URI = "sqlite:///$home/canaille.sqlite"

[CANAILLE_OIDC]
ACTIVE_JWKS = [$key]
TRUSTED_DOMAINS = ["$name"]

[CANAILLE_HYPERCORN]
BIND = ["127.0.0.1:8600"]
PROXY_MODE = "legacy"
END
canaille install
for role in Observer Partner Administrator; do canaille create group --quiet --display-name Vaeksttavlen.$role; done
client_secret=$(secret)
canaille create client --quiet --client-id vaeksttavlen --client-secret "$client_secret" --client-name Væksttavlen \
    --client-uri "https://$name" --redirect-uris "https://$name/oauth2callback" \
    --post-logout-redirect-uris "https://$name/oauth2callback" \
    --grant-types authorization_code --response-types code --token-endpoint-auth-method client_secret_basic \
    --scope openid --scope profile --scope email --scope groups
canaille set client vaeksttavlen --quiet --audience vaeksttavlen

tls=${VAEKSTTAVLEN_TLS:-}
cat >/etc/caddy/canaille.caddy <<END
$login {
	${tls:+tls $tls}
	header -Server
	reverse_proxy 127.0.0.1:8600
}
END
grep -qx 'import canaille.caddy' /etc/caddy/Caddyfile || echo 'import canaille.caddy' >>/etc/caddy/Caddyfile
install -m 0644 "$source/deploy/canaille.service" /etc/systemd/system/
cat >/usr/local/bin/canaille <<'END'
#!/bin/sh
exec runuser -u canaille -- env HOME=/var/lib/canaille CANAILLE_CONFIG=/etc/canaille.toml /opt/canaille/bin/canaille "$@"
END
chmod 0755 /usr/local/bin/canaille
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --quiet --now canaille
    systemctl reload-or-restart caddy
    [ "$tls" != internal ] || caddy trust >/dev/null # Væksttavlen itself asks there who signs in
fi
echo "export VAEKSTTAVLEN_NAME=$name"
echo "export VAEKSTTAVLEN_SIGN_IN=https://$login/.well-known/openid-configuration"
echo "export VAEKSTTAVLEN_CLIENT_ID=vaeksttavlen VAEKSTTAVLEN_CLIENT_SECRET=$client_secret"
