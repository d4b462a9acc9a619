"""A small OpenID Connect provider, as a process of its own: `python -m tests.signin.provider PORT`.

Discovery, authorize (a page with a link for each made-up person), token, keys and end of session, by the book: code
flow with PKCE, RS256. What each person's token holds is what the tests ask about.
"""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
import sys
import time
import uuid
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "vaeksttavlen", "a secret between the two"
HOUR = 3600
SOON = 5  # seconds the short session lasts


def many(groups: int) -> list[str]:
    """Groups as Entra names them."""
    return [str(uuid.uuid5(uuid.NAMESPACE_DNS, str(number))) for number in range(groups)]


# What the token of each person says beside what every token says.
PEOPLE: dict[str, dict[str, object]] = {
    "observer": {"name": "Mette Møde", "groups": ["g-observer"]},
    "partner": {"name": "Per Part", "groups": ["g-observer", "g-partner", "g-canteen"]},
    "administrator": {"name": "Anna Admin", "groups": "g-administrator"},
    "neighbour": {"name": "Nina Nabo", "groups": ["g-administrator"], "agreements": ["skive", "viborg-2013"]},
    "bound": {"name": "Bo Bunden", "groups": ["g-partner"], "agreements": "viborg"},
    "stranger": {"name": "Frida Fremmed", "groups": ["g-canteen"]},
    "audience": {"name": "Otto Andet", "groups": ["g-partner"], "aud": "another-program", "azp": CLIENT},
    "brief": {"name": "Bo Brat", "groups": ["g-partner"], "lasts": SOON},
    "joiner": {"name": "Jens Joiner", "groups": ["g-partner", *many(60)]},
    "everywhere": {"name": "Eva Evig", "groups": ["g-partner", *many(1500)]},
    "omnipresent": {"name": "Ove Overalt", "groups": ["g-partner", *many(3000)]},
    "hostile": {"name": "<img src=x onerror=alert(1)>[x](javascript:alert(1))", "groups": ["g-partner"]},
}

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
codes: dict[str, dict[str, str]] = {}


def issuer(request: Request) -> str:
    return str(request.base_url).rstrip("/")


async def discovery(request: Request) -> Response:
    own = issuer(request)
    return JSONResponse(
        {
            "issuer": own,
            "authorization_endpoint": f"{own}/authorize",
            "token_endpoint": f"{own}/token",
            "jwks_uri": f"{own}/jwks",
            "end_session_endpoint": f"{own}/end_session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


async def authorize(request: Request) -> Response:
    """The page where a person says who they are."""
    asked = dict(request.query_params)
    assert asked["client_id"] == CLIENT
    assert asked["response_type"] == "code"
    links = "".join(
        f'<li><a href="/authorize/as/{who}?{html.escape(urlencode(asked))}">{who}</a></li>' for who in PEOPLE
    )
    return HTMLResponse(f"<!doctype html><html lang=en><title>Provider</title><h1>Who are you?</h1><ul>{links}</ul>")


async def identified(request: Request) -> Response:
    asked = dict(request.query_params)
    code = secrets.token_urlsafe(16)
    codes[code] = asked | {"who": request.path_params["who"]}
    return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)


async def token(request: Request) -> Response:
    """The id token for a code: used once, by the client it was made for, with the verifier of its challenge."""
    form = await request.form()
    asked = codes.pop(str(form["code"]), None)
    given = request.headers.get("authorization", "").removeprefix("Basic ")
    known = base64.b64decode(given).decode() == f"{CLIENT}:{SECRET.replace(' ', '%20')}" if given else False
    known = known or (base64.b64decode(given).decode() == f"{CLIENT}:{SECRET}" if given else False)
    known = known or (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
    if asked is None or not known or asked["redirect_uri"] != form["redirect_uri"]:
        return JSONResponse({"error": "invalid_grant"}, 400)
    digest = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
    if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
        return JSONResponse({"error": "invalid_grant"}, 400)
    said = dict(PEOPLE[asked["who"]])
    now = int(time.time())
    claims = {
        "iss": issuer(request),
        "sub": f"id-of-{asked['who']}",
        "aud": CLIENT,
        "iat": now,
        "exp": now + int(said.pop("lasts", HOUR)),
        "nonce": asked["nonce"],
        **said,
    }
    signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
    return JSONResponse({"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": signed})


async def jwks(request: Request) -> Response:
    return JSONResponse({"keys": [KEY.as_dict(private=False)]})


async def end_session(request: Request) -> Response:
    return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", discovery),
        Route("/authorize", authorize),
        Route("/authorize/as/{who}", identified),
        Route("/token", token, methods=["POST"]),
        Route("/jwks", jwks),
        Route("/end_session", end_session),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
