"""What a model learns from: requests that people have given a topic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from yingshang.engines.texts.collection import Collection
from yingshang.engines.texts.sameness import SAME


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and the label that a person gave it.

    `group` is the same for texts that say nearly the same; empty if nobody looked.
    """

    text: str
    label: str
    title: str = ""
    group: str = ""


def grouped(lessons: Sequence[Lesson]) -> list[Lesson]:
    """`lessons` with a group each: the given one, or that of the near-duplicates before it."""
    held = Collection()
    groups: dict[str, str] = {}
    result: list[Lesson] = []
    for place, lesson in enumerate(lessons):
        if not lesson.group:
            near = held.find(lesson.text, least=SAME)
            group = groups[near[0].name] if near else f"text {place}"
            held.add(str(place), lesson.text)
            groups[str(place)] = group
            lesson = replace(lesson, group=group)  # noqa: PLW2901 - the same lesson, with a group
        result.append(lesson)
    return result


def fold_of(lesson: Lesson, folds: int) -> int:
    """In which of `folds` parts the lesson's group falls, the same in every run."""
    return int.from_bytes(sha256(lesson.group.encode()).digest()[:8]) % folds
