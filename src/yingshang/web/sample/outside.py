"""Cases that another system holds: two files of invented ones, the later with what came since."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random

from yingshang.apps.casework.outside import columns
from yingshang.apps.casework.services import outside as services
from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import run_next_job
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.web.sample.city import Happening, SampleCity

TITLE = "外部系统办件 Cases held elsewhere"
CASES = 60
# In days after the plan was issued: the two files; cases begin between them and the issue.
FIRST, SECOND = 120, 185
# Days that were promised, and that it took; invented.
PROMISED, LONGEST = 15, 18
HEADINGS = (
    "案件编号",
    "事件编号",
    "环节",
    "办理时间",
    "受理时间",
    "办结时限",
    "办结时间",
    "项目名称",
)
Row = Sequence[str]


def first_file(city: SampleCity) -> Iterator[tuple[int, int]]:
    """The first file of the system arrives; nothing where the pack has no such type."""
    yield from _send(city, FIRST, "报装办件.csv")


def later_file(city: SampleCity) -> Iterator[tuple[int, int]]:
    """The later file tells everything again, and what happened since."""
    yield from _send(city, SECOND, "报装办件（更新）.csv")


def rows(steps: Sequence[StepEntry], issued_on: date, until: date, random: Random) -> list[Row]:
    """Events until a day: every case goes through all steps, some late, the last ones still open.

    The same seed gives the same cases whatever the day.
    """
    found: list[Row] = []
    for number in range(1, CASES + 1):
        start = datetime.combine(issued_on + timedelta(days=10 + 3 * number), time(9))
        took = random.randint(2, LONGEST)
        deadline = (start + timedelta(days=PROMISED)).date()
        end = start + timedelta(days=took, hours=6)
        is_over = end.date() <= until
        for place, step in enumerate(steps):
            at = start + (end - start) * place / max(len(steps) - 1, 1)
            if at.date() > until:
                continue
            found.append(
                (
                    f"SF{number:05}",
                    f"SF{number:05}-{place + 1}",
                    step.name.zh_hans,
                    at.isoformat(sep=" ", timespec="minutes"),
                    start.isoformat(sep=" ", timespec="minutes"),
                    deadline.isoformat(),
                    end.isoformat(sep=" ", timespec="minutes") if is_over else "",
                    f"示范项目{number}号",
                )
            )
    return found


def _send(city: SampleCity, after: int, name: str) -> Iterator[tuple[int, int]]:
    case_type = next((each for each in current_types() if not each.entry.held.here), None)
    if case_type is None:
        return
    yield 0, CASES
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    day = issued_on + timedelta(days=after)
    city.move_to(clock.morning_of(day) + timedelta(hours=1))
    seed = Random(f"{case_type.id}{CASES}")  # noqa: S311 - chosen, not secret
    told = rows(case_type.entry.steps, issued_on, day - timedelta(days=1), seed)
    _take(_source(city, case_type), _csv(told), name, case_type, _keeper(city))
    yield CASES, CASES


def _source(city: SampleCity, case_type: CaseType) -> int:
    if "outside" not in city.kept:
        unit = Unit.objects.get(workspace=None, code=str(case_type.entry.holder))
        system = case_type.entry.held.system
        words = services.SourceWords(
            code="sample_system",
            name_zh=f"{system.zh_hans if system else case_type.entry.name.zh_hans}（示范数据）",
            type_code=case_type.id,
            unit=unit,
        )
        made = services.define_source(words=words, actor=_keeper(city), at=clock.now())
        city.kept["outside"] = made.pk
    return int(city.kept["outside"])


def _take(source: int, content: bytes, name: str, case_type: CaseType, by: Person) -> None:
    day = clock.today() - timedelta(days=1)
    upload = services.Upload(name=name, content=content, as_of=day)
    file = services.receive(source_id=source, upload=upload, actor=by, at=clock.now())
    activities = {
        step.name.zh_hans: f"{step.id}:{step.outcomes[0].id}" for step in case_type.entry.steps
    }
    mapped = services.Mapped(
        columns=columns.proposed(file.headers, {}), states={"activity": activities}
    )
    services.confirm_mapping(file_id=file.pk, mapped=mapped, actor=by, at=clock.now())
    run_next_job()
    services.take_over(file_id=file.pk, actor=by, at=clock.now())
    run_next_job()


def _keeper(city: SampleCity) -> Person:
    return next(person for (_, role), person in city.people.items() if role == Role.LEAD_OFFICE)


def _csv(told: Sequence[Row]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(told)
    return text.getvalue().encode("gb18030")


HAPPENINGS = (Happening(FIRST, TITLE, first_file), Happening(SECOND, TITLE, later_file))
