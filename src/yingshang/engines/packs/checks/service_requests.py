"""P55x: `service_requests/`: classes, channels, topics, call-backs and rates."""

from collections.abc import Iterable, Iterator

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.packs.requestcolumns import call_back_columns
from yingshang.engines.packs.schema.service_requests import (
    CallBacksFile,
    ChannelsFile,
    Handling,
    RatesFile,
    RequestsFile,
    TopicsFile,
)
from yingshang.engines.packs.suggesting import Pair, suggestion
from yingshang.engines.rules import faults_of

FOLDER = "service_requests"
REQUESTS, CHANNELS = f"{FOLDER}/requests.yaml", f"{FOLDER}/channels.yaml"
TOPICS, CALL_BACKS = f"{FOLDER}/topics.yaml", f"{FOLDER}/callbacks.yaml"
RATES = f"{FOLDER}/rates.yaml"
Reference = tuple[str, Path, str]
UNIT: Pair = ("单位", "unit")
TYPE: Pair = ("事项类型", "case type")
FIELD: Pair = ("字段", "field")
STEP: Pair = ("环节", "step")
OUTCOME: Pair = ("结果", "outcome")


@rule("P551")
def reference_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every unit and every case type that is named exists, and each type says how it serves."""
    try:
        units = {unit.code for unit in pack.directory.units}
    except NotRead:
        return
    yield from _unknown(_units(pack), units, UNIT)
    yield from _unknown(_types(pack), set(pack.case_types), TYPE)


@rule("P552")
def part_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Fields, steps and outcomes that are named belong to their case type."""
    for path, handling, case_type in _handled(pack):
        for where, what, name, known in _parts(handling, case_type):
            if name not in known:
                values = {"type": case_type.id, "what": what, "name": name}
                yield at(REQUESTS, (*path, *where), **values, hint=suggestion(name, known))


@rule("P553")
def field_personal(pack: ReadPack) -> Iterator[Fault]:
    """Nothing that a request shows to the units of its case is personal."""
    for path, handling, case_type in _handled(pack):
        for key, name in handling.fields.model_dump(exclude_none=True).items():
            if name in case_type.fields and case_type.fields[name].personal:
                yield at(REQUESTS, (*path, "fields", key), name=name)


@rule("P554")
def condition_faulty(pack: ReadPack) -> Iterator[Fault]:
    """Conditions speak of the columns of a call-back."""
    call_backs = pack.models.get(CALL_BACKS)
    if not isinstance(call_backs, CallBacksFile):
        return
    columns = call_back_columns([grade.id for grade in call_backs.satisfaction])
    for file, path, text in _conditions(pack, call_backs):
        for fault in faults_of(text, columns):
            cause = (f"{fault.zh.rstrip('。')}。", f"{fault.en.rstrip('.')}.")
            yield at(file, path, cause=cause)


@rule("P555")
def code_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A code names one class, channel, topic, answer or rate."""
    for file, family, key, codes in _families(pack):
        paths: list[tuple[Path, str]] = [((family, n, key), code) for n, code in enumerate(codes)]
        for path, code, first in repeated(paths):
            yield at(file, path, id=code, first=pack.line_of(file, first))


def _unknown(named: Iterable[Reference], known: set[str], what: Pair) -> Iterator[Fault]:
    for file, path, name in named:
        if name not in known:
            yield at(file, path, what=what, name=name, hint=suggestion(name, known))


def _units(pack: ReadPack) -> Iterator[Reference]:
    requests, topics = pack.models.get(REQUESTS), pack.models.get(TOPICS)
    if isinstance(requests, RequestsFile):
        yield REQUESTS, ("intake",), requests.intake
    for index, topic in enumerate(topics.topics if isinstance(topics, TopicsFile) else ()):
        yield TOPICS, ("topics", index, "unit"), topic.unit
        for region, unit in topic.units_by_region.items():
            yield TOPICS, ("topics", index, "units_by_region", region), unit


def _types(pack: ReadPack) -> Iterator[Reference]:
    requests = pack.models.get(REQUESTS)
    if not isinstance(requests, RequestsFile):
        return
    for index, handling in enumerate(requests.handling):
        yield REQUESTS, ("handling", index, "case_type"), handling.case_type
    served = {handling.case_type for handling in requests.handling}
    for index, each in enumerate(requests.classes):
        if each.case_type not in served:
            yield REQUESTS, ("classes", index, "case_type"), each.case_type


def _handled(pack: ReadPack) -> Iterator[tuple[Path, Handling, CaseType]]:
    requests = pack.models.get(REQUESTS)
    if not isinstance(requests, RequestsFile):
        return
    for index, handling in enumerate(requests.handling):
        case_type = pack.case_types.get(handling.case_type)
        if case_type is not None:
            yield ("handling", index), handling, case_type


def _parts(
    handling: Handling, case_type: CaseType
) -> Iterator[tuple[Path, Pair, str, frozenset[str]]]:
    fields, steps = frozenset(case_type.fields), frozenset(case_type.steps)
    for key, name in handling.fields.model_dump(exclude_none=True).items():
        yield ("fields", key), FIELD, name, fields
    for key in ("triage", "dispatch", "call_back"):
        yield ("steps", key), STEP, getattr(handling.steps, key), steps
    for index, name in enumerate(handling.steps.handle):
        yield ("steps", "handle", index), STEP, name, steps
    called = case_type.steps.get(handling.steps.call_back)
    ends = frozenset(each.id for each in called.outcomes) if called else frozenset()
    for key, name in handling.heard.model_dump().items():
        yield ("heard", key), OUTCOME, name, ends


def _conditions(pack: ReadPack, call_backs: CallBacksFile) -> Iterator[Reference]:
    yield CALL_BACKS, ("valid",), call_backs.valid
    rates = pack.models.get(RATES)
    for index, rate in enumerate(rates.rates if isinstance(rates, RatesFile) else ()):
        for number, share in enumerate(rate.numerator):
            yield RATES, ("rates", index, "numerator", number, "when"), share.when
        if rate.of is not None:
            yield RATES, ("rates", index, "of"), rate.of


def _families(pack: ReadPack) -> Iterator[tuple[str, str, str, list[str]]]:
    requests, channels = pack.models.get(REQUESTS), pack.models.get(CHANNELS)
    topics, rates = pack.models.get(TOPICS), pack.models.get(RATES)
    call_backs = pack.models.get(CALL_BACKS)
    if isinstance(requests, RequestsFile):
        yield REQUESTS, "classes", "id", [each.id for each in requests.classes]
        yield REQUESTS, "handling", "case_type", [each.case_type for each in requests.handling]
    if isinstance(channels, ChannelsFile):
        yield CHANNELS, "channels", "code", [each.code for each in channels.channels]
    if isinstance(topics, TopicsFile):
        yield TOPICS, "topics", "id", [each.id for each in topics.topics]
    if isinstance(call_backs, CallBacksFile):
        yield CALL_BACKS, "satisfaction", "id", [each.id for each in call_backs.satisfaction]
    if isinstance(rates, RatesFile):
        yield RATES, "rates", "id", [each.id for each in rates.rates]
