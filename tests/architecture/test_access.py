"""Every address of the site, tried by every role; every object, tried from every unit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import URLResolver, get_resolver, reverse

from tests.apps.directory.factories import (
    AT,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    TaskForceFactory,
    UnitFactory,
    an_enterprise,
    representative_of,
)
from tests.apps.messages.factories import a_message
from tests.apps.obligations.factories import PLAIN, opened
from tests.architecture.access_table import (
    ANONYMOUS,
    NOBODY_YET,
    PORTAL,
    POST,
    PUBLIC,
    TABLE,
    VISITORS,
)
from yingshang.apps.directory.models import Authorisation, Enterprise, Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Job
from yingshang.apps.messages.models import Message
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.registers.services import install_pack
from yingshang.engines.packs.reading import read_pack

SOME = (ANONYMOUS, "liaison")
MINIMAL = Path(__file__).parents[1] / "packs/minimal"


def names(patterns, namespace=""):
    """Names of every address below `patterns`, with their namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inside)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_is_in_the_table():
    missing = set(names(get_resolver().url_patterns)) - set(TABLE)
    assert not missing, "say in access_table.py who may see these"


def test_the_table_has_no_address_that_is_gone():
    assert not set(TABLE) - set(names(get_resolver().url_patterns))


@dataclass
class World:
    """A city with a small pack, our unit with its people, and another unit."""

    unit: Unit
    liaison: Any
    deputy: Any
    force: Any
    job: Job
    duty: Obligation
    message: Message
    people: dict[str, Any]
    representation: Authorisation
    other_enterprise: Enterprise


@pytest.fixture
def world():
    install_pack(pack=read_pack(MINIMAL), actor=INSTALLATION, at=AT)
    ours, other = Unit.objects.get(code="market_regulation"), UnitFactory()
    liaison = PostFactory(role="liaison", unit=ours)
    owner = representative_of(an_enterprise())
    people = {NOBODY_YET: PersonFactory(), PORTAL: owner, "liaison": liaison.person}
    for visitor in VISITORS:
        role = visitor.removeprefix("elsewhere ")
        if visitor in (ANONYMOUS, *people):
            continue
        unit = other if visitor.startswith("elsewhere") else ours
        # Roles for the whole city sit in another unit than the objects that are tried.
        if role in ("lead_office", "supervision_office", "city_leader", "administrator"):
            unit = UnitFactory()
        people[visitor] = PostFactory(role=role, unit=unit).person
    return World(
        unit=ours,
        liaison=liaison,
        deputy=DeputyFactory(post=liaison),
        force=TaskForceFactory(unit=ours),
        duty=opened(ours, kind=PLAIN),
        job=Job.objects.create(title="x", function="x", owner=liaison.person, created_at=AT),
        message=a_message(liaison.person),
        people=people,
        representation=owner.authorisations.get(),
        other_enterprise=an_enterprise(),
    )


def ask(client, name, line, world):
    """The answer to one visitor; whatever it changed is undone."""
    url = reverse(name, args=line.about(world))
    with transaction.atomic():
        response = client.post(url, line.data) if line.method == POST else client.get(url)
        transaction.set_rollback(True)
    response.close()
    return response


def is_sent_to_sign_in(response):
    return response.status_code == 302 and response.url.startswith(
        resolve_url(settings.LOGIN_URL) + "?"
    )


def fault(visitor, line, response):
    """What is wrong with the answer, or nothing."""
    signs_in = is_sent_to_sign_in(response)
    if visitor in line.who:
        is_right = response.status_code in line.granted and not signs_in
    elif visitor == ANONYMOUS:
        is_right = response.status_code == line.signed_out if line.signed_out else signs_in
    else:
        is_right = response.status_code == line.refused
    return "" if is_right else f"{response.status_code}"


def come_in(client, visitor, world):
    """Sign `visitor` in; what the client remembers, so that a page that signs out can be undone."""
    if visitor != ANONYMOUS:
        client.force_login(world.people[visitor])
    return client.cookies.copy()


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_address_answers_a_visitor_as_the_table_says(client, world, settings, visitor):
    settings.IS_SAMPLE = True
    remembered = come_in(client, visitor, world)
    faults = {}
    for name, line in TABLE.items():
        # Where even the public may look, a few visitors stand for all.
        if line.who == PUBLIC and visitor not in SOME:
            continue
        client.cookies = remembered.copy()
        found = fault(visitor, line, ask(client, name, line, world))
        if found:
            faults[name] = found
    assert not faults, f"compare with access_table.py: {faults}"


def test_what_changes_something_is_not_done_by_reading(client, world):
    client.force_login(world.people["administrator"])
    # A GET of these only redirects, or reads what the same address rates.
    leading_on = {"set_language", "casework:ledger_add", "casework:ledger_row", "api:rate"}
    changing = [name for name, line in TABLE.items() if line.method == POST]
    changing = [name for name in changing if name not in leading_on]
    answers = {
        name: client.get(reverse(name, args=TABLE[name].about(world))).status_code
        for name in changing
    }
    assert set(answers.values()) == {405}, answers
