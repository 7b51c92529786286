"""People, and facts of an invented club, so that the ledger is tested without any other app."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tests.conftest import TODAY
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.ledger.services import record

SHELF = "club.shelf"


class PersonFactory(factory.django.DjangoModelFactory):
    login = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"人员{n}")

    class Meta:
        model = get_user_model()


@dataclass(frozen=True, kw_only=True)
class BookLent(Fact):
    """A book left the shelf."""

    kind = "club.book_lent"
    personal = frozenset({"reader"})
    sentence = _("%(reader)s took %(book)s from shelf %(shelf)s.")
    visible_to = ("public",)
    personal_visible_to = ("actor",)
    actor_visible_to = ("actor",)

    book: str
    reader: str = "张三丰"
    shelf: str = "A"
    room: str = "1"

    def subjects(self):
        return (Subject("shelf", SHELF, self.shelf), Subject("room", "club.room", self.room))


@dataclass(frozen=True, kw_only=True)
class ShelfInspected(Fact):
    """Somebody looked at a shelf in secret."""

    kind = "club.shelf_inspected"
    sentence = _("Shelf %(shelf)s was inspected.")
    visible_to = ("actor",)

    shelf: str

    def subjects(self):
        return (Subject("shelf", SHELF, self.shelf),)

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"shelf": f"«{values['shelf']}»"}


def lend(book="红楼梦", *, actor=None, at=TODAY, **fields):
    with transaction.atomic():
        return record(BookLent(book=book, **fields), actor=actor, at=at)


def lend_many(count):
    """Events a minute apart, each of its own shelf."""
    return [
        lend(f"第{number}册", at=TODAY + timedelta(minutes=number), shelf=str(number))
        for number in range(1, count + 1)
    ]
