"""`yingshang explain-date`: when something is due under a law, step by step."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from yingshang.engines.packs.schema.time_limits import read_time_limits
from yingshang.engines.timelimits import Bilingual, DueDate, TimeLimitError, national_calendar
from yingshang.engines.timelimits.question import Question, answer

PACKS = Path("packs")
LIMITS = "time_limits.yaml"
BAD_INPUT = 2


class Format(StrEnum):
    """How the answer is printed."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """The language of the answer."""

    ZH = "zh"
    EN = "en"


Start = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="DATE",
        help="Day of the event, 2024-04-30, or its moment, 2024-04-30T15:20. 起算日期或时刻。",
    ),
]
LengthText = Annotated[
    str,
    typer.Option(
        help="6wd 20d 20cd 3mo 1y 48h 4wh 30min qe ye monthly:25 yearly:03-31 before:30d."
        " d is 日 as the law reads it. 期限。"
    ),
]
LawName = Annotated[str, typer.Option(help="Full name, short name or id of the law. 法律名称。")]
LimitId = Annotated[
    str, typer.Option(help="Id of a limit in the pack, instead of law and length. 期限编号。")
]
Pack = Annotated[
    Path | None,
    typer.Option(help="Folder of the pack; the last one in packs/ if left out. 方案包目录。"),
]
Output = Annotated[Format, typer.Option("--format", help="text or json. 输出格式。")]
Lang = Annotated[Language, typer.Option(help="zh or en. 语言。")]


def explain_date(
    *,
    start: Start,
    length: LengthText = "",
    law: LawName = "",
    limit: LimitId = "",
    pack: Pack = None,
    lang: Lang = Language.ZH,
    output: Output = Format.TEXT,
) -> None:
    """说明期限何时届满以及如何计算。 Say when something is due, and why."""
    try:
        _require_a_length(length, limit)
        question = Question(start=start, length=length, law=law, limit=limit)
        known = read_time_limits((pack or _last_pack()) / LIMITS)
        calendar = known.calendar(national_calendar())
        found = answer(question, known.register(), calendar, known.default_law)
    except TimeLimitError as error:
        _refuse(error.message)
    if output is Format.JSON:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(found, lang)))


def _require_a_length(length: str, limit: str) -> None:
    if not length and not limit:
        raise TimeLimitError(
            "请用 --length 填写期限（例如 6wd），或用 --limit 填写期限编号。",
            "Give a length with --length (such as 6wd), or the id of a limit with --limit.",
        )


def _last_pack() -> Path:
    """The last pack, by name, in `packs/` here or else beside the installed source."""
    for folder in (PACKS, Path(__file__).resolve().parents[4] / PACKS):
        if found := sorted(path.parent for path in folder.glob(f"*/{LIMITS}")):
            return found[-1]
    return PACKS


def _lines(answer: DueDate, lang: Language) -> list[str]:
    steps = answer.explain(lang)
    numbered = [f"{number}. {sentence}" for number, sentence in enumerate(steps, start=1)]
    return [answer.summary.text(lang), *numbered, answer.due_on.isoformat()]


def _refuse(message: Bilingual) -> NoReturn:
    typer.echo(f"{message.zh}\n{message.en}", err=True)
    raise typer.Exit(BAD_INPUT)
