"""What pydantic finds wrong with a file, as diagnostics in our own words."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from yingshang.engines.packs.diagnostics import Diagnostic, Path, diagnostic
from yingshang.engines.packs.schemawords import CAUSES, EXPECTED, form_of, kind_found, shown
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.packs.yamltree import Tree

Pair = tuple[str, str]
Values = dict[str, object]
_NOTHING: Pair = ("", "")


def schema_faults(
    error: ValidationError, tree: Tree, schema: type[BaseModel], file: str
) -> list[Diagnostic]:
    """One diagnostic for every fault that `schema` finds in `tree`, sorted by place."""
    faults = [dict(fault) for fault in error.errors(include_url=False)]
    return sorted({_locate(one, tree, schema, file) for one in faults if not _is_echo(one)})


def _is_echo(fault: dict[str, Any]) -> bool:
    """Whether a list is called too short only because items of it have faults of their own."""
    is_short_list = fault["type"] == "too_short" and isinstance(fault["input"], list)
    return is_short_list and len(fault["input"]) >= fault["ctx"]["min_length"]


def _locate(fault: dict[str, Any], tree: Tree, schema: type[BaseModel], file: str) -> Diagnostic:
    path = _known_part(fault["loc"], tree)
    kind = fault["type"]
    if kind == "missing":
        return _missing(fault, tree, file)
    if kind == "extra_forbidden":
        return _unknown(path, tree, schema, file)
    code, describe = _DESCRIBERS.get(kind, ("P110", _rule))
    values = describe(fault, path, tree)
    return diagnostic(code, file, tree.value_mark(path), key=_name(path), **values)


def _known_part(loc: tuple[str | int, ...], tree: Tree) -> Path:
    """`loc` as far as it exists in the file: branches of a union are not part of it."""
    for end in range(len(loc), -1, -1):
        if loc[:end] in tree.values:
            return loc[:end]
    return ()


def _name(path: Path) -> str:
    """How a person finds `path`: keys by dots, list items counted from 1."""
    return "".join(f"[{k + 1}]" if isinstance(k, int) else f".{k}" for k in path).lstrip(".")


def _missing(fault: dict[str, Any], tree: Tree, file: str) -> Diagnostic:
    *owner, key = fault["loc"]
    path = _known_part(tuple(owner), tree)
    name = _name(path)
    where = (f"“{name}”", f"`{name}`") if name else ("本文件", "The file")
    shown = f"[{key + 1}]" if isinstance(key, int) else key
    return diagnostic("P101", file, tree.key_mark(path), where=where, key=shown)


def _unknown(path: Path, tree: Tree, schema: type[BaseModel], file: str) -> Diagnostic:
    key = str(path[-1]) if path else ""
    present = {str(other[-1]) for other in tree.keys if other[:-1] == path[:-1]}
    allowed = [name for name in keys_at(schema, path[:-1]) if name not in present]
    otherwise: Pair = ("请删去它。", "Remove it.")
    if allowed:
        otherwise = (
            f"此处还可以写：{'、'.join(allowed)}。",
            f"What may still stand here: {', '.join(allowed)}.",
        )
    hint = suggestion(key, allowed, otherwise)
    return diagnostic("P102", file, tree.key_mark(path), key=key, hint=hint)


def keys_at(schema: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that `schema` knows for the mapping at `path`."""
    root = _json_schema(schema)
    nodes = [root]
    for key in path:
        nodes = [below for node in nodes for below in _below(root, node, key)]
    found = [_resolved(root, node) for node in nodes]
    return tuple(name for node in found for name in node.get("properties", {}))


@cache
def _json_schema(schema: type[BaseModel]) -> dict[str, Any]:
    return schema.model_json_schema(by_alias=True)


