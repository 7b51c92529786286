"""Everything that the surroundings decide, read once; the only reader of environment variables."""

import os
import secrets
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from yingshang.apps.directory.oidc import configuration as oidc
from yingshang.apps.directory.wechat import configuration as wechat
from yingshang.web.settings import mail

ROOT = Path(__file__).resolve().parents[4]
PREFIX = "YINGSHANG_"
# Variables that only the tests read.
OF_TESTS = {"TEST_DATABASE_URL", "CHROMIUM"}


class Environment(BaseModel):
    """The settings of one installation. Each field is the variable `YINGSHANG_<NAME>`.

    A description says in Chinese and English what to write; people read it in
    `docs/configuration.md` and whenever a variable is wrong or missing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: Annotated[
        Literal["sample", "production"],
        Field(
            description="写 sample 或 production；示范安装有导览和演示账号，正式安装没有。"
            "Write `sample` or `production`; a sample offers the tour and demo accounts, "
            "production refuses both."
        ),
    ] = "sample"
    data_dir: Annotated[
        Path,
        Field(
            description="存放嵌入式数据库、上传文件、日志和密钥的文件夹，须可写。"
            "Writable folder for the embedded database, uploads, logs and generated keys."
        ),
    ] = ROOT / "var"
    database_url: Annotated[
        str | None,
        Field(
            description="写 postgresql://用户:密码@主机:端口/库名；不写则用 data_dir 中的 SQLite。"
            "Write `postgresql://user:password@host:port/name`, percent-encoded; without it, "
            "SQLite in `data_dir`. Required in production."
        ),
    ] = None
    secret_key: Annotated[
        str | None,
        Field(
            description="用于会话签名，至少 32 个字符；正式安装必填。"
            "Signs sessions, 32 characters or more; required in production.",
            min_length=32,
        ),
    ] = None
    field_key: Annotated[
        str | None,
        Field(
            description="加密个人信息的 SM4 密钥，32 位十六进制数；正式安装必填，须另行备份。"
            "SM4 key that encrypts personal data, 32 hexadecimal digits (0-9a-f); required in "
            "production, and to be kept apart from the database's backups.",
            pattern=r"^[0-9a-f]{32}$",
        ),
    ] = None
    allowed_hosts: Annotated[
        str,
        Field(description="网站的主机名，用逗号分隔。Host names of the site, separated by commas."),
    ] = "127.0.0.1,localhost,[::1]"
    upload_megabytes: Annotated[
        int,
        Field(
            description="导入方案时单个文件的上限，1 到 50 兆字节。"
            "Largest file that may be imported as a plan, 1 to 50 megabytes.",
            ge=1,
            le=50,
        ),
    ] = 50
    keep_deliveries_days: Annotated[
        int,
        Field(
            description="已送达的记录保留多少天，至少 1 天；事件本身永远保留。"
            "Days for which done deliveries are kept, 1 or more; events stay for ever.",
            ge=1,
        ),
    ] = 90
    email_url: Annotated[
        str | None,
        Field(
            description="邮件服务器：smtp://、smtp+starttls:// 或 smtps:// 加 用户:密码@主机:端口，"
            "可加 ?from=地址&ca=文件；不写则邮件不发出。"
            "Mail server: `smtp://`, `smtp+starttls://` or `smtps://`, `user:password@host:port`, "
            "perhaps with `?from=address&ca=file`; without it e-mail waits."
        ),
    ] = None
    site_url: Annotated[
        str,
        Field(
            description="人们打开网站的地址，以 http:// 或 https:// 开头，用于邮件中的链接。"
            "Where people open the site, beginning with `http://` or `https://`; for links in "
            "e-mails.",
            pattern=r"^https?://",
        ),
    ] = "http://127.0.0.1:8000"
    oidc_issuer: Annotated[
        str | None,
        Field(
            description="统一身份认证（OpenID Connect）的颁发者地址，以 https:// 开头；"
            "不写则只用账号密码登录。"
            "Issuer of the unified authentication (OpenID Connect), beginning with `https://`; "
            "without it people sign in with passwords only.",
            pattern=r"^(https://[^/]|http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$))",
        ),
    ] = None
    oidc_client_id: Annotated[
        str | None,
        Field(
            description="在统一身份认证登记的应用编号；写了 oidc_issuer 就必填。"
            "Identifier under which this site is registered there; required with `oidc_issuer`."
        ),
    ] = None
    oidc_client_secret: Annotated[
        str,
        Field(
            description="在统一身份认证登记的应用密钥；公开客户端不写。"
            "Secret of this site there; empty for a public client."
        ),
    ] = ""
    oidc_scopes: Annotated[
        str,
        Field(
            description="向统一身份认证请求的范围，须含 openid，用空格分隔。"
            "Scopes that are asked for, separated by spaces, `openid` among them.",
            pattern=r"(^| )openid( |$)",
        ),
    ] = "openid profile phone"
    oidc_admits: Annotated[
        Literal["officials", "public", "both"],
        Field(
            description="谁可以由统一身份认证进入：officials（有岗位的人）、public（公众）或 both。"
            "Who may come in that way: `officials` (people with a post), `public`, or `both`."
        ),
    ] = "both"
    oidc_claims: Annotated[
        str,
        Field(
            description="姓名和电话取自哪个声明，如 name=realName,phone=mobile。"
            "Claims that hold name and telephone, such as `name=realName,phone=mobile`."
        ),
    ] = "name=name,phone=phone_number"

    wechat_app_id: Annotated[
        str | None,
        Field(
            description="本市微信小程序的 AppID；不写则不能用微信登录，其余功能不受影响。"
            "AppID of the city's WeChat mini-program; without it nobody signs in with WeChat and "
            "everything else works.",
            pattern=r"^\w{1,64}$",
        ),
    ] = None
    wechat_secret: Annotated[
        str | None,
        Field(
            description="该小程序的 AppSecret；写了 wechat_app_id 就必填。"
            "AppSecret of the mini-program; required with `wechat_app_id`."
        ),
    ] = None
    wechat_address: Annotated[
        str,
        Field(
            description="微信服务端接口的地址，以 https:// 开头；经本市网关访问时才需要改。"
            "Where WeChat's server API is reached, beginning with `https://`; only a city that "
            "goes through a gateway of its own changes it.",
            pattern=r"^(https://[^/]|http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$))",
        ),
    ] = wechat.PLATFORM

    @field_validator("database_url")
    @classmethod
    def _readable_database(cls, url: str | None) -> str | None:
        if url and not _is_postgresql(url):
            raise ValueError(cls.model_fields["database_url"].description)
        return url

    @field_validator("email_url")
    @classmethod
    def _readable_mail(cls, url: str | None) -> str | None:
        if url:
            mail.parse(url)
        return url

    @field_validator("oidc_claims")
    @classmethod
    def _readable_claims(cls, text: str) -> str:
        oidc.parse_claims(text)
        return text

    @property
    def unified_login(self) -> oidc.UnifiedLogin:
        """The unified authentication; without an issuer people sign in with passwords only."""
        return oidc.UnifiedLogin(
            issuer=self.oidc_issuer or "",
            client_id=self.oidc_client_id or "",
            client_secret=self.oidc_client_secret,
            scopes=self.oidc_scopes,
            admits=oidc.ADMITS[self.oidc_admits],
            claims=oidc.parse_claims(self.oidc_claims),
        )

    @property
    def mini_program(self) -> wechat.MiniProgram:
        """The city's mini-program; without an AppID nobody signs in with WeChat."""
        return wechat.MiniProgram(
            app_id=self.wechat_app_id or "",
            secret=self.wechat_secret or "",
            address=self.wechat_address,
        )

    @property
    def mail_server(self) -> mail.Mail:
        """The mail server of `email_url`."""
        return mail.parse(self.email_url) if self.email_url else mail.NO_MAIL

    def secret(self, name: str, digits: int) -> str:
        """The secret `name`: given, or made once and kept in `data_dir` (sample mode only)."""
        given: str | None = getattr(self, name)
        return given or _kept_secret(self.data_dir / f"{name}.txt", digits)


