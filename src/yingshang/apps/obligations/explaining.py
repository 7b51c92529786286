"""Answers the public's question when something is due, by the limits of the installed pack."""

from collections.abc import Callable

from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.engines.timelimits import Bilingual, DueDate
from yingshang.engines.timelimits.question import Question, answer

Choices = list[tuple[str, str]]


def explained_by_pack(question: Question) -> DueDate:
    """When it is due, and why.

    Raises:
        TimeLimitError: Something in the question is unreadable or unknown; the sentence says what.
        NoReleaseError: No pack is installed.
    """
    keeping = current_timekeeping()
    return answer(question, keeping.register, keeping.calendar, keeping.default_law)


def choices() -> tuple[Choices, Choices]:
    """Laws and limits of the installed pack: id and name in the reader's language, once each.

    Raises:
        NoReleaseError: No pack is installed.
    """
    register, in_words = current_timekeeping().register, _reader()
    laws = {law.id: in_words(law.name) for law in register.laws}
    limits = {each.id: in_words(each.name) for each in register.limits if each.name}
    return list(laws.items()), list(limits.items())


def _reader() -> Callable[[Bilingual], str]:
    chosen = language()
    return lambda words: words.text(chosen)
