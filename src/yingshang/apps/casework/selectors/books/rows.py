"""Cases and their rows: numbers, receipts, steps, and who sees them."""

from collections import Counter

from django.db.models import Exists, F, OuterRef

from yingshang.apps.casework.decisions.numbers import is_case_number
from yingshang.apps.casework.models import Case, CaseUnit, Letter, Stage, Step
from yingshang.apps.casework.selectors.books.findings import Entry, Finding, shown
from yingshang.apps.casework.types import current_types

LIVE = (Step.Status.OPEN, Step.Status.HELD)
OVER = (Stage.ENDED, Stage.WITHDRAWN, Stage.REFUSED_ENTRY)


def numbers() -> Entry:
    """Numbers are written as they should be, their check digit agrees, none is there twice."""
    rows = Case.objects.filter(source=None).order_by("pk").values_list("number", flat=True)
    seen = Counter(rows.iterator())
    faults = (
        Finding(
            f"办件编号“{number}”重复，或者校验位不对。请查是谁改的。",
            f"Case number “{number}” is there twice, or its check digit is wrong.",
        )
        for number, times in seen.items()
        if times > 1 or not is_case_number(number)
    )
    zh, en = "编号唯一，校验位正确", "Numbers unique, check digits right"
    return Entry(zh, en, seen.total(), shown(faults))


def receipts() -> Entry:
    """Whoever handed something in holds a receipt, where the type gives one."""
    given = {t.id: t.entry.letters.receipt for t in current_types() if t.entry.letters.receipt}
    handed_in = Case.objects.filter(type_code__in=given, source=None, submitted_at__isnull=False)
    own = Letter.objects.filter(case=OuterRef("pk"), code__in=set(given.values()))
    bare = handed_in.exclude(Exists(own)).order_by("pk").values_list("number", flat=True)
    faults = (
        Finding(
            f"办件{number}已收件，却没有回执。请补发。",
            f"Case {number} was handed in and has no receipt. Issue one.",
        )
        for number in bare
    )
    zh, en = "收件有回执", "What was handed in has a receipt"
    return Entry(zh, en, handed_in.count(), shown(faults))


def under_way() -> Entry:
    """A case held here and under way has a step that waits for somebody, or for particulars.

    What is held elsewhere may stand between two steps that were reported.
    """
    running = Case.objects.filter(stage=Stage.RUNNING, source=None)
    live = Step.objects.filter(case=OuterRef("pk"), status__in=LIVE)
    stuck = running.exclude(Exists(live)).order_by("pk").values_list("number", flat=True)
    faults = (
        Finding(
            f"办件{number}在办，却没有一个环节等人办理。",
            f"Case {number} is under way, and no step of it waits for anybody.",
        )
        for number in stuck
    )
    zh, en = "在办的有环节在等", "Cases under way wait for somebody"
    return Entry(zh, en, running.count(), shown(faults))


def over() -> Entry:
    """A case that is over leaves no step open."""
    rows = Step.objects.filter(case__stage__in=OVER, status__in=LIVE).order_by("pk")
    faults = (
        Finding(
            f"办件{number}已办结，环节“{code}”却还开着。",
            f"Case {number} is over, and its step “{code}” is still open.",
        )
        for number, code in rows.values_list("case__number", "code")
    )
    ended = Case.objects.filter(stage__in=OVER).count()
    return Entry(
        "办结的没有未了环节", "Cases that are over left nothing open", ended, shown(faults)
    )


def seen() -> Entry:
    """The unit that holds an open step sees its case."""
    held = Step.objects.filter(status__in=LIVE, holder_unit__isnull=False)
    sees = CaseUnit.objects.filter(case=OuterRef("case"), unit=OuterRef("holder_unit"))
    blind = held.exclude(Exists(sees)).order_by("pk")
    faults = (
        Finding(
            f"环节“{code}”由{unit}承办，但该单位看不到办件{number}。",
            f"{unit} holds the step “{code}” of case {number} and does not see it.",
        )
        for number, code, unit in blind.values_list(
            "case__number", "code", F("holder_unit__official_name_zh")
        )
    )
    return Entry("承办单位看得到办件", "Holders see their cases", held.count(), shown(faults))
