"""What an installation says about its mini-program; knows nothing of Django."""

from dataclasses import dataclass
from typing import Final

PLATFORM: Final = "https://api.weixin.qq.com"


@dataclass(frozen=True)
class MiniProgram:
    """Which mini-program is the city's.

    Attributes:
        app_id: As WeChat registered it; empty when people cannot sign in that way.
        address: Where WeChat's server API is reached; a city may put its own gateway there.
    """

    app_id: str = ""
    secret: str = ""
    address: str = PLATFORM

    @property
    def issuer(self) -> str:
        """Under which name its people are linked; an openid says nothing in another program."""
        return f"wechat:{self.app_id}"
