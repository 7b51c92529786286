"""What can be wrong with a ledger, each with its sentence in both languages."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SENTENCES: Mapping[str, tuple[str, str]] = {
    "L001": (
        "第{place}号事件的内容被改动。",
        "Event {place} was changed.",
    ),
    "L002": (
        "第{first}号至第{last}号事件被删除。",
        "Events {first} to {last} were removed.",
    ),
    "L003": (
        "第{place}号事件是后来加入的，不是系统写入的。",
        "Event {place} was added; the system never wrote it.",
    ),
    "L004": (
        "第{place}号事件被挪动位置，原为第{original}号。",
        "Event {place} was moved; it was written as event {original}.",
    ),
    "L005": (
        "账尾被截断：第{first}号至第{last}号事件不见了。",
        "The tail was cut: events {first} to {last} are gone.",
    ),
    "L006": (
        "第{place}号事件的对象不见了：{role} {type} {key}。",
        "A subject of event {place} vanished: {role} {type} {key}.",
    ),
    "L007": (
        "第{place}号事件被加上了对象：{role} {type} {key}。",
        "A subject was put on event {place}: {role} {type} {key}.",
    ),
    "L008": (
        "第{place}号事件的个人信息“{field}”被改动，或者密钥不对。",
        "Personal value `{field}` of event {place} was changed, or the key is another.",
    ),
    "L009": (
        "第{place}号事件的个人信息“{field}”不见了，而没有删除记录。",
        "Personal value `{field}` of event {place} is gone, and no erasure is on record.",
    ),
    "L010": (
        "账本与{day}的日根不符：第{first}号至第{last}号之间有事件被重写。",
        "The root of {day} says otherwise: events {first} to {last} were rewritten in part.",
    ),
    "L011": (
        "日根文件第{line}行已损坏、被改动或不连续；请取回异地保存的副本。",
        "Line {line} of the roots file is damaged or out of line; use the copy kept elsewhere.",
    ),
    "L012": (
        "日根文件属于另一个账本；请用--roots指定正确的文件。",
        "The roots file belongs to another ledger; name the right one with --roots.",
    ),
    "L013": (
        "账首记录与最后的第{place}号事件不符。",
        "The head of the ledger disagrees with its last event, {place}.",
    ),
    "L014": (
        "第{place}号事件的记录时间早于前一事件。",
        "Event {place} is recorded earlier than the event before it.",
    ),
    "L016": (
        "第{place}号事件自称早于{day}的日根，而该日根里没有它。",
        "Event {place} says it is older than the root of {day}, which does not know it.",
    ),
    "L017": (
        "这里没有账首记录：不是记录被删除，就是事件是后来加入的。",
        "There is no head: either it was removed, or the events were added.",
    ),
    "L015": (
        "{day}的日根记有{expected}个事件对象，现在有{found}个。",
        "The root of {day} counts {expected} subjects; there are {found}.",
    ),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        place: Number at which to look, in its strand; 0 for the roots file.
        values: What the sentence names besides.
        strand: In which strand; 0 where the ledger has only one, or for the roots file.
    """

    code: str
    place: int
    values: Mapping[str, Any] = field(default_factory=dict)
    strand: int = 0

    @property
    def chinese(self) -> str:
        """The sentence in Chinese."""
        where = f"（分链{self.strand}）" if self.strand else ""
        return SENTENCES[self.code][0].format(place=self.place, **self.values) + where

    @property
    def english(self) -> str:
        """The sentence in English."""
        where = f" (strand {self.strand})" if self.strand else ""
        return SENTENCES[self.code][1].format(place=self.place, **self.values) + where

    def as_json(self) -> dict[str, Any]:
        """Code, place, values and both sentences."""
        return {**asdict(self), "zh-hans": self.chinese, "en": self.english}


@dataclass(frozen=True)
class Findings:
    """The outcome of one verification.

    Attributes:
        events: How many events were read.
        through: Sequence number of the last of them; 0 in an empty ledger.
        roots: How many lines the roots file has.
    """

    events: int
    through: int
    roots: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults
