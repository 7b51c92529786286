"""Daily roots: what the ledger was, day by day, in a file outside the database."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from yingshang.apps.ledger.canonical import written
from yingshang.apps.ledger.chain import FIRST_STRAND
from yingshang.apps.ledger.models import Head
from yingshang.apps.ledger.seals import digest


@dataclass(frozen=True, kw_only=True)
class Root:
    """One line of the roots file.

    Attributes:
        ledger: Which ledger this is; a file belongs to one.
        day: Local day on which the root was taken.
        after: Sequence number of the last event that an earlier root covers; 0 in the first.
        through: The last event that this root covers, inclusive.
        hash: That event's hash; where there are strands, the digest of `strands`.
        strands: Number and hash of the last event of each strand that has any; empty where there is
            one strand, with the numbers of the ledger.
        events: Events counted from `after` (exclusive) to `through`.
        subjects: Subjects of those events.
        days: The same two counts for each local day of recording.
        previous: `root` of the line before; zeros in the first.
        root: SM3 of all of this but itself.
    """

    ledger: str
    day: str
    after: int
    through: int
    hash: str
    events: int
    subjects: int
    days: dict[str, list[int]]
    previous: str
    strands: dict[str, list[Any]] = field(default_factory=dict)
    root: str = ""

    def sealed(self) -> "Root":
        """The same with its own digest."""
        return Root(**{**asdict(self), "root": self.digest()})

    def digest(self) -> str:
        """SM3 of everything but `root`, and of `strands` only where there are any."""
        own = {name: value for name, value in asdict(self).items() if name != "root"}
        if not self.strands:
            del own["strands"]
        return digest(written(own))

    def ends(self) -> dict[int, tuple[int, str]]:
        """Number and hash of the last event that this root covers, by strand."""
        if not self.strands:
            return {FIRST_STRAND: (self.through, self.hash)}
        return {int(strand): (number, end) for strand, (number, end) in self.strands.items()}


def ends_of(heads: Mapping[int, tuple[int, str]], *, through: int) -> dict[str, Any]:
    """What a root says of the ends of the strands, as its `hash` and `strands`."""
    number, end = heads.get(FIRST_STRAND, (0, ""))
    if len(heads) == 1 and number == through:
        return {"hash": end}
    strands = {str(strand): [number, end] for strand, (number, end) in heads.items()}
    return {"hash": digest(written(strands)), "strands": strands}


def roots_file() -> Path:
    """Where this installation keeps the roots of its ledger; copy it to another house."""
    head = Head.objects.order_by("pk").first()
    name = "empty" if head is None else head.ledger_id.hex[:12]
    return Path(settings.DATA_DIR) / "ledger-roots" / f"{name}.jsonl"


def written_line(root: Root) -> str:
    """A root as one line of the file."""
    return json.dumps(asdict(root), ensure_ascii=False, sort_keys=True) + "\n"


def read_line(line: str) -> Root | None:
    """The root of a line; None when the line is damaged."""
    try:
        root = Root(**json.loads(line))
        return root if root.digest() == root.root else None
    except (ValueError, TypeError):
        return None


def read_lines(path: Path) -> list[Root | None]:
    """Every line of a roots file, None for a damaged one; nothing when there is no file."""
    if not path.exists():
        return []
    # A line that is no UTF-8 is damaged like any other, and told as such.
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [read_line(line) for line in lines if line.strip()]
