"""The mail server, from one address such as `smtp+starttls://user:password@mail.example.cn:587`."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

# Scheme → usual port, TLS from the first byte, TLS asked for afterwards.
SCHEMES = {
    "smtp": (25, False, False),
    "smtps": (465, True, False),
    "smtp+starttls": (587, False, True),
}
OPTIONS = {"from", "ca"}


@dataclass(frozen=True)
class Mail:
    """Where e-mail is handed over, and in whose name.

    Attributes:
        sender: Address in `From`; that of the user unless the address says `?from=`.
        ca_file: Certificate authority of the server's own, from `?ca=`; empty for the usual ones.
    """

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    uses_tls: bool = False
    uses_starttls: bool = False
    sender: str = "yingshang@localhost"
    ca_file: str = ""


NO_MAIL = Mail()


def parse(url: str) -> Mail:
    """Read the address of a mail server; user and password are percent-encoded.

    Raises:
        ValueError: A sentence in Chinese and English that says what is wrong.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError(
            "请写成 smtp://、smtp+starttls:// 或 smtps:// 加服务器名 / "
            "write smtp://, smtp+starttls:// or smtps:// and the name of the server"
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := sorted(options.keys() - OPTIONS):
        raise ValueError(
            f"不认识选项 {', '.join(unknown)}，只有 from 和 ca / "
            f"unknown option {', '.join(unknown)}; there are `from` and `ca`"
        )
    port, uses_tls, uses_starttls = SCHEMES[parts.scheme]
    user = unquote(parts.username or "")
    return Mail(
        host=parts.hostname,
        port=parts.port or port,
        user=user,
        password=unquote(parts.password or ""),
        uses_tls=uses_tls,
        uses_starttls=uses_starttls,
        sender=options.get("from") or _sender(user, parts.hostname),
        ca_file=options.get("ca", ""),
    )


def _sender(user: str, host: str) -> str:
    return user if "@" in user else f"{user or 'yingshang'}@{host}"
