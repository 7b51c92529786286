"""The public of the sample city: who founds a factory, who runs a firm, and who acts for it.

They register, claim, confirm, offer and accept through the services, as people would.
"""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from yingshang.apps.directory.models import Authorisation, Enterprise, Person, Post, Role, Unit
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import appoint, open_account, register
from yingshang.apps.directory.services.authorisations import accept, claim, confirm, offer
from yingshang.apps.ledger import clock
from yingshang.web.sample import invented
from yingshang.web.sample.city import Happening, SampleCity

# Dice of their own, so that the rest of the city stays as it is.
SEED = 20240424
FOUNDER, OWNER, ACTING = "public.founder", "public.owner", "public.acting"
CLERK = "window.clerk"
# After the register has come.
DAYS = 7
A_YEAR = timedelta(days=365)


def public(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Three members of the public open their accounts; two of them act for an enterprise."""
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    city.move_to(clock.morning_of(issued_on + timedelta(days=DAYS)))
    dice = Random(SEED)  # noqa: S311 - chosen, not secret
    _founder, owner, acting = (_registered(login, dice) for login in (FOUNDER, OWNER, ACTING))
    yield 1, 2
    enterprise = _an_enterprise()
    if enterprise is not None:
        _represents(owner, enterprise, _clerk(city, dice))
        _authorises(owner, enterprise, acting)
    yield 2, 2


def _registered(login: str, dice: Random) -> Person:
    person = Person(
        login=login,
        name=invented.person_name(dice),
        phone=invented.phone(dice),
        is_demo=True,
    )
    return register(person=person, password=None, notice=EDITION, at=clock.now())


def _an_enterprise() -> Enterprise | None:
    """The first firm in the register; None in a city without enterprises."""
    firms = Enterprise.objects.in_operation().filter(kind=Enterprise.Kind.COMPANY)
    return firms.order_by("pk").first()


def _clerk(city: SampleCity, dice: Random) -> Person:
    """Somebody at the window of the lead office."""
    unit = next(code for code, role in city.people if role == Role.LEAD_OFFICE)
    person = Person(
        login=CLERK,
        name=invented.person_name(dice),
        phone=invented.phone(dice),
        is_demo=True,
    )
    open_account(person=person, password=None, actor=INSTALLATION, at=clock.now())
    post = Post(
        unit=Unit.objects.get(workspace=None, code=unit),
        role=Role.WINDOW_CLERK,
        title="综合窗口",
        person=person,
        valid_from=clock.today(),
    )
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person


def _represents(owner: Person, enterprise: Enterprise, clerk: Person) -> None:
    row = claim(
        enterprise=enterprise,
        ground="营业执照正本，本人身份证到窗口出示",
        proof=None,
        actor=owner,
        at=clock.now(),
    )
    confirm(authorisation_id=row.pk, actor=clerk, at=clock.now())


def _authorises(owner: Person, enterprise: Enterprise, person: Person) -> None:
    row = Authorisation(
        enterprise=enterprise,
        person=person,
        valid_from=clock.today(),
        valid_to=clock.today() + A_YEAR,
        ground="日常办事",
    )
    offer(authorisation=row, actor=owner, at=clock.now())
    accept(authorisation_id=row.pk, actor=person, at=clock.now())


HAPPENINGS = (Happening(DAYS, "办事的人 The public", public),)
