"""`service_requests/`: what the city is told, by which channels, about what, and how it answers."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.casework.common import Basis, Condition
from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text

ChannelKind = Literal["online", "phone", "window", "transfer", "group", "reception"]
Nature = Literal[
    "consultation", "help", "complaint", "report", "suggestion", "arrears", "police"
]  # fmt: skip


class RequestClass(Strict):
    """A class of what the city is told (诉求类别), and the case type by which it is handled.

    `asks`: fields of that type which the reporter answers besides the words; `anonymous`: whether
    it is taken without a name and a telephone number.
    """

    id: Code
    nature: Nature
    name: Text
    plain: Text
    case_type: Code
    asks: tuple[Code, ...] = ()
    anonymous: bool = True
    status: Status = "unverified"
    basis: tuple[Basis, ...] = ()


class HandlingFields(Strict):
    """Which fields of a case type hold what a request says of itself; none is personal.

    `heard`: the number of the call-back that settles the call-back step.
    """

    class_of: Code
    title: Code
    words: Code
    topic: Code | None = None
    region: Code | None = None
    unit: Code
    answer: Code
    heard: Code


class HandlingSteps(Strict):
    """Steps of a case type by what they mean. `handle`: whoever held one of these calls nobody."""

    triage: Code
    dispatch: Code
    handle: Annotated[tuple[Code, ...], Field(min_length=1)]
    call_back: Code


class HeardOutcomes(Strict):
    """Outcomes of the call-back step; `escalated`: not solved, and reopened often enough."""

    solved: Code
    not_solved: Code
    escalated: Code
    not_reached: Code


class Handling(Strict):
    """How a case type serves requests.

    `reopened_at_most`: how often “not solved” leads back to handling. `attempts`: so many calls
    that reach nobody settle the call-back.
    """

    case_type: Code
    fields: HandlingFields
    steps: HandlingSteps
    heard: HeardOutcomes
    reopened_at_most: Annotated[int, Field(ge=0, le=9)]
    attempts: Annotated[int, Field(ge=1, le=9)]
    status: Status = "example"


class MediaLimits(Strict):
    """How much may come with a report."""

    photos: Annotated[int, Field(ge=0, le=20)]
    photo_megabytes: Annotated[int, Field(ge=1, le=50)]
    voices: Annotated[int, Field(ge=0, le=5)]
    voice_seconds: Annotated[int, Field(ge=1, le=600)]
    voice_megabytes: Annotated[int, Field(ge=1, le=50)]
    status: Status = "example"


class Privacy(Strict):
    """What the reporter is told about their data; a report keeps the version that was shown."""

    version: Annotated[int, Field(ge=1)]
    text: Text
    basis: tuple[Basis, ...] = ()


class RequestsFile(Strict):
    """`requests.yaml`. `intake`: the unit that receives, dispatches and calls back."""

    intake: Code
    classes: Annotated[tuple[RequestClass, ...], Field(min_length=1)]
    handling: Annotated[tuple[Handling, ...], Field(min_length=1)]
    media: MediaLimits
    privacy: Privacy
    status: Status
    source: Source | None = None


class IntakeChannel(Strict):
    """Where requests come from. `numbered`: they have a number there, unique in the channel.

    `columns`: names of columns in its files, by what they hold.
    """

    code: Code
    name: Text
    kind: ChannelKind
    numbered: bool = False
    columns: dict[Code, tuple[str, ...]] = {}
    status: Status
    source: Source | None = None


class ChannelsFile(Strict):
    """`channels.yaml`: every channel that the plan names."""

    channels: Annotated[tuple[IntakeChannel, ...], Field(min_length=1)]


class Topic(Strict):
    """A topic, the phrases by which it is recognised, and the unit that answers for it.

    `units_by_region`: code of a division → unit, where the districts answer for it themselves.
    """

    id: Code
    name: Text
    phrases: Annotated[tuple[Annotated[str, Field(min_length=2)], ...], Field(min_length=1)]
    unit: Code
    units_by_region: dict[Annotated[str, Field(pattern=r"^\d{6}(\d{3})?$")], Code] = {}
    status: Status = "unverified"


class TopicsFile(Strict):
    """`topics.yaml`: rules before the model; most phrases found in the words is proposed."""

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class SatisfactionGrade(Strict):
    """One answer to how satisfied somebody is."""

    id: Code
    name: Text


class ScriptQuestion(Strict):
    """A sentence that whoever calls reads aloud."""

    id: Code
    text: Text


class CallBacksFile(Strict):
    """`callbacks.yaml`: what is asked, what can be answered, and which call-backs are valid.

    `valid`, in SQL over the columns of a call-back: the denominators of rates hold no other.
    """

    script: Annotated[tuple[ScriptQuestion, ...], Field(min_length=1)]
    satisfaction: Annotated[tuple[SatisfactionGrade, ...], Field(min_length=2)]
    valid: Condition
    status: Status
    source: Source | None = None


class Share(Strict):
    """Call-backs that satisfy `when` count `weight` each."""

    when: Condition
    weight: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)


class RateEntry(Strict):
    """A rate over valid call-backs: the weighted count of `numerator` through that of `of`."""

    id: Code
    name: Text
    plain: Text
    numerator: Annotated[tuple[Share, ...], Field(min_length=1)]
    of: Condition | None = None
    status: Status
    source: Source | None = None


class RatesFile(Strict):
    """`rates.yaml`. `least_shown`: rates over fewer are not published, so that nobody is known."""

    rates: Annotated[tuple[RateEntry, ...], Field(min_length=1)]
    least_shown: Annotated[int, Field(ge=2, le=100)]
    status: Status
