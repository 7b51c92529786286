"""WeChat's server: a code that the phone got, exchanged for who it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from yingshang.apps.directory.wechat.configuration import MiniProgram
from yingshang.apps.directory.wechat.refusals import (
    NotOfferedError,
    TooManyError,
    WechatRefusedError,
)

PATH: Final = "/sns/jscode2session"
TIMEOUT_SECONDS: Final = 10
REFUSALS: Final[Mapping[int, Callable[[str], WechatRefusedError]]] = {
    40029: WechatRefusedError.stale,
    40163: WechatRefusedError.stale,
    41008: WechatRefusedError.stale,
    45011: TooManyError,
    40226: WechatRefusedError.risky,
    40013: WechatRefusedError.wrongly_set_up,
    40125: WechatRefusedError.wrongly_set_up,
    41002: WechatRefusedError.wrongly_set_up,
    41004: WechatRefusedError.wrongly_set_up,
}


@dataclass(frozen=True)
class WechatUser:
    """Whom WeChat recognised; `union_id` is the same in all programs of one owner, or empty."""

    open_id: str
    union_id: str = ""


def recognise(program: MiniProgram, code: str) -> WechatUser:
    """Exchange a code of `wx.login`; it works once, for five minutes.

    The `session_key` that comes with it is dropped: this site decrypts nothing of WeChat's.

    Raises:
        NotOfferedError: This installation has no mini-program.
        TooManyError: WeChat's limit of calls is reached (45011).
        WechatRefusedError: The code is used or invalid, the account is risky, the program is not
            known, or there is no answer.

    Source: the platform's `code2Session` and its table of error codes.
    """
    if not program.app_id:
        raise NotOfferedError
    said = _ask(program, code)
    fault = said.get("errcode", 0)
    if fault:
        refused = REFUSALS.get(fault, WechatRefusedError.unreachable)
        raise refused(f"{fault} {str(said.get('errmsg', ''))[:80]}")
    if not isinstance(said.get("openid"), str) or not said["openid"]:
        raise WechatRefusedError.unreachable("no openid")
    return WechatUser(said["openid"], str(said.get("unionid") or ""))


def _ask(program: MiniProgram, code: str) -> dict[str, Any]:
    query = {
        "appid": program.app_id,
        "secret": program.secret,
        "js_code": code,
        "grant_type": "authorization_code",
    }
    try:
        answer = httpx.get(
            program.address.rstrip("/") + PATH, params=query, timeout=TIMEOUT_SECONDS
        )
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        # The words of the fault could hold the address, and that holds the secret.
        raise WechatRefusedError.unreachable(type(fault).__name__) from None
    if not answer.is_success:
        raise WechatRefusedError.unreachable(f"status {answer.status_code}")
    try:
        said = answer.json()
    except ValueError:
        raise WechatRefusedError.unreachable("no JSON") from None
    if not isinstance(said, dict):
        raise WechatRefusedError.unreachable("no JSON object")
    return said
