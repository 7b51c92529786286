"""Those concerned are told that a new holiday calendar moved their dates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.models import Event
from yingshang.apps.messages.services import Draft, queue
from yingshang.apps.messages.wording import day_in_words
from yingshang.apps.obligations.events import DatesMoved, DatesRecomputed
from yingshang.apps.obligations.models import DueChange, Obligation
from yingshang.apps.obligations.services.concerned import concerned, listed, unit_name

TEMPLATE = "dates_moved"
Move = tuple[date, date]


@transaction.atomic
def tell_moved(*, run: Event, at: datetime) -> int:
    """Queue one message a person and unit with every date that a recomputation moved, old and new.

    The holder is told, or who the unit designated, and units beside the holder as well. Telling of
    the same run twice changes nothing.

    Args:
        run: The event of a `DatesRecomputed`.

    Returns:
        How many rows were added to the queue, over all channels.

    Raises:
        UnknownTemplateError: The installed pack lacks the words.
    """
    moves = _moves_of(run)
    rows = Obligation.objects.filter(pk__in=list(moves)).defer("explanation")
    duties = rows.select_related("holder_unit").prefetch_related("co_holders__unit")
    ordered = list(duties.order_by("due_at", "pk"))
    told = concerned(ordered, roles=("holder",), on=local_day(at))
    drafts = [_draft(run, who, unit, own, moves) for (who, unit), own in told.items()]
    return queue(drafts=drafts, at=at)


def _moves_of(run: Event) -> Mapping[int, Move]:
    """Duty → old and new last day, of all that moved since the recomputation before."""
    runs = Event.objects.filter(kind=DatesRecomputed.kind, sequence__lt=run.sequence)
    before = runs.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    moved = Event.objects.filter(
        kind=DatesMoved.kind, sequence__gt=before, sequence__lt=run.sequence
    )
    found = moved.order_by("sequence").values_list("payload", flat=True)
    return {
        each["obligation"]: (_day(each["from_on"]), _day(each["to_on"]))
        for each in found
        if each["reason"] == DueChange.Reason.CALENDAR and each["from_on"] != each["to_on"]
    }


def _draft(
    run: Event,
    person: Person,
    unit: Unit,
    duties: Sequence[Obligation],
    moves: Mapping[int, Move],
) -> Draft:
    with override(person.language):
        lines = listed(list(_lines(duties, moves, person.language)))
    return Draft(
        key=f"dates_moved/{run.sequence}/{unit.pk}",
        person_id=person.pk,
        template=TEMPLATE,
        values={"unit": unit_name(unit, person), "count": str(len(duties)), "lines": lines},
        url=reverse("obligations:desk"),
        unit_id=unit.pk,
    )


def _lines(duties: Sequence[Obligation], moves: Mapping[int, Move], language: str) -> Iterator[str]:
    for duty in duties:
        old, new = moves[duty.pk]
        yield _("· %(title)s: %(old)s → %(new)s") % {
            "title": duty.title,
            "old": day_in_words(old, language),
            "new": day_in_words(new, language),
        }


def _day(text: str) -> date:
    return date.fromisoformat(text)
