"""The arrears ledger of the pack, its unit, and the people who work it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.apps.casework.factories import PDF, holding, local
from tests.apps.directory.factories import UnitFactory
from tests.conftest import TODAY
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.services.ledgers import Batch, add_row
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.models import Clock
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.reading import read_pack_files

PACK = Path(__file__).parents[4] / "packs/liaoyuan-2024"
ARREARS = "arrears_clues"
VALUES = {
    "received_on": "2025-07-01",
    "came_from": "ministry",
    "outside_number": "GX-1",
    "creditor": "示例建材有限公司",
    "creditor_size": "small",
    "contact_name": "王小明",
    "debtor": "示例镇政府",
    "debtor_class": "organ",
    "delivered_on": "2025-06-02",
    "term_agreed": "false",
    "amount": "120000",
    "disputed": "false",
    "in_court": "false",
    "handler": "dongliao_county",
}


@cache
def content():
    """The pack without its other types, which take long to prove."""
    files = {path.relative_to(PACK).as_posix(): path for path in PACK.rglob("*.yaml")}
    wanted = {
        name: path.read_text(encoding="utf-8")
        for name, path in files.items()
        if not name.startswith("casework/") or f"/{ARREARS}/" in name
    }
    pack = read_pack_files(wanted)
    assert not pack.faults, pack.faults
    return pack


@dataclass
class Ledger:
    """Two units and their people, and the ledger that they work."""

    unit: Unit
    county: Unit
    handler: object
    second: object
    reviewer: object
    elsewhere: object
    county_handler: object
    lead: object
    liaison: object
    at: object = TODAY

    @property
    def case_type(self):
        return current_type(ARREARS)[1]

    def row(self, key="k1", actor=None, at=None, reason="", **values):
        batch = Batch(ARREARS, actor or self.handler, at or self.at, reason, takes_doubles=True)
        return add_row(batch=batch, values=VALUES | values, key=key)

    def step(self, case, code):
        return Step.objects.filter(case=case, code=code).order_by("-number").first()

    def settle(self, case, code, outcome, actor=None, at=None, **others):
        return services.settle(
            step_id=self.step(case, code).pk,
            outcome=outcome,
            actor=actor or self.handler,
            at=at or self.at,
            **others,
        )

    def paid_up(self, case, at=None):
        """Handled, and reported as closed with proof."""
        given = {"actor": self.handler, "at": at or self.at}
        self.settle(case, "examine", "assigned", **given)
        done = {"paid": "120000", "answered_on": "2025-07-10"}
        self.settle(case, "handle", "paid", actor=self.county_handler, at=at, values=done)
        services.attach(case_id=case.pk, belongs_to="proof", name="回单.pdf", content=PDF, **given)
        self.settle(case, "close_out", "closed", **given)
        return Case.objects.get(pk=case.pk)


@pytest.fixture
def ledger():
    pack = content()
    PackRelease.objects.create(
        pack_id=pack.header.id,
        version="1",
        name_zh="示例",
        digest=pack.digest,
        content=pack.texts,
        installed_at=TODAY,
    )
    unit = UnitFactory(code="industry_information")
    county = UnitFactory(code="dongliao_county")
    other = UnitFactory(code="customs")
    lead = UnitFactory(code="lead_office")
    return Ledger(
        unit=unit,
        county=county,
        handler=holding("handler", unit),
        second=holding("unit_leader", unit),
        reviewer=holding("unit_reviewer", unit),
        elsewhere=holding("handler", other),
        county_handler=holding("handler", county),
        lead=holding("lead_office", lead),
        liaison=holding("liaison", unit),
    )


@pytest.fixture
def stand():
    """Set the clock of the installation."""

    def at(day, hour=9):
        now = local(day, hour)
        Clock.objects.update_or_create(pk=1, defaults={"standing_at": now})
        return now

    return at


@pytest.fixture
def summer(ledger, stand):
    """The ledger in July 2025."""
    ledger.at = stand(date(2025, 7, 2))
    return ledger