def _is_postgresql(url: str) -> bool:
    """Whether `url` names a PostgreSQL server and a database there."""
    try:
        parts = urlsplit(url)
        is_whole = parts.hostname and parts.path.strip("/") and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"postgresql", "postgres"} and bool(is_whole)


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
        if key.startswith(PREFIX) and key.removeprefix(PREFIX) not in OF_TESTS
    }
    try:
        environment = Environment.model_validate(given)
    except ValidationError as error:
        raise BadEnvironment(_complaint(map(_fault, error.errors()))) from None
    missing = list(_missing(environment))
    if missing:
        raise BadEnvironment(_complaint(missing))
    return environment


def settings_module(variables: Mapping[str, str] = os.environ) -> str:
    """The Django settings of the mode that the environment asks for."""
    is_production = variables.get(f"{PREFIX}MODE") == "production"
    return f"yingshang.web.settings.{'production' if is_production else 'base'}"


def choose_settings() -> None:
    """Let Django use the settings of the mode, unless it was told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module())


def _missing(environment: Environment) -> Iterator[str]:
    """What to write for each variable that another one makes necessary."""
    needed: list[str] = []
    if environment.mode == "production":
        needed += ["database_url", "secret_key", "field_key"]
    if environment.oidc_issuer:
        needed.append("oidc_client_id")
    if environment.wechat_app_id:
        needed.append("wechat_secret")
    return (_advice(name) for name in needed if getattr(environment, name) is None)


def _fault(error: Any) -> str:
    """What is wrong with one variable: it does not exist, or what should be written."""
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        near = get_close_matches(name, Environment.model_fields, n=1)
        hint = f" → {PREFIX}{near[0].upper()}?" if near else ""
        return f"{PREFIX}{name.upper()}: 没有这个变量 there is no such variable{hint}"
    own_words = str(error.get("ctx", {}).get("error", ""))
    return f"{PREFIX}{name.upper()}: {own_words}" if own_words else _advice(name)


def _advice(name: str) -> str:
    return f"{PREFIX}{name.upper()}: {Environment.model_fields[name].description}"


def _complaint(faults: Iterator[str] | list[str]) -> str:
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
