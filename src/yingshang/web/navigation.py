"""The doors of the site: one table, read for each visitor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.permissions import CASE_ROLES, EVERYBODY, roles_of
from yingshang.apps.messages.permissions import CARETAKERS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Door:
    """One entry: its words, the name of its address, and who sees it (None: the public too).

    `needs_account` hides it from whoever has not come in; a post is not asked for.
    """

    label: "StrOrPromise"
    url_name: str
    roles: frozenset[Role] | None = None
    needs_account: bool = False

    def opens(self, held: frozenset[Role], *, is_in: bool) -> bool:
        """Whether it is shown to somebody with these roles, who has come in or not."""
        if self.roles is None:
            return is_in or not self.needs_account
        return bool(self.roles & held)


@dataclass(frozen=True)
class DoorGroup:
    """Doors that belong together."""

    label: "StrOrPromise"
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class NavigationItem:
    """One door as a visitor sees it."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class NavigationGroup:
    """Doors that belong together; `label` may be empty."""

    label: str
    items: tuple[NavigationItem, ...]


OVERSEERS = frozenset({Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE})

GROUPS = (
    DoorGroup(
        _("Our work"),
        (
            Door(_("What we owe"), "obligations:desk", EVERYBODY),
            Door(_("Cases"), "casework:cases", CASE_ROLES),
            Door(_("Requests"), "service_requests:requests", CASE_ROLES),
            Door(
                _("Rates of requests"),
                "service_requests:rates",
                CASE_ROLES | OVERSEERS | {Role.CITY_LEADER},
            ),
            Door(_("Ledgers"), "casework:ledgers", EVERYBODY - {Role.ADMINISTRATOR}),
            Door(
                _("Implementation plans"),
                "delivery:implementations",
                EVERYBODY - {Role.ADMINISTRATOR},
            ),
            Door(_("Returns"), "delivery:returns", EVERYBODY - {Role.ADMINISTRATOR}),
            Door(_("Dispatch meetings"), "delivery:meetings", EVERYBODY - {Role.ADMINISTRATOR}),
            Door(_("Publicity and good practice"), "delivery:publicity", EVERYBODY),
            Door(_("Appraisal"), "delivery:appraisal", EVERYBODY),
            Door(_("Ratings"), "ratings:ratings", EVERYBODY - {Role.ADMINISTRATOR}),
            Door(_("To be verified"), "obligations:to_verify", OVERSEERS),
            Door(_("Second looks"), "obligations:rechecks", OVERSEERS),
            Door(
                _("Supervision of matters"), "supervision:proposals", OVERSEERS | {Role.CITY_LEADER}
            ),
            Door(_("Special reports"), "supervision:reports", OVERSEERS | {Role.CITY_LEADER}),
            Door(_("Urging"), "obligations:urging", frozenset({Role.LEAD_OFFICE})),
            Door(
                _("After a holiday notice"),
                "obligations:recomputing",
                frozenset({Role.LEAD_OFFICE}),
            ),
            Door(_("Move running cases"), "casework:moves", frozenset({Role.LEAD_OFFICE})),
            Door(_("How the city stands"), "obligations:command", OVERSEERS | {Role.CITY_LEADER}),
        ),
    ),
    DoorGroup(
        _("The plan"),
        (
            Door(pgettext_lazy("navigation", "Home"), "home"),
            Door(_("What is promised"), "delivery:public"),
            Door(_("Tasks"), "delivery:plan"),
            Door(_("Units and tasks"), "delivery:units"),
            Door(_("Wall chart"), "delivery:wall"),
            Door(_("About this plan"), "delivery:about"),
            Door(_("All plans"), "delivery:plans"),
            Door(_("Compare plans"), "delivery:compare"),
            Door(_("When is it due?"), "obligations:explain"),
        ),
    ),
    DoorGroup(
        _("Getting things done"),
        (
            Door(_("Tell the city"), "service_requests:classes"),
            Door(_("What I told the city"), "service_requests:mine", needs_account=True),
            Door(_("How the city answers"), "service_requests:answers"),
            Door(_("Services"), "casework:services"),
            Door(_("My matters"), "casework:mine"),
            Door(_("Look up a receipt"), "casework:receipts"),
            Door(_("Results of ratings"), "ratings:answers"),
            Door(
                _("Cases held elsewhere"),
                "casework:outside",
                frozenset({Role.LEAD_OFFICE, Role.HANDLER, Role.UNIT_LEADER}),
            ),
        ),
    ),
    DoorGroup(
        _("People"),
        (
            Door(_("Units"), "directory:units", EVERYBODY),
            Door(_("Market entities"), "directory:enterprises", EVERYBODY),
            Door(
                _("Claims of legal representatives"),
                "directory:claims",
                frozenset({Role.WINDOW_CLERK}),
            ),
            Door(
                _("Help an applicant"),
                "directory:take_on",
                frozenset({Role.WINDOW_CLERK, Role.HANDLER}),
            ),
            Door(
                _("My enterprises and authorisations"),
                "directory:authorisations",
                needs_account=True,
            ),
            Door(_("My account"), "directory:account", needs_account=True),
            Door(_("Messages"), "messages:inbox", needs_account=True),
        ),
    ),
    DoorGroup(
        _("Administration"),
        (
            Door(_("People and posts"), "directory:people", frozenset({Role.ADMINISTRATOR})),
            Door(_("Pack releases"), "registers:releases", frozenset({Role.ADMINISTRATOR})),
            Door(_("Undelivered"), "ledger:dead_letters", frozenset({Role.ADMINISTRATOR})),
            Door(_("The clock"), "ledger:clock", frozenset({Role.ADMINISTRATOR})),
            Door(_("Rules of reminders"), "messages:rules", frozenset(CARETAKERS)),
            Door(_("E-mails not delivered"), "messages:undelivered", frozenset(CARETAKERS)),
        ),
    ),
)


def navigation(viewer: Person | AnonymousUser, on: date, path: str) -> tuple[NavigationGroup, ...]:
    """The doors that `viewer` may open on the local day `on`; `path` marks the current one."""
    held = frozenset(each.role for each in roles_of(viewer, on))
    is_in = isinstance(viewer, Person)
    shown = (
        _group(group, [d for d in group.doors if d.opens(held, is_in=is_in)], path)
        for group in GROUPS
    )
    return tuple(group for group in shown if group.items)


def _group(group: DoorGroup, open_doors: Iterable[Door], path: str) -> NavigationGroup:
    return NavigationGroup(str(group.label), tuple(_items(open_doors, path)))


def _items(doors: Iterable[Door], path: str) -> Iterable[NavigationItem]:
    for door in doors:
        url = reverse(door.url_name)
        yield NavigationItem(str(door.label), url, is_current=url == path)
