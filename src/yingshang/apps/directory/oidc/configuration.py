"""What an installation says about its unified authentication; knows nothing of Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OFFICIALS, PUBLIC = "officials", "public"
ADMITS = {
    "officials": frozenset({OFFICIALS}),
    "public": frozenset({PUBLIC}),
    "both": frozenset({OFFICIALS, PUBLIC}),
}
# What the city wants to know of a person → the claim that usually says it.
CLAIMS = {"name": "name", "phone": "phone_number"}


@dataclass(frozen=True)
class UnifiedLogin:
    """Which provider vouches for people, and for whom.

    Attributes:
        issuer: Its identifier; empty when people sign in with passwords only.
        admits: `officials` (people with a post), `public` (everybody else), or both.
        claims: `name` and `phone` → the claim of the provider that holds it.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scopes: str = "openid profile phone"
    admits: frozenset[str] = ADMITS["both"]
    claims: Mapping[str, str] = field(default_factory=lambda: dict(CLAIMS))


def parse_claims(text: str) -> dict[str, str]:
    """Read `name=…,phone=…`; what is not given keeps its usual claim.

    Raises:
        ValueError: A sentence in Chinese and English that says what is wrong.
    """
    given = dict(CLAIMS)
    for pair in filter(None, text.split(",")):
        name, _sign, claim = (part.strip() for part in pair.partition("="))
        if name not in CLAIMS or not claim:
            raise ValueError(
                "请写成 name=声明名,phone=声明名 / write name=claim,phone=claim, nothing else"
            )
        given[name] = claim
    return given
