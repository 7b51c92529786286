"""Everything that the surroundings decide, read once; the only reader of environment variables."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from yingshang.web.settings import mail

ROOT = Path(__file__).resolve().parents[4]
PREFIX = "YINGSHANG_"


class Environment(BaseModel):
    """The settings of one installation. Each field is the variable `YINGSHANG_<NAME>`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: Annotated[
        Literal["sample", "production"],
        Field(description="`sample` offers the tour and demo accounts; `production` refuses both."),
    ] = "sample"
    data_dir: Annotated[
        Path, Field(description="Folder for the embedded database, uploads and generated keys.")
    ] = ROOT / "var"
    database_url: Annotated[
        str | None,
        Field(description="`postgresql://user:password@host/name`; without it SQLite in data_dir."),
    ] = None
    secret_key: Annotated[
        str | None, Field(description="Signs sessions. Required in production.", min_length=32)
    ] = None
    field_key: Annotated[
        str | None,
        Field(
            description="32 hexadecimal digits: the SM4 key that encrypts personal data.",
            pattern=r"^[0-9a-f]{32}$",
        ),
    ] = None
    allowed_hosts: Annotated[
        str, Field(description="Host names of the site, separated by commas.")
    ] = "127.0.0.1,localhost,[::1]"
    upload_megabytes: Annotated[
        int, Field(description="Largest file that may be imported as a plan.", ge=1, le=50)
    ] = 50
    email_url: Annotated[
        str | None,
        Field(
            description="`smtp://`, `smtp+starttls://` or `smtps://`, `user:password@host:25`, "
            "perhaps with `?from=address&ca=file`; without it e-mail waits."
        ),
    ] = None
    site_url: Annotated[
        str,
        Field(
            description="Where people open the site; for links in e-mails.", pattern=r"^https?://"
        ),
    ] = "http://127.0.0.1:8000"

    @field_validator("email_url")
    @classmethod
    def _readable_mail(cls, url: str | None) -> str | None:
        if url:
            mail.parse(url)
        return url

    @property
    def mail_server(self) -> mail.Mail:
        """The mail server of `email_url`."""
        return mail.parse(self.email_url) if self.email_url else mail.NO_MAIL

    def secret(self, name: str, digits: int) -> str:
        """The secret `name`: given, or made once and kept in `data_dir` (sample mode only)."""
        given: str | None = getattr(self, name)
        return given or _kept_secret(self.data_dir / f"{name}.txt", digits)


class BadEnvironment(SystemExit):
    """The environment cannot be used; the message names every variable that is wrong."""


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment.

    Raises:
        BadEnvironment: One message that lists every wrong or missing variable.
    """
    given = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in variables.items()
        if key.startswith(PREFIX) and key.removeprefix(PREFIX).lower() in Environment.model_fields
    }
    try:
        environment = Environment.model_validate(given)
    except ValidationError as error:
        faults = [f"{PREFIX}{str(f['loc'][0]).upper()}: {f['msg']}" for f in error.errors()]
        raise BadEnvironment(_complaint(faults)) from None
    if environment.mode == "production":
        _require_production(environment)
    return environment


def _require_production(environment: Environment) -> None:
    needed = ("database_url", "secret_key", "field_key")
    missing = [
        f"{PREFIX}{name.upper()}: {Environment.model_fields[name].description}"
        for name in needed
        if getattr(environment, name) is None
    ]
    if missing:
        raise BadEnvironment(_complaint(missing))


def _complaint(faults: list[str]) -> str:
    heading = "请先设置或更正以下环境变量。Set or correct these environment variables:"
    return "\n  ".join([heading, *faults])


def _kept_secret(path: Path, digits: int) -> str:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_hex(digits // 2), encoding="ascii")
            path.chmod(0o600)
        return path.read_text(encoding="ascii").strip()
    except OSError as fault:
        folder = f"{PREFIX}DATA_DIR: {path.parent} 无法读写 cannot be used ({fault.strerror})"
        raise BadEnvironment(_complaint([folder])) from None
