"""Who may act for whom, and what the parties see of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yingshang.apps.directory.matters import names_by_code
from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.models.authorisations import AuthorisationQuerySet
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.portal_events import AUTHORISATION
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import Timeline, timeline

Kind, State = Authorisation.Kind, Authorisation.State
PAGE = 30
# Whoever has several grounds acts on the strongest.
STRENGTH = (Kind.LEGAL_REPRESENTATIVE, Kind.AUTHORISED, Kind.AGENT)


@dataclass(frozen=True)
class Listed:
    """An authorisation in a list; `matters` in words, empty for every matter."""

    row: Authorisation
    matters: Sequence[str]
    is_acting: bool


@dataclass(frozen=True)
class ListPage:
    """A page of authorisations, newest first; `after` is the key of the next, empty at the end."""

    rows: Sequence[Listed]
    after: str
    is_first: bool


@dataclass(frozen=True)
class MinePage:
    """What I may do for others and others for me.

    Attributes:
        represented: Enterprises whose legal representative I am today.
        offers: What waits for my answer.
        list: Every authorisation of mine or for me as a person.
        may_help: Whether I may help applicants as an agent.
    """

    represented: Sequence[Enterprise]
    offers: Sequence[Listed]
    list: ListPage
    may_help: bool


@dataclass(frozen=True)
class OnePage:
    """One authorisation, what one may do with it, and its history.

    Attributes:
        proof: Whether a file was handed in that the viewer may open.
        name_agrees: For whoever confirms: whether the register names the claimant as legal
            representative; None where the register is silent or nobody asks.
    """

    listed: Listed
    can_answer: bool
    can_confirm: bool
    can_end: bool
    sees_ground: bool
    name_agrees: bool | None
    history: Timeline


def acting_for(
    person: Person, whom: Enterprise | Person, matter: str, on: date
) -> Authorisation | None:
    """The authorisation on which `person` acts for `whom` in `matter` on a local day, or None.

    Legal representative before authorised before agent. A closed account acts for nobody; an agent
    only while holding a post that may help applicants.
    """
    if not person.is_active:
        return None
    rows = Authorisation.objects.acting(on).filter(_for(whom), person=person)
    fit = [row for row in rows.order_by("-pk") if row.covers(matter) and _still_may(row, on)]
    return min(fit, key=lambda row: STRENGTH.index(Kind(row.kind)), default=None)


def may_act_for(person: Person, enterprise: Enterprise, matter: str, on: date) -> bool:
    """Whether `person` may act for `enterprise` in cases of the type `matter` on a local day."""
    return acting_for(person, enterprise, matter, on) is not None


def enterprises_of(person: Person, on: date, matter: str = "") -> tuple[Enterprise, ...]:
    """Enterprises for which `person` may act on a local day, by name.

    Args:
        matter: Only those for cases of this type; empty means for anything at all.
    """
    rows = _acting_rows(person, on, matter)
    keys = {row.enterprise_id for row in rows if row.enterprise_id is not None}
    return tuple(Enterprise.objects.filter(pk__in=keys).order_by("name", "pk"))


def people_helped_by(person: Person, on: date, matter: str = "") -> tuple[Person, ...]:
    """People in whose forms `person` works as an agent on a local day, by name."""
    rows = _acting_rows(person, on, matter)
    keys = {row.for_person_id for row in rows if row.for_person_id is not None}
    return tuple(Person.objects.filter(pk__in=keys).order_by("name", "login"))


def represents(person: Person, enterprise: Enterprise, on: date) -> bool:
    """Whether `person` is the legal representative of `enterprise` on a local day."""
    rows = Authorisation.objects.representing(on)
    return rows.filter(person=person, enterprise=enterprise, person__is_active=True).exists()


def represented_by(person: Person, on: date) -> tuple[Enterprise, ...]:
    """Enterprises whose legal representative `person` is on a local day, by name."""
    rows = Authorisation.objects.representing(on).filter(person=person)
    found = Enterprise.objects.filter(pk__in=rows.values("enterprise"))
    return tuple(found.order_by("name", "pk"))


def party(viewer: Person, on: date) -> Q:
    """The condition that `viewer` is a side of an authorisation on a local day."""
    ours = Authorisation.objects.representing(on).filter(person=viewer).values("enterprise")
    return Q(person=viewer) | Q(for_person=viewer) | Q(enterprise__in=ours)


def mine_page(viewer: Person, *, after: str) -> MinePage:
    """What `viewer` may do for others and others for them."""
    on = clock.today()
    rows = _with_names().filter(Q(person=viewer) | Q(for_person=viewer))
    offers = rows.filter(person=viewer, state=State.WAITING).exclude(kind=Kind.LEGAL_REPRESENTATIVE)
    return MinePage(
        represented=represented_by(viewer, on),
        offers=_listed(offers.newest_first(), on),
        list=_page(rows, after, on),
        may_help=may(viewer, "directory.help_applicant", on=on),
    )


def enterprise_page(enterprise: Enterprise, *, after: str) -> ListPage:
    """Everybody who acts, acted or shall act for an enterprise; ask `represents` first."""
    return _page(_with_names().filter(enterprise=enterprise), after, clock.today())


def claims_page(*, after: str) -> ListPage:
    """Claims of legal representatives that wait; ask for the right first."""
    rows = _with_names().filter(kind=Kind.LEGAL_REPRESENTATIVE, state=State.WAITING)
    return _page(rows, after, clock.today())


def authorisation_of(viewer: Person, pk: int) -> Authorisation | None:
    """An authorisation that `viewer` may read today; None when there is none or it is not."""
    on = clock.today()
    readable = party(viewer, on)
    if may(viewer, "directory.confirm_representation", on=on):
        readable |= Q(kind=Kind.LEGAL_REPRESENTATIVE)
    return _with_names().filter(readable, pk=pk).first()


def one_page(row: Authorisation, viewer: Person) -> OnePage:
    """One authorisation as `viewer` sees it; ask `authorisation_of` first."""
    on = clock.today()
    is_claim = row.kind == Kind.LEGAL_REPRESENTATIVE
    waits = row.state == State.WAITING
    confirms = is_claim and may(viewer, "directory.confirm_representation", on=on)
    return OnePage(
        listed=_listed([row], on)[0],
        can_answer=waits and not is_claim and row.person_id == viewer.pk,
        can_confirm=waits and confirms and row.person_id != viewer.pk,
        can_end=row.is_open,
        sees_ground=confirms or viewer.pk in {row.person_id, row.for_person_id} or not is_claim,
        name_agrees=_name_agrees(row) if confirms else None,
        history=timeline(AUTHORISATION, str(row.pk), viewer),
    )


def enterprise_by_number(number: str) -> Enterprise | None:
    """The enterprise with this credit code or other registration number, exactly."""
    wanted = number.strip().upper()
    if not wanted:
        return None
    return Enterprise.objects.filter(Q(credit_code=wanted) | Q(other_number=wanted)).first()


def enterprise_represented(viewer: Person, pk: int) -> Enterprise | None:
    """An enterprise whose legal representative `viewer` is today, by key."""
    ours = represented_by(viewer, clock.today())
    return next((each for each in ours if each.pk == pk), None)


def person_by_account(login: str, name: str) -> Person | None:
    """The open account that has this name *and* belongs to somebody so called.

    Both must agree, so that nobody finds out whom an account belongs to by trying.
    """
    found = Person.objects.filter(login=login.strip(), is_active=True).first()
    return found if found is not None and found.name == name.strip() else None


def _acting_rows(person: Person, on: date, matter: str) -> list[Authorisation]:
    if not person.is_active:
        return []
    rows = Authorisation.objects.acting(on).filter(person=person).order_by("-pk")
    fit = [row for row in rows if not matter or row.covers(matter)]
    return [row for row in fit if _still_may(row, on)]


def _still_may(row: Authorisation, on: date) -> bool:
    return row.kind != Kind.AGENT or may(row.person, "directory.help_applicant", on=on)


def _for(whom: Enterprise | Person) -> Q:
    return Q(enterprise=whom) if isinstance(whom, Enterprise) else Q(for_person=whom)


def _with_names() -> AuthorisationQuerySet:
    return Authorisation.objects.select_related("person", "enterprise", "for_person", "asked_by")


def _page(rows: AuthorisationQuerySet, after: str, on: date) -> ListPage:
    """One page found by key; an unreadable key begins at the start."""
    key = int(after) if after.isdecimal() else None
    ordered = rows.newest_first() if key is None else rows.newest_first().filter(pk__lt=key)
    found = list(ordered[: PAGE + 1])
    shown = found[:PAGE]
    more = str(shown[-1].pk) if len(found) > PAGE else ""
    return ListPage(_listed(shown, on), more, key is None)


def _listed(rows: Iterable[Authorisation], on: date) -> list[Listed]:
    """Rows in words; a type of cases that is offered no longer shows its code."""
    names = names_by_code()
    return [
        Listed(
            row=row,
            matters=[names.get(code, code) for code in row.matters],
            is_acting=row.state == State.IN_FORCE and row.holds_on(on),
        )
        for row in rows
    ]


def _name_agrees(row: Authorisation) -> bool | None:
    named = row.enterprise.legal_representative if row.enterprise else ""
    return named == row.person.name if named else None
