"""When something is due, by API."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from yingshang.apps.obligations.errors import NoReleaseError
from yingshang.apps.obligations.explaining import explained_by_pack
from yingshang.engines.timelimits import TimeLimitError
from yingshang.engines.timelimits.question import Question
from yingshang.web.api.faults import Refusal

router = Router(tags=["dates"])
NO_PACK = {"zh": "还没有安装方案包。", "en": "No pack is installed yet."}


@router.get("/explain", response={200: dict[str, Any], 404: Refusal, 422: Refusal})
def explain_date(
    request: HttpRequest, start: str, length: str = "", law: str = "", limit: str = ""
) -> Status[Any]:
    """When something is due under a law or a limit of the pack, step by step.

    `start` is a day (2024-04-30) or a moment (2024-04-30T15:20); `length` is in the notation of
    time limits (6wd, 20d, 3mo, 48h), `law` a name or id, `limit` the id of a limit instead of both.
    """
    try:
        question = Question(start=start, length=length, law=law, limit=limit)
        return Status(200, explained_by_pack(question).as_json())
    except NoReleaseError:
        return Status(404, NO_PACK)
    except TimeLimitError as refusal:
        return Status(422, {"zh": refusal.message.zh, "en": refusal.message.en})
