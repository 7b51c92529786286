"""What duties are about, named by the apps that own it; asked once a page, never once a row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

_matters: dict[str, "MatterNames"] = {}
_themes: list[Callable[[], Mapping[str, str]]] = []


@dataclass(frozen=True)
class MatterName:
    """A matter in words, and the address of its page."""

    title: str
    url: str


MatterNames = Callable[[Collection[str]], Mapping[str, MatterName]]


def name_matters(matter_type: str, names_of: MatterNames) -> None:
    """Have `names_of` name matters of one type by their keys; called from `web/wiring.py`."""
    _matters[matter_type] = names_of


def name_themes(names: Callable[[], Mapping[str, str]]) -> None:
    """Have `names` say what themes are called, in their order; called from `web/wiring.py`."""
    if names not in _themes:
        _themes.append(names)


def matter_names(keys: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], MatterName]:
    """Names of matters by (type, key); those that nobody names are missing."""
    found: dict[tuple[str, str], MatterName] = {}
    for matter_type, names_of in _matters.items():
        wanted = sorted({key for kind, key in keys if kind == matter_type})
        named = names_of(wanted) if wanted else {}
        found |= {(matter_type, key): name for key, name in named.items()}
    return found


def theme_names() -> Mapping[str, str]:
    """Names of themes by code, in their order."""
    return {code: name for names in _themes for code, name in names().items()}
