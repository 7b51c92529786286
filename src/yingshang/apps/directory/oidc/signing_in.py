"""One sign-in: what is sent with the browser, and what must come back with it.

Tokens carry the real time of the provider, so their age is measured by the machine's own time, even
where a sample's clock stands still.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Self
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError

from yingshang.apps.directory.oidc.provider import Provider
from yingshang.apps.directory.oidc.refusals import SignInRefusedError

# Signatures with the provider's private key only: neither `none` nor a shared secret.
ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
    "EdDSA",
)
LEEWAY_SECONDS: Final = 60
LONGEST_SUBJECT: Final = 255
LONGEST_NAME: Final = 100
LONGEST_PHONE: Final = 30


@dataclass(frozen=True)
class Vouched:
    """Somebody for whom the provider vouches; (`issuer`, `subject`) names them for ever."""

    issuer: str
    subject: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SignIn:
    """A sign-in that this browser has begun; kept in its session until it comes back, once.

    Attributes:
        next_url: Where the person was heading; checked when it is used.
    """

    state: str
    nonce: str
    verifier: str
    next_url: str = ""

    @classmethod
    def begin(cls, next_url: str = "") -> Self:
        """Throw the dice."""
        state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        return cls(state, nonce, secrets.token_urlsafe(64), next_url)

    @classmethod
    def kept(cls, values: Any) -> Self | None:
        """The sign-in out of a session; None when there is none."""
        return cls(**values) if isinstance(values, dict) else None

    def to_keep(self) -> dict[str, str]:
        """What the session holds."""
        return asdict(self)

    def address(self, provider: Provider, *, redirect_uri: str) -> str:
        """Where the browser goes to sign in."""
        endpoint = provider.metadata().authorization_endpoint
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": provider.login.client_id,
            "redirect_uri": redirect_uri,
            "scope": provider.login.scopes,
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return endpoint + ("&" if "?" in endpoint else "?") + urlencode(query)

    def finish(
        self, provider: Provider, answer: Mapping[str, str], *, redirect_uri: str
    ) -> Vouched:
        """Who came back with `answer`, the query of the address that the provider called.

        Raises:
            SignInRefusedError: Another sign-in, declined, or a token that proves nothing.
        """
        self._check_answer(provider, answer)
        code = answer.get("code", "")
        tokens = provider.tokens(code, verifier=self.verifier, redirect_uri=redirect_uri)
        claims = self._verified(provider, str(tokens.get("id_token", "")))
        wanted = provider.login.claims
        if not all(claims.get(claim) for claim in wanted.values()):
            claims = {**_further(provider, tokens, claims["sub"]), **claims}
        return Vouched(
            issuer=claims["iss"],
            subject=claims["sub"],
            name=_text(claims, wanted["name"])[:LONGEST_NAME],
            phone=_text(claims, wanted["phone"])[:LONGEST_PHONE],
        )

    def _check_answer(self, provider: Provider, answer: Mapping[str, str]) -> None:
        if not secrets.compare_digest(answer.get("state", "").encode(), self.state.encode()):
            raise SignInRefusedError.stale("state")
        # An answer that another provider mixed in (RFC 9207).
        if answer.get("iss", provider.login.issuer) != provider.login.issuer:
            raise SignInRefusedError.untrusted("iss of the answer")
        if "error" in answer or not answer.get("code"):
            raise SignInRefusedError.declined(answer.get("error", "no code")[:60])

    def _verified(self, provider: Provider, token: str) -> dict[str, Any]:
        try:
            claims = self._claims(provider, token)
        except (JoseError, ValueError) as first:
            # Perhaps the provider has changed its keys.
            if not provider.may_have_new_keys():
                raise SignInRefusedError.untrusted(str(first)) from first
            try:
                claims = self._claims(provider, token)
            except (JoseError, ValueError) as fault:
                raise SignInRefusedError.untrusted(str(fault)) from fault
        return claims

    def _claims(self, provider: Provider, token: str) -> dict[str, Any]:
        """The claims of a token that is signed, for us, for this sign-in, and fresh."""
        login = provider.login
        claims = jwt.decode(token, provider.keys(), algorithms=list(ALGORITHMS)).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": login.issuer},
            aud={"essential": True, "value": login.client_id},
            nonce={"essential": True, "value": self.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        is_for_us = claims.get("azp", login.client_id) == login.client_id
        if not is_for_us or (len(audiences) > 1 and "azp" not in claims):
            raise ValueError("authorized party")
        if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
            raise ValueError("subject")
        return claims


def _further(provider: Provider, tokens: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    """Claims of the userinfo endpoint, if they are about the same person."""
    said = provider.userinfo(str(tokens.get("access_token", "")))
    if said and said.get("sub") != subject:
        raise SignInRefusedError.untrusted("sub of userinfo")
    return said


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""