def _resolved(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref", "")
    name = reference.removeprefix("#/$defs/")
    return root["$defs"][name] if reference else node


def _below(root: dict[str, Any], node: dict[str, Any], key: str | int) -> list[dict[str, Any]]:
    node = _resolved(root, node)
    branches = [_resolved(root, branch) for branch in node.get("anyOf", node.get("oneOf", []))]
    found: list[dict[str, Any]] = []
    for branch in branches or [node]:
        if isinstance(key, int):
            found += [branch["items"]] if isinstance(branch.get("items"), dict) else []
        elif key in branch.get("properties", {}):
            found.append(branch["properties"][key])
        elif isinstance(branch.get("additionalProperties"), dict):
            found.append(branch["additionalProperties"])
    return [_choice(root, node) for node in found]


def _choice(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The one branch of an optional mapping that is a mapping; else the node itself."""
    branches = [_resolved(root, branch) for branch in node.get("anyOf", [])]
    mappings = [branch for branch in branches if "properties" in branch]
    return mappings[0] if len(mappings) == 1 else node


def _written(path: Path, tree: Tree, value: object) -> str:
    return shown(tree.written.get(path, value))


def _type(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    expected = EXPECTED[fault["type"]]
    written = tree.written.get(path)
    hint: Pair = _NOTHING
    if fault["type"] == "string_type" and written:
        hint = (f'请加引号："{written}"。', f'Put it in quotes: "{written}".')
    elif fault["input"] is None:
        hint = ("请填写，或者删去这一行。", "Fill it in, or remove the line.")
    return {"expected": expected, "found": kind_found(fault["input"], written), "hint": hint}


def _choice_of(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    value = _written(path, tree, fault["input"])
    allowed = [part.strip("'") for part in _split(fault["ctx"]["expected"])]
    listed = ("、".join(allowed), ", ".join(allowed))
    return {"value": value, "allowed": listed, "hint": suggestion(value, allowed)}


def _split(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _form(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    value = _written(path, tree, fault["input"])
    return {"value": value, "form": form_of(fault["ctx"]["pattern"])}


_BOUNDS = {
    "ge": ("不小于 {0}", "at least {0}"),
    "gt": ("大于 {0}", "more than {0}"),
    "le": ("不大于 {0}", "at most {0}"),
    "lt": ("小于 {0}", "less than {0}"),
}


def _bound(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    [(name, limit)] = [item for item in fault["ctx"].items() if item[0] in _BOUNDS]
    zh, en = _BOUNDS[name]
    value = _written(path, tree, fault["input"])
    return {"value": value, "bound": (zh.format(limit), en.format(limit))}


def _amount(fault: dict[str, Any], name: str) -> Pair:
    count = fault["ctx"][name]
    if fault["type"].startswith("string"):
        return f"{count} 个字", f"{count} character" + "s" * (count != 1)
    return f"{count} 项", f"{count} item" + "s" * (count != 1)


def _short(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    return {"least": _amount(fault, "min_length")}


def _long(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    return {"most": _amount(fault, "max_length")}


def _date(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    return {"value": _written(path, tree, fault["input"])}


def _rule(fault: dict[str, Any], path: Path, tree: Tree) -> Values:
    if fault["type"] in CAUSES:
        return {"cause": CAUSES[fault["type"]]}
    message = fault["msg"].removeprefix("Value error, ").rstrip(".")
    zh, mark, en = message.partition(" / ")
    return {"cause": (zh.rstrip("。"), en) if mark else message}


Describer = Callable[[dict[str, Any], Path, Tree], Values]
_DESCRIBERS: dict[str, tuple[str, Describer]] = {
    **dict.fromkeys(EXPECTED, ("P103", _type)),
    **dict.fromkeys(("literal_error", "enum"), ("P104", _choice_of)),
    "string_pattern_mismatch": ("P105", _form),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal"), ("P106", _bound)
    ),
    **dict.fromkeys(("string_too_short", "too_short"), ("P107", _short)),
    **dict.fromkeys(("string_too_long", "too_long"), ("P108", _long)),
    **dict.fromkeys(
        ("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        ("P109", _date),
    ),
}
