"""A city with one case type that is held elsewhere, and a source that reports it."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from tests.apps.casework.factories import World, a_world
from tests.conftest import TODAY
from yingshang.apps.casework.models import OutsideFile
from yingshang.apps.casework.outside import columns
from yingshang.apps.casework.services import outside as services
from yingshang.apps.ledger.services import run_next_job

CASE = (Path(__file__).parent / "permits/case.yaml").read_text(encoding="utf-8")
LETTERS = """letters:
  - {id: none, kind: notice, name: {zh-hans: 通知, en: Notice}, title: {zh-hans: 通知, en: Notice},
     body: {zh-hans: 无, en: None}}
"""
EXAMPLES = """examples:
  - id: one
    name: {zh-hans: 一, en: One}
    opened: 2024-11-18T09:00:00
    facts: {channel: Internet}
    acts: []
    expect: {outcome: null}
"""
HEADINGS = ("案件编号", "事件编号", "环节", "办理时间", "受理时间", "办结时限", "办结时间", "部门")
USUAL = {
    "案件编号": "A-1",
    "事件编号": "e1",
    "环节": "收件",
    "办理时间": "2024-05-06 09:30",
    "受理时间": "2024-05-06 09:00",
    "办结时限": "2024-05-20",
    "办结时间": "",
    "部门": "",
}
AS_OF = date(2024, 11, 1)


def a_permit_world() -> World:
    world = a_world(CASE, LETTERS, EXAMPLES, name="permits")
    world.extra["source"] = services.define_source(
        words=services.SourceWords(
            code="permit_system", name_zh="示例许可系统", type_code="permits", unit=world.unit
        ),
        actor=world.handler,
        at=TODAY,
    )
    return world


def row(**cells):
    """A row by heading."""
    return {**USUAL, **cells}


def as_csv(*rows, encoding="utf-8"):
    text = StringIO()
    writer = csv.DictWriter(text, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def mapped(file: OutsideFile, **others):
    """The proposed columns, with what the words mean."""
    given = {
        "columns": columns.proposed(file.headers, {}),
        "states": {"activity": {"收件": "", "审查": ""}},
    }
    return services.Mapped(**{**given, **others})


def tried(world, content, as_of=AS_OF, name="事件.csv", **meaning):
    """A file that was sent, mapped and tried."""
    file = services.receive(
        source_id=world.extra["source"].pk,
        upload=services.Upload(name=name, content=content, as_of=as_of),
        actor=world.handler,
        at=TODAY,
    )
    services.confirm_mapping(
        file_id=file.pk, mapped=mapped(file, **meaning), actor=world.handler, at=TODAY
    )
    run_next_job()
    return OutsideFile.objects.get(pk=file.pk)


def taken(world, content, as_of=AS_OF, **meaning):
    """The same, taken over."""
    file = tried(world, content, as_of, **meaning)
    services.take_over(file_id=file.pk, actor=world.handler, at=TODAY)
    run_next_job()
    return OutsideFile.objects.get(pk=file.pk)
