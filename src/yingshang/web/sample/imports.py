"""Plans of other bodies in the sample city: one approved into a workspace, one waiting."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from yingshang.apps.delivery.decisions.drafting.corrections import Correction
from yingshang.apps.delivery.decisions.drafting.kinds import is_collective
from yingshang.apps.delivery.decisions.drafting.naming import unit_names
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.selectors.drafts.readings import reading_of
from yingshang.apps.delivery.services import drafts
from yingshang.apps.directory.models import Person, Role
from yingshang.apps.ledger import clock
from yingshang.web.sample.city import Happening, SampleCity

EXAMPLES = "plans"
LAST_MONTH = 12
# In days after the city's own plan was issued.
AFTER = 200


def imported_plans(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Import every example; all but the last are approved, the last waits with one correction."""
    files = sorted((settings.EXAMPLES_DIR / EXAMPLES).glob("*.txt"))
    actor = _lead_office(city)
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    city.move_to(clock.morning_of(issued_on + timedelta(days=AFTER)))
    for number, file in enumerate(files, start=1):
        draft = _received(file, actor)
        if number < len(files):
            _approve(draft, file.stem, actor)
        else:
            _correct(draft, actor)
        yield number, len(files)


def _received(file: Path, actor: Person) -> PlanDraft:
    received = drafts.receive(
        data=file.read_bytes(),
        file_name=file.name,
        scope=PlanDraft.Scope.WORKSPACE,
        actor=actor,
        at=clock.now(),
    )
    return received.draft


def _approve(draft: PlanDraft, code: str, actor: Person) -> None:
    header = reading_of(draft).header
    first = date.fromisoformat(header["issue_date"] or clock.today().isoformat())
    room = drafts.OwnRoom(
        code=code,
        name=header["issuer"] or draft.file_name,
        period_from=first,
        period_to=date(first.year, LAST_MONTH, 31),
    )
    drafts.approve(draft_id=draft.pk, destination=room, actor=actor, at=clock.now())


def _correct(draft: PlanDraft, actor: Person) -> None:
    """Say of the last collective name that it leaves units open; the rest waits."""
    names = [name for name in unit_names(reading_of(draft)) if is_collective(name)]
    for name in names[-1:]:
        drafts.correct(
            draft_id=draft.pk,
            correction=Correction(op="name_means", values={"name": name, "as": "open"}),
            seen=draft.sequence,
            key=uuid4(),
            actor=actor,
            at=clock.now(),
        )


def _lead_office(city: SampleCity) -> Person:
    return next(person for (_, role), person in city.people.items() if role == Role.LEAD_OFFICE)


HAPPENINGS = (Happening(AFTER, "导入的方案 Imported plans", imported_plans),)
