"""Providers of unified authentication on this machine: a real one, and one that can be told to lie.

`a_real_provider` is somebody else's software (oidc-provider-mock, built on Authlib). `Scripted`
checks what a strict provider checks (PKCE, redirect address, a code used once) and lies on request.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from yingshang.apps.directory.oidc.configuration import UnifiedLogin

CLIENT, SECRET = "yingshang", "client:secret/with+signs"


def login_of(issuer, **more):
    return UnifiedLogin(issuer=issuer, client_id=CLIENT, client_secret=SECRET, **more)


@contextmanager
def a_real_provider(**claims):
    """Authlib's provider with one user, `sub-1`."""
    users = [oidc_provider_mock.User(sub="sub-1", claims=claims)]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@dataclass
class Scripted:
    """What the provider does; a test changes it before the browser comes back.

    Attributes:
        lies: Claims of the next tokens that differ from the truth; None leaves a claim out.
            A pair `("now", seconds)` is counted from the machine's time.
        key: Signs the next tokens; `published` are those that the site may fetch.
        answers: Path → status and body that are sent instead of the truth.
    """

    issuer: str = ""
    subject: str = "sub-1"
    claims: dict[str, Any] = field(default_factory=lambda: {"name": "李袜"})
    lies: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    key: Any = None
    published: list[Any] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked_keys: int = 0
    userinfo: dict[str, Any] | None = None
    discovery: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def rotate(self):
        """Sign with a new key from now on and publish it alone."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})
        self.published = [self.key]

    def authorize(self, address):
        """What the person's browser does there: sign in, and be sent back with a code."""
        asked = {name: each[-1] for name, each in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, form, authorization, now):
        """The token endpoint: a code of ours, once, by its client, with its verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        expected = "yingshang:client%3Asecret%2Fwith%2Bsigns"
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if challenge != asked["code_challenge"] or given != expected:
            return None
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            **self.claims,
            **{
                name: now + lie[1] if isinstance(lie, tuple) else lie
                for name, lie in self.lies.items()
            },
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid or "x"}
        token = jwt.encode(header, claims, self.key, algorithms=[self.algorithm])
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


@contextmanager
def a_scripted_provider():
    """`Scripted` behind a real socket of this machine."""
    script = Scripted()
    script.rotate()
    server = Provider(script)
    script.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Provider(ThreadingHTTPServer):
    """The socket of a script."""

    def __init__(self, script):
        self.script = script
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_arguments):
        """Say nothing."""

    def do_GET(self):
        script, path = self.server.script, urlsplit(self.path).path
        if path in script.answers:
            self._send(*script.answers[path])
        elif path == "/.well-known/openid-configuration":
            self._say(_discovery(script))
        elif path == "/keys":
            script.asked_keys += 1
            self._say(KeySet(script.published).as_dict(private=False))
        else:
            self._say(script.userinfo or {})

    def do_POST(self):
        script = self.server.script
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if "/token" in script.answers:
            self._send(*script.answers["/token"])
            return
        flat = {name: each[-1] for name, each in form.items()}
        said = script.token(flat, self.headers.get("Authorization", ""), int(time.time()))
        self._say(said or {"error": "invalid_grant"}, 200 if said else 400)

    def _say(self, said, status=200):
        self._send(status, json.dumps(said).encode())

    def _send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _discovery(script):
    return {
        "issuer": script.issuer,
        "authorization_endpoint": f"{script.issuer}/authorize",
        "token_endpoint": f"{script.issuer}/token",
        "jwks_uri": f"{script.issuer}/keys",
        "userinfo_endpoint": f"{script.issuer}/userinfo" if script.userinfo else "",
        "end_session_endpoint": f"{script.issuer}/leave",
        **script.discovery,
    }
