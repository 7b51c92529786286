"""Build the sample city, step by step, each step through the services of its app."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import advance_clock, stand_at
from yingshang.apps.registers.selectors import current_release
from yingshang.apps.registers.services import install_pack
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack
from yingshang.web.sample import (
    appraisal,
    casework,
    enterprises,
    implementation,
    imports,
    meetings,
    outside,
    people,
    portal_people,
    publicity,
    ratings,
    requests,
    returns,
    supervision,
)
from yingshang.web.sample.city import SampleCity

# Every app's months in the life of the sample city; they are lived in the order of their days.
HAPPENINGS = (
    *people.HAPPENINGS,
    *enterprises.HAPPENINGS,
    *portal_people.HAPPENINGS,
    *implementation.HAPPENINGS,
    *returns.HAPPENINGS,
    *publicity.HAPPENINGS,
    *meetings.HAPPENINGS,
    *appraisal.HAPPENINGS,
    *imports.HAPPENINGS,
    *outside.HAPPENINGS,
    *casework.HAPPENINGS,
    # Into the diary of the cases, whose weeks live it.
    *requests.HAPPENINGS,
    *ratings.HAPPENINGS,
    *supervision.HAPPENINGS,
)


# Enough to look around in; a full city has ten times as many.
FEW_ENTITIES = 2_000
SELDOM = (200_000, 50, 100)


@dataclass(frozen=True)
class Progress:
    """How far a step has come."""

    step: str
    done: int
    total: int


class BuiltAlreadyError(Exception):
    """The installation holds a city already."""


def build(folder: Path, seed: int, *, entities: int = FEW_ENTITIES) -> Iterator[Progress]:
    """Install the pack in `folder` on the day its plan was issued, then let the city live.

    Args:
        entities: How many market entities the city has.

    Raises:
        BuiltAlreadyError: A pack is installed already.
        BrokenPackError: The pack has faults; nothing is installed.
    """
    if current_release() is not None:
        raise BuiltAlreadyError
    pack = read_pack(folder)
    yield Progress("方案包 The pack", 0, 1)
    stand_at(_first_morning(pack), actor=None)
    install_pack(pack=pack, actor=INSTALLATION, at=clock.now())
    yield Progress("方案包 The pack", 1, 1)
    # Millions of short-lived rows: looking for garbage more seldom saves a tenth of the time.
    gc.set_threshold(*SELDOM)
    city = SampleCity(
        pack=pack,
        random=Random(seed),  # noqa: S311 - chosen, not secret
        enterprises=entities,
    )
    for happening in sorted(HAPPENINGS, key=lambda each: each.after_days):
        # One transaction a happening: thousands of commits less, and all of it or nothing.
        with transaction.atomic():
            for done, total in happening.live(city):
                yield Progress(happening.title, done, total)
    advance_clock(to=pack.header.sample_day, actor=None)


def _first_morning(pack: ReadPack) -> datetime:
    issued_on = pack.plan.issued_on or pack.header.period_from
    return clock.morning_of(issued_on) + timedelta(minutes=5)
