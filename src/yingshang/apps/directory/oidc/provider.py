"""The provider over the network: its metadata, its keys, a code exchanged for tokens.

Metadata and keys are kept for an hour; keys are fetched anew when a token is signed with one that
is not known, at most once a minute, so that a forged token cannot make this site ask for ever.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlsplit

import httpx
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from yingshang.apps.directory.oidc.configuration import UnifiedLogin
from yingshang.apps.directory.oidc.refusals import SignInRefusedError

KEPT_SECONDS: Final = 3600
REFETCH_SECONDS: Final = 60
TIMEOUT_SECONDS: Final = 10
METHODS_ASSUMED: Final = ("client_secret_basic",)


class Metadata(BaseModel):
    """What the provider says about itself; further keys are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    token_endpoint_auth_methods_supported: tuple[str, ...] = METHODS_ASSUMED

    @model_validator(mode="after")
    def _as_safe_as_the_issuer(self) -> "Metadata":
        """Refuse addresses without TLS, unless the issuer itself has none (on this machine)."""
        addresses = [
            self.authorization_endpoint,
            self.token_endpoint,
            self.jwks_uri,
            self.userinfo_endpoint,
            self.end_session_endpoint,
        ]
        allowed = {"https", urlsplit(self.issuer).scheme}
        unsafe = [each for each in addresses if each and urlsplit(each).scheme not in allowed]
        if unsafe:
            raise ValueError(f"not https: {unsafe}")
        return self


class Provider:
    """The unified authentication of this installation."""

    def __init__(self, login: UnifiedLogin) -> None:
        """Ask nothing yet."""
        self.login = login
        self._place = "oidc:" + hashlib.sha256(login.issuer.encode()).hexdigest()

    def metadata(self) -> Metadata:
        """What the provider says about itself, kept for an hour.

        Raises:
            SignInRefusedError: It does not answer, or speaks for another issuer.
        """
        kept = cache.get(f"{self._place}:metadata")
        if isinstance(kept, Metadata):
            return kept
        address = f"{self.login.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            metadata = Metadata.model_validate(self._ask("GET", address))
        except ValidationError as fault:
            raise SignInRefusedError.unreachable(f"metadata {fault}") from fault
        if metadata.issuer != self.login.issuer:
            raise SignInRefusedError.untrusted(f"metadata of {metadata.issuer}")
        cache.set(f"{self._place}:metadata", metadata, KEPT_SECONDS)
        return metadata

    def keys(self) -> KeySet:
        """The keys with which the provider signs, kept for an hour."""
        kept = cache.get(f"{self._place}:keys")
        if kept is None:
            kept = self._ask("GET", self.metadata().jwks_uri)
            cache.set(f"{self._place}:keys", kept, KEPT_SECONDS)
        try:
            return KeySet.import_key_set(kept)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            cache.delete(f"{self._place}:keys")
            raise SignInRefusedError.unreachable(f"keys {fault}") from fault

    def may_have_new_keys(self) -> bool:
        """Forget the keys, unless that was done within the last minute."""
        if not cache.add(f"{self._place}:refetched", 1, REFETCH_SECONDS):
            return False
        cache.delete(f"{self._place}:keys")
        return True

    def tokens(self, code: str, *, verifier: str, redirect_uri: str) -> Mapping[str, Any]:
        """Exchange an authorization code; it works once.

        Raises:
            SignInRefusedError: The code is used, too old or somebody else's; or no answer.
        """
        metadata = self.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        headers: dict[str, str] = {}
        if not self.login.client_secret:
            form["client_id"] = self.login.client_id
        elif "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            headers["Authorization"] = self._basic()
        else:
            form |= {"client_id": self.login.client_id, "client_secret": self.login.client_secret}
        return self._ask("POST", metadata.token_endpoint, data=form, headers=headers)

    def userinfo(self, access_token: str) -> Mapping[str, Any]:
        """Further claims about the person; nothing where the provider offers none."""
        address = self.metadata().userinfo_endpoint
        if not address or not access_token:
            return {}
        return self._ask("GET", address, headers={"Authorization": f"Bearer {access_token}"})

    def _basic(self) -> str:
        """Both parts are form-encoded first (RFC 6749 §2.3.1)."""
        parts = (self.login.client_id, self.login.client_secret)
        pair = ":".join(quote(part, safe="") for part in parts)
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _ask(self, method: str, address: str, **how: Any) -> dict[str, Any]:
        try:
            with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
                answer = client.request(method, address, **how)
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise SignInRefusedError.unreachable(f"{address}: {fault!r}") from fault
        if method == "POST" and answer.is_client_error:
            raise SignInRefusedError.stale(f"{address}: {answer.status_code}")
        if not answer.is_success:
            raise SignInRefusedError.unreachable(f"{address}: {answer.status_code}")
        try:
            said = answer.json()
        except ValueError as fault:
            raise SignInRefusedError.unreachable(f"{address}: no JSON") from fault
        if not isinstance(said, dict):
            raise SignInRefusedError.unreachable(f"{address}: no JSON object")
        return said
