"""P712, P724: fields are used as their types allow."""

from collections.abc import Iterator

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.checks.casework.types import standing, typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.common import FieldHolder

_NUMBERS = ("number", "money")
_TEXTS = ("text", "long_text")
# Key of a field → the types that may have it.
_KEYS: dict[str, tuple[str, ...]] = {
    "choices": ("choice",),
    "columns": ("table",),
    "minimum": _NUMBERS,
    "maximum": _NUMBERS,
    "decimals": ("number",),
    "length": _TEXTS,
    "sum": _NUMBERS,
    "among": ("unit",),
    "computed": ("number", "money", "date", "text", "yes_no"),
}
# Where a field is named → the types that it may have there.
_PLACES: dict[str, tuple[str, ...]] = {
    "clocks.*.counts_from": ("date",),
    "clocks.*.met_on": ("date",),
    "steps.*.counts_from": ("date",),
    "ledger.month_of": ("date",),
    "ledger.roll_up.sum.*": _NUMBERS,
    "steps.*.officer": ("person", "text"),
    "steps.*.proof.*": ("file",),
}


@rule("P712")
def key_of_another_type(pack: ReadPack) -> Iterator[Fault]:
    """A field has the keys of its type, and those that its type needs."""
    for file, case_type in typed(pack):
        cells = [*standing(case_type.entry, "fields.*")]
        cells += [*standing(case_type.entry, "fields.*.columns.*")]
        for path, cell in cells:
            for key, types in _KEYS.items():
                if getattr(cell, key, None) and cell.type not in types:
                    yield _misused(file, (*path, key), cell.id, f"`{key}`", types)
            for needing, key in (("choice", "choices"), ("table", "columns")):
                if cell.type == needing and not getattr(cell, key, ()):
                    yield at(
                        file,
                        (*path, "type"),
                        field=cell.id,
                        use=(f"写明 {key}", f"to have `{key}`"),
                    )


@rule("P712")
def computed_and_typed(pack: ReadPack) -> Iterator[Fault]:
    """What is computed is not typed, prefilled, asked for or filled in at a step."""
    for file, case_type in typed(pack):
        for index, field in enumerate(case_type.entry.fields):
            for key in ("required", "required_when", "prefill"):
                if field.computed is not None and getattr(field, key):
                    use = (f"计算得出，不能再写 {key}", f"to be computed, without `{key}`")
                    yield at(file, ("fields", index, key), field=field.id, use=use)
        for path, name in standing(case_type.entry, "steps.*.fields.*"):
            known = case_type.fields.get(name)
            if known is not None and known.computed is not None:
                use = ("计算得出，不能在步骤中填写", "to be computed, and not filled in at a step")
                yield at(file, path, field=name, use=use)


@rule("P712")
def field_of_another_type(pack: ReadPack) -> Iterator[Fault]:
    """Where a date, a unit, a number, a person or a file is needed, the field is one."""
    for file, case_type in typed(pack):
        for path, name, types in _named(case_type):
            field = case_type.fields.get(name)
            if field is not None and field.type not in types:
                keys = [each for each in path if isinstance(each, str)]
                yield _misused(file, path, name, f"`{keys[-1]}`", types)


@rule("P724")
def personal_in_list(pack: ReadPack) -> Iterator[Fault]:
    """What is personal is in no list."""
    for file, case_type in typed(pack):
        for index, field in enumerate(case_type.entry.fields):
            if field.personal and (field.in_list or field.sum):
                yield at(file, ("fields", index, "personal"), field=field.id)
        for pattern in ("title_field", "ledger.columns.*", "ledger.roll_up.by.*"):
            for path, name in standing(case_type.entry, pattern):
                known = case_type.fields.get(name)
                if known is not None and known.personal:
                    yield at(file, path, field=name)


def _named(case_type: CaseType) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for pattern, types in _PLACES.items():
        for path, name in standing(case_type.entry, pattern):
            yield path, name, types
    for pattern in ("holder", "steps.*.holder", "steps.*.countersign.holders.*"):
        for path, holder in standing(case_type.entry, pattern):
            if isinstance(holder, FieldHolder):
                yield (*path, "field"), holder.field, ("unit",)


def _misused(file: str, path: Path, field: str, place: str, types: tuple[str, ...]) -> Fault:
    listed = ", ".join(types)
    use = (f"是 {listed}，才能用于 {place.strip('`')}", f"to be {listed} for {place}")
    return at(file, path, field=field, use=use)
