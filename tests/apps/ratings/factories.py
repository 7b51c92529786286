"""A city with three windows, people behind them, and people who look after ratings."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.apps.directory.factories import PersonFactory, PostFactory
from tests.conftest import TODAY
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ratings import services
from yingshang.apps.ratings.models import Channel, SubjectKind
from yingshang.apps.ratings.services import Given, Subject
from yingshang.apps.ratings.services.putting_right import Report
from yingshang.apps.ratings.tokens import matter_token, visit_token
from yingshang.apps.registers.services import install_pack
from yingshang.engines.packs.reading import read_pack, read_pack_files
from yingshang.engines.packs.schema.common import Text

HERE = Path(__file__).parent
MINIMAL = HERE.parents[1] / "packs/minimal"
DAY = timedelta(days=1)
# 08:00 on the day after.
TOMORROW = TODAY + timedelta(hours=23)
PDF = b"%PDF-1.7 notice"
PHONE = "13987654321"
LIMIT = """
  - id: {id}
    name: {{zh-hans: 时限}}
    law: plain_rule
    article: 第九条
    length: {length}
    event: {{zh-hans: 收到差评, en: rating}}
    status: example
"""
RATING_LIMITS = "".join(
    LIMIT.format(id=code, length=length)
    for code, length in (("reach_rater", "1wd"), ("put_right", "5wd"), ("ring_back", "15wd"))
)


@dataclass
class World:
    """Units and people of the city."""

    tax: Unit
    office: Unit
    handler: object
    leader: object
    officer: object
    second_officer: object
    lead_office: object

    def window(self, grade=1, *, point="tax_1", at=TODAY, **others):
        """A rating of a visit to a window."""
        given = Given(**{"grade": grade, "channel": Channel.SCAN} | others)
        return services.rate(token=visit_token(point, at), given=given, at=at)

    def invited(self, key="1", *, unit=None, at=TODAY, people=(), item="club"):
        subject = Subject(
            kind=SubjectKind.CASE,
            key=key,
            number=f"CB-{key}",
            unit=unit or self.tax,
            item=item,
            item_name=Text(zh_hans="办社团", en="Club"),
            people=people,
        )
        return services.invite(subject=subject, actor=None, at=at)

    def matter(self, grade=1, key="1", *, at=TODAY, **others):
        """A rating of a matter that ended."""
        given = Given(**{"grade": grade, "channel": Channel.PORTAL} | others)
        return services.rate(token=matter_token(self.invited(key).code), given=given, at=at)

    def told(self, at=TOMORROW):
        return services.tell_units(at=at)

    def rectify(self, rating, *, at=TOMORROW, actor=None, words="窗口增加了一人", late_reason=""):
        report = Report(words=words, proof=("通知.pdf", PDF), late_reason=late_reason)
        return services.rectify(code=rating.code, report=report, actor=actor or self.handler, at=at)

    def check(self, rating, *, holds=True, actor=None, at=TOMORROW, note="已核实"):
        return services.check(
            code=rating.code, holds=holds, note=note, actor=actor or self.officer, at=at
        )


def files():
    return {
        "ratings/ratings.yaml": (HERE / "ratings.yaml").read_text(encoding="utf-8"),
        "ratings/windows.yaml": (HERE / "windows.yaml").read_text(encoding="utf-8"),
    }


def install(others=None):
    texts = dict(read_pack(MINIMAL).texts) | files() | (others or {})
    texts["time_limits.yaml"] += RATING_LIMITS
    return install_pack(pack=read_pack_files(texts), actor=INSTALLATION, at=TODAY - 30 * DAY)


def a_world():
    install()
    units = {unit.code: unit for unit in Unit.objects.filter(workspace=None)}
    tax, office = units["tax"], units["city_government"]
    return World(
        tax=tax,
        office=office,
        handler=holding("handler", tax),
        leader=holding("unit_leader", tax),
        officer=holding("handler", office),
        second_officer=holding("unit_reviewer", units["public_security"]),
        lead_office=holding("lead_office", office),
    )


def holding(role, unit):
    return PostFactory(role=role, unit=unit, valid_from=date(2020, 1, 1)).person


def a_citizen(**others):
    return PersonFactory(**others)
