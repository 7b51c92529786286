"""What bars a case, and which of its checks fail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.common import Bar, Check
from yingshang.engines.rules import Truth, Verdict, judge_all


@dataclass(frozen=True)
class Barred:
    """A bar that is not false: true bars the case, unknown asks for `verdict.missing`."""

    bar: Bar
    verdict: Verdict

    @property
    def stands(self) -> bool:
        """Whether the case is barred, and not only in doubt."""
        return self.verdict.truth is Truth.TRUE


def bars_of(case_type: CaseType, record: Mapping[str, object]) -> tuple[Barred, ...]:
    """Every bar that is true or unknown, in the order of the type."""
    bars = case_type.entry.bars
    conditions = [case_type.conditions[f"bars.{each.id}.condition"] for each in bars]
    verdicts = judge_all(conditions, record)
    pairs = zip(bars, verdicts, strict=True)
    return tuple(Barred(*pair) for pair in pairs if pair[1].truth is not Truth.FALSE)


@dataclass(frozen=True)
class OpenQuestion:
    """Something that the unit in charge has still to find out.

    Attributes:
        code: `bars.<id>`, or `fields.<id>` for a field that the unit answers itself.
        bar: The bar in doubt; None where a field is asked for.
        fields: What has to be known for it.
    """

    code: str
    bar: Bar | None
    fields: tuple[str, ...]


def open_questions(
    case_type: CaseType, record: Mapping[str, object], waived: Collection[str] = ()
) -> tuple[OpenQuestion, ...]:
    """Bars in doubt and unanswered `acceptance.asks`, in the order of the type.

    Args:
        waived: Codes that were left open with a reason.
    """
    doubts = [
        OpenQuestion(f"bars.{each.bar.id}", each.bar, each.verdict.missing)
        for each in bars_of(case_type, record)
        if not each.stands
    ]
    acceptance = case_type.entry.acceptance
    asked = [
        OpenQuestion(f"fields.{name}", None, (name,))
        for name in (acceptance.asks if acceptance else ())
        if record.get(name) is None
    ]
    return tuple(each for each in (*doubts, *asked) if each.code not in waived)


def failed_checks(
    case_type: CaseType, when: str, record: Mapping[str, object]
) -> tuple[Check, ...]:
    """The checks of a moment (`submit`, or a step) that are false."""
    checks = [each for each in case_type.entry.checks if each.when == when]
    conditions = [case_type.conditions[f"checks.{each.id}.condition"] for each in checks]
    verdicts = judge_all(conditions, record)
    pairs = zip(checks, verdicts, strict=True)
    return tuple(check for check, verdict in pairs if verdict.truth is Truth.FALSE)
