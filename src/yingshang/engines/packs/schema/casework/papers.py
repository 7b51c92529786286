"""Guide, materials, routes and acceptance: what an applicant meets."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.casework.common import Basis, Condition, Holder
from yingshang.engines.packs.schema.common import Code, Status, Strict, Text


class GuideEntry(Strict):
    """A paragraph of the guide; `unverified` ones say so on the page."""

    heading: Text
    text: Text
    status: Status
    basis: tuple[Basis, ...] = ()


class MaterialEntry(Strict):
    """A paper that is handed in.

    `may_follow`: may come later where the case has taken a route that allows it (容缺受理).
    `known_here`: the city has it already, and only asks where it cannot be found.
    `routes`: asked for on these alone; on all when empty.
    """

    id: Code
    name: Text
    hint: Text | None = None
    required: bool = False
    required_when: Condition | None = None
    may_follow: bool = False
    known_here: bool = False
    routes: tuple[Code, ...] = ()
    copies: Annotated[int, Field(ge=1, le=20)] = 1
    electronic: bool = True
    status: Status
    basis: tuple[Basis, ...] = ()


class Missed(Strict):
    """What follows where the applicant has sent nothing by the last day, inclusive.

    `letter` is issued; `ends` ends the case with this outcome. Without `ends` the case goes on:
    the unit is told and decides.
    """

    letter: Code | None = None
    ends: Code | None = None
    status: Status
    basis: tuple[Basis, ...] = ()


class RouteEntry(Strict):
    """A way to go through the case that the applicant chooses; the first is the default.

    `commitment_letter`: signed by the applicant (告知承诺); `after_check`: the step that verifies
    it afterwards. `follows_within`: the limit within which missing papers follow (容缺受理), and
    `follow_missed` what comes of it when they do not. `when`: offered unless this is false.
    """

    id: Code
    name: Text
    summary: Text
    when: Condition | None = None
    commitment_letter: Code | None = None
    after_check: Code | None = None
    follows_within: Code | None = None
    follow_missed: Missed | None = None
    status: Status
    basis: tuple[Basis, ...] = ()


class Acceptance(Strict):
    """How a submitted case is taken in: by whom, in which time, and what silence means.

    Correction comes before acceptance, is asked for once and pauses nothing. `deemed`: after
    `limit` without a word the case is accepted, as the limit itself says from when.
    `correction_within`: the limit within which the applicant completes it, from the day on which
    it was asked, and `correction_missed` what comes of it when nothing comes; without a limit a
    correction waits as long as the applicant likes. `asks`: fields that the unit has to answer
    itself before it accepts, whatever the applicant said or left open.
    """

    holder: Holder
    limit: Code
    deemed: bool = False
    correction_once: bool = True
    correction_within: Code | None = None
    correction_missed: Missed | None = None
    asks: tuple[Code, ...] = ()
    basis: tuple[Basis, ...] = ()
