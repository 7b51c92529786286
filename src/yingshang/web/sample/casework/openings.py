"""How invented cases begin: at a window, in the portal, as a row of a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from yingshang.apps.casework import services
from yingshang.apps.casework.models import Case, Stage, Way
from yingshang.apps.casework.services import Beginning
from yingshang.apps.directory.models import Enterprise, Person, Unit
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.web.sample.casework import answers
from yingshang.web.sample.casework.diary import Diary, office_hours
from yingshang.web.sample.casework.life import Life, Plot, begun
from yingshang.web.sample.casework.papers import PAPER
from yingshang.web.sample.casework.staff import Staff


@dataclass(frozen=True)
class Wish:
    """A case to be opened.

    Attributes:
        given: What it says in any case; the rest is invented. `later`: in its steps.
        is_online: The applicant fills in the form and attaches the papers; else a window does.
        missing: What the office asks to have completed: {what, zh, en} each.
    """

    case_type: CaseType
    plot: Plot
    firm: Enterprise | None = None
    applicant: Person | None = None
    given: Mapping[str, object] | None = None
    later: Mapping[str, object] = field(default_factory=dict)
    route: str = ""
    is_online: bool = False
    missing: tuple[Mapping[str, str], ...] = ()


@dataclass
class Counter:
    """Where cases are opened, accepted and sent on their way."""

    diary: Diary
    staff: Staff
    clerk: Person
    hall: Unit

    def open(self, wish: Wish, dice: Random, at: datetime) -> None:
        """Open the case that somebody wishes for, and hand it in."""
        case = self._handed_in(wish, dice, at)
        life = Life(case, wish.plot, dice, self.diary, self.staff, wish.firm, wish.later)
        if case.stage != Stage.SUBMITTED:
            begun(life, at)
        elif "acceptance" not in wish.plot.waits:
            soon = office_hours(at + timedelta(minutes=dice.randrange(15, 200)))
            answer = self._complete if wish.missing else self._accept
            self.diary.note(soon, partial(answer, life, wish))

    def _handed_in(self, wish: Wish, dice: Random, at: datetime) -> Case:
        staff, entry = self.staff, wish.case_type.entry
        about = answers.About(
            dice, at.date(), wish.firm, staff.areas, staff.others, wish.given or {}
        )
        way = Way.OFFICIAL if entry.applicant is None else Way.APPLICANT
        if way == Way.APPLICANT and not wish.is_online:
            way = Way.WINDOW
        is_of_firm = entry.applicant is not None and "enterprise" in entry.applicant.kinds
        beginning = Beginning(
            type_code=wish.case_type.id,
            way=way,
            applicant=wish.applicant,
            enterprise=wish.firm if is_of_firm else None,
            unit=self.hall if way == Way.WINDOW else None,
            route=wish.route,
            values=answers.opening(wish.case_type, about),
            commits=True,
        )
        if wish.is_online:
            return self._online(beginning, wish, at)
        actor = self.clerk if way == Way.WINDOW else staff.acting(str(entry.holder), at.date())
        return services.file_case(beginning=beginning, actor=actor, at=at)

    def _online(self, beginning: Beginning, wish: Wish, at: datetime) -> Case:
        actor = wish.applicant
        assert actor is not None  # noqa: S101 - who applies online is somebody
        case = services.open_case(beginning=beginning, actor=actor, at=at)
        for paper in wish.case_type.materials.values():
            if (paper.required or paper.required_when) and not paper.known_here:
                self._attach(case, paper.id, paper.name.zh_hans, actor, at)
        key = f"sample-{case.number}"
        return services.submit(case_id=case.pk, key=key, actor=actor, at=at, commits=True)

    def _attach(self, case: Case, what: str, name: str, actor: Person, at: datetime) -> None:
        services.attach(
            case_id=case.pk,
            belongs_to=what,
            name=f"{name}（示范）.pdf",
            content=PAPER,
            actor=actor,
            at=at,
        )

    def _accept(self, life: Life, wish: Wish, at: datetime) -> None:
        actor = self._of_holder(life, at)
        services.accept(case_id=life.case.pk, actor=actor, at=at)
        begun(life, at)

    def _complete(self, life: Life, wish: Wish, at: datetime) -> None:
        """Ask once for all that is missing; it comes the next day."""
        actor = self._of_holder(life, at)
        services.ask_correction(case_id=life.case.pk, items=wish.missing, actor=actor, at=at)
        if "correction" not in wish.plot.waits:
            self.diary.note(
                office_hours(at + timedelta(hours=26)), partial(self._again, life, wish)
            )

    def _again(self, life: Life, wish: Wish, at: datetime) -> None:
        actor = wish.applicant
        assert actor is not None  # noqa: S101 - who is asked is somebody
        for item in wish.missing:
            name = wish.case_type.materials[item["what"]].name.zh_hans
            self._attach(life.case, item["what"], f"{name}（补正）", actor, at)
        key = f"sample-{life.case.number}-2"
        services.submit(case_id=life.case.pk, key=key, actor=actor, at=at, commits=True)
        soon = office_hours(at + timedelta(hours=1))
        self.diary.note(soon, partial(self._accept, life, wish))

    def _of_holder(self, life: Life, at: datetime) -> Person:
        return self.staff.acting(life.case.holder_unit.code, at.date())
