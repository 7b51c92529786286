"""The laws and limits of a pack, found by name and day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from yingshang.engines.timelimits.errors import LawUnknown, LimitUnknown
from yingshang.engines.timelimits.rules import Law, TimeLimit

STATE_PREFIX = "中华人民共和国"
NEAR = 3


@dataclass(frozen=True)
class Register:
    """All laws and limits of a pack, every version of each."""

    laws: tuple[Law, ...]
    limits: tuple[TimeLimit, ...] = ()

    def law(self, name: str, on: date) -> Law:
        """The law called `name` (id, full or short name) in force on `on`.

        Raises:
            LawUnknown: No law has that name, or none of that name is in force on `on`.
        """
        wanted = plain(name)
        named = [law for law in self.laws if wanted in {plain(each) for each in _names(law)}]
        for law in named:
            if law.is_in_force(on):
                return law
        if named:
            raise LawUnknown(
                f"《{named[0].name.zh}》在{on.isoformat()}没有可用的版本。请核对日期。",
                f"No version of the {named[0].name.en} is in force on {on.isoformat()}."
                " Check the date.",
            )
        near = self._near(wanted)
        raise LawUnknown(
            f"没有找到法律“{name}”。相近的有：{'、'.join(near)}。",
            f"There is no law “{name}”. Near names: {', '.join(near)}.",
        )

    def limit(self, limit_id: str, on: date) -> TimeLimit:
        """The limit with this id in force on `on`, under the version of its law in force then.

        Raises:
            LimitUnknown: No such limit is in force on `on`.
        """
        for limit in self.limits:
            if limit.id == limit_id and limit.is_in_force(on) and limit.law.is_in_force(on):
                return limit
        ids = sorted({limit.id for limit in self.limits})
        near = get_close_matches(limit_id, ids, NEAR, 0.3) or ids[:NEAR]
        raise LimitUnknown(
            f"{on.isoformat()}没有期限“{limit_id}”。相近的有：{'、'.join(near)}。",
            f"There is no limit “{limit_id}” on {on.isoformat()}. Near ids: {', '.join(near)}.",
        )

    def _near(self, wanted: str) -> list[str]:
        shown = {plain(name): _shown(law) for law in self.laws for name in _names(law)}
        close = get_close_matches(wanted, shown, 2 * NEAR, 0.4)
        close += [name for name in shown if wanted and wanted in name]
        found = list(dict.fromkeys(shown[name] for name in close))
        return (found or list(dict.fromkeys(shown.values())))[:NEAR]


def plain(name: str) -> str:
    """A name without book marks, state prefix, spaces and case, for comparing."""
    bare = name.strip().strip("《》").casefold().replace(" ", "").removeprefix(STATE_PREFIX)
    return bare.replace("-", "_")


def _names(law: Law) -> Iterable[str]:
    return (law.id, law.name.zh, law.name.en, *law.short_names)


def _shown(law: Law) -> str:
    return law.short_names[0] if law.short_names else law.name.zh
