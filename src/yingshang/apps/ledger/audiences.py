"""Who may read which event: named rules that apps register, each a condition on events."""

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from yingshang.apps.ledger.models import EventSubject

Viewer = AbstractBaseUser | AnonymousUser
Rule = Callable[[Viewer], Q | None]

EVERYTHING = Q(sequence__gt=0)
NOTHING = Q(pk__in=[])
_rules: dict[str, Rule] = {}


def register_audience(name: str, rule: Rule) -> None:
    """Give a rule a name that facts can put into `visible_to`.

    Args:
        rule: Takes the viewer (perhaps anonymous) and returns a condition on `Event` rows, or None
            when the viewer reads none of them.

    Raises:
        ValueError: The name is taken by another rule.
    """
    if _rules.setdefault(name, rule) is not rule:
        raise ValueError(f"audience {name} is already registered")


def audience_names() -> frozenset[str]:
    """Names of every registered rule."""
    return frozenset(_rules)


class Reader:
    """One viewer, asked about each audience at most once."""

    def __init__(self, viewer: Viewer) -> None:
        """Ask nothing yet."""
        self.viewer = viewer
        self._answers: dict[str, Q | None] = {}

    def readable(self, names: Iterable[str]) -> Q:
        """The condition on events under which the viewer belongs to one of the audiences.

        An audience that nobody registered is nobody.
        """
        condition = NOTHING
        for name in names:
            part = self._answer(name)
            if part == EVERYTHING:
                return EVERYTHING
            if part is not None:
                condition |= part
        return condition

    def _answer(self, name: str) -> Q | None:
        if name not in self._answers:
            rule = _rules.get(name)
            self._answers[name] = rule(self.viewer) if rule else None
        return self._answers[name]


def about(subject_type: str, keys: Iterable[object], *, roles: Iterable[str] = ()) -> Q:
    """Events about one of these subjects, in one of these roles when any are given.

    Example: `about("directory.unit", units_of(viewer), roles=["unit"])`.
    """
    rows = EventSubject.objects.filter(
        event=OuterRef("pk"), type=subject_type, key__in=[str(key) for key in keys]
    )
    chosen = tuple(roles)
    return Q(Exists(rows.filter(role__in=chosen) if chosen else rows))


def _public(_viewer: Viewer) -> Q:
    return EVERYTHING


def _actor(viewer: Viewer) -> Q | None:
    return Q(actor=viewer.pk) if viewer.is_authenticated else None


register_audience("public", _public)
register_audience("actor", _actor)
