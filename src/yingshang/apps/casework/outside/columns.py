"""What a column of an outside table can be, and by which headings it is known."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.engines.packs.casework.casetype import CaseType

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FIELD: Final = "field:"
NOT_CARRIED: Final = frozenset({"file", "table", "enterprise"})


@dataclass(frozen=True)
class Column:
    """One thing that a column can say; `headings` without marks, in lower case."""

    code: str
    label: "StrPromise"
    headings: tuple[str, ...]


COLUMNS: Final = (
    Column(
        "number",
        _("case number there"),
        (
            "案件编号",
            "办件编号",
            "项目代码",
            "业务流水号",
            "caseconceptname",
            "caseid",
            "casenumber",
        ),
    ),
    Column("event_id", _("id of the event"), ("事件编号", "conceptinstance", "eventid")),
    Column("activity", _("activity"), ("环节", "环节名称", "活动", "conceptname", "activity")),
    Column(
        "happened_at",
        _("when it happened"),
        ("办理时间", "发生时间", "完成时间", "timetimestamp", "timestamp"),
    ),
    Column("resource", _("who did it"), ("经办人", "办理人", "orgresource", "resource")),
    Column(
        "unit",
        _("unit in charge of the case"),
        ("主办单位", "办理部门", "部门", "casedepartment", "department"),
    ),
    Column("title", pgettext_lazy("case", "title"), ("项目名称", "事项名称", "标题", "title")),
    Column("started_at", _("accepted at"), ("受理时间", "开始时间", "casestartdate", "startdate")),
    Column(
        "planned_at", _("planned end"), ("计划完成时间", "caseenddateplanned", "enddateplanned")
    ),
    Column("deadline", _("deadline"), ("办结时限", "承诺办结时间", "casedeadline", "deadline")),
    Column("ended_at", _("ended at"), ("办结时间", "结束时间", "caseenddate", "enddate")),
    Column("state", _("state of the case"), ("办件状态", "状态", "casestate", "state")),
)
BY_CODE: Final = {column.code: column for column in COLUMNS}
NEEDED: Final = ("number", "activity", "happened_at")
_MARKS = re.compile(r"[\W_]+")


def plain(heading: str) -> str:
    """A heading without marks, in lower case."""
    return _MARKS.sub("", heading).lower()


def choices(case_type: CaseType) -> list[tuple[str, str]]:
    """Everything that a column can be: the common things, then the fields of the type."""
    own = [
        (f"{FIELD}{key}", field.name.zh_hans)
        for key, field in case_type.fields.items()
        if field.computed is None and field.type not in NOT_CARRIED
    ]
    return [*((column.code, str(column.label)) for column in COLUMNS), *own]


def proposed(headers: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Heading → code: as remembered for the source, else by its words; each code once."""
    found: dict[str, str] = {}
    for header in headers:
        if not header:
            continue
        by_words = next((c.code for c in COLUMNS if plain(header) in c.headings), "")
        code = remembered.get(header, by_words)
        found[header] = "" if code in found.values() else code
    return found


def missing(codes: Collection[str]) -> list[str]:
    """Labels of what cannot be done without."""
    return [str(BY_CODE[code].label) for code in NEEDED if code not in codes]
