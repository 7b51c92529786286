"""Many market entities at once: compared with what is known, written in a few statements."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from yingshang.apps.directory.city_content import CityContent
from yingshang.apps.directory.importing.columns import PERSONAL
from yingshang.apps.directory.importing.rows import Row
from yingshang.apps.directory.models import Enterprise, EnterprisePiece
from yingshang.apps.directory.models.enterprises import LONG_PIECE, SHORT_PIECE
from yingshang.apps.directory.services.enterprises.sizing import size

MOST_PIECES: Final = 200
# A cell of the history that says only that a personal value changed.
HIDDEN: Final = "***"
WRITTEN: Final = tuple(
    each.name for each in Enterprise._meta.concrete_fields if each.name not in {"id", "entered_at"}
)


@dataclass(frozen=True)
class Statement:
    """Who says it, as of which day, and when it is written down."""

    source_name: str
    as_of: date
    at: datetime


@dataclass
class Batch:
    """What a number of rows would do to the register."""

    new: list[Enterprise] = field(default_factory=list)
    changed: list[tuple[Enterprise, dict[str, list[str]]]] = field(default_factory=list)
    unchanged: list[Enterprise] = field(default_factory=list)


def compare(rows: Sequence[Row], said: Statement, city: CityContent) -> Batch:
    """Sort rows without faults into new, changed and unchanged; two queries, nothing is written.

    A row about something that a newer statement described, or whose two numbers belong to two
    entities, is given a fault instead.
    """
    known = _known(rows)
    batch = Batch()
    for row in rows:
        if row.faults:
            continue
        present = _present(row, known)
        if row.faults:
            continue
        if present is None:
            batch.new.append(_new(row, said, city))
        elif present.as_of > said.as_of:
            _refuse_older(row, present)
        else:
            _sort(row, present, said, city, batch)
    return batch


def write(batch: Batch, said: Statement) -> None:
    """Write a batch: rows, and the pieces of names by which they are found."""
    Enterprise.objects.bulk_create(batch.new)
    changed = [enterprise for enterprise, _values in batch.changed]
    if changed:
        Enterprise.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
        )
    stale = [each.pk for each in batch.unchanged if each.as_of != said.as_of]
    if stale:
        Enterprise.objects.filter(pk__in=stale).update(as_of=said.as_of)
    renamed = [each.pk for each, values in batch.changed if "name" in values]
    EnterprisePiece.objects.filter(enterprise__in=renamed).delete()
    index_names([*renamed, *(each.pk for each in batch.new)])


def index_names(keys: Sequence[int]) -> None:
    """Cut the names of these market entities into pieces, inside the database."""
    if not keys:
        return
    numbers = ", ".join(f"({number})" for number in range(1, MOST_PIECES))
    chosen = ", ".join(str(int(key)) for key in keys)
    name = "replace(upper(name || '|' || former_names), ' ', '')"
    with connection.cursor() as cursor:
        cursor.execute(
            # Only integers and constants of this module are put in.
            f"""
            WITH place(n) AS (VALUES {numbers})
            INSERT INTO directory_enterprisepiece (enterprise_id, place, short, "long")
            SELECT id, n, substr({name}, n, {SHORT_PIECE}), substr({name}, n, {LONG_PIECE})
            FROM directory_enterprise JOIN place ON n < length({name})
            WHERE id IN ({chosen})
            """  # noqa: S608
        )


def digest_of(batch: Batch, before: str) -> str:
    """SHA-256 over the digest before and everything that the batch changes, in order."""
    said = {
        "before": before,
        "new": [each.number for each in batch.new],
        "changed": [[each.number, values] for each, values in batch.changed],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def plainly(value: Any) -> str:
    """A value as the history keeps it; nothing is empty, 0 is 0."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)


def _known(rows: Sequence[Row]) -> dict[str, Enterprise]:
    """Market entities that the rows name, by each of their numbers."""
    found: dict[str, Enterprise] = {}
    for column in ("credit_code", "other_number"):
        numbers = [row.values[column] for row in rows if row.values.get(column)]
        if numbers:
            matching = Enterprise.objects.filter(**{f"{column}__in": numbers}).order_by()
            found |= {getattr(each, column): each for each in matching}
    return found


def _present(row: Row, known: Mapping[str, Enterprise]) -> Enterprise | None:
    """Who the row is about; a body known by another number may get its credit code now."""
    code, other = row.values.get("credit_code", ""), row.values.get("other_number", "")
    by_code, by_other = known.get(code), known.get(other)
    present = by_code or by_other
    is_split = by_code and by_other and by_code.pk != by_other.pk
    if is_split or (code and present and (present.credit_code or code) != code):
        row.blame(
            "",
            "numbers_disagree",
            f"注册号{other}在名册中属于另一主体；请核对两个号码。",
            f"The number {other} belongs to another entity of the register; check both numbers.",
        )
    return present


def _new(row: Row, said: Statement, city: CityContent) -> Enterprise:
    enterprise = Enterprise(
        **row.values,
        source_name=said.source_name,
        as_of=said.as_of,
        entered_at=said.at,
        changed_at=said.at,
    )
    size(enterprise, city.sizes, city.release)
    return enterprise


def _sort(row: Row, present: Enterprise, said: Statement, city: CityContent, batch: Batch) -> None:
    differing = {
        name: value for name, value in row.values.items() if getattr(present, name) != value
    }
    if not differing:
        batch.unchanged.append(present)
        return
    if "name" in differing and "former_names" not in row.values:
        former = [present.name, *present.former_names.splitlines()]
        differing["former_names"] = "\n".join(dict.fromkeys(former))
    values = {name: _both(present, name, value) for name, value in differing.items()}
    former_size = present.size_class
    for name, value in differing.items():
        setattr(present, name, value)
    if size(present, city.sizes, city.release):
        values["size_class"] = [former_size, present.size_class]
    present.source_name, present.as_of, present.changed_at = said.source_name, said.as_of, said.at
    batch.changed.append((present, values))


def _both(present: Enterprise, name: str, value: Any) -> list[str]:
    if name in PERSONAL:
        return [HIDDEN, HIDDEN]
    return [plainly(getattr(present, name)), plainly(value)]


def _refuse_older(row: Row, present: Enterprise) -> None:
    row.blame(
        "",
        "older",
        f"名册中已有{present.as_of}的数据（{present.source_name}），比本文件新。",
        f"The register has data of {present.as_of} ({present.source_name}), newer than this file.",
    )
