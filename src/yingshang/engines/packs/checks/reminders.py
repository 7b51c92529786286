"""P52x: `reminders.yaml`."""

from collections.abc import Iterator, Sequence

from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.reminders import Reminders, RuleEntry, TemplateEntry
from yingshang.engines.packs.suggesting import suggestion

REMINDERS = "reminders.yaml"
_ENTER = ("请先在 templates 中写入它。", "Enter it in `templates` first.")


@rule("P521")
def template_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every rule, and the digest, names a template of the file."""
    file = _reminders(pack)
    if file is None:
        return
    known = {template.code for template in file.templates}
    named: list[tuple[Path, str]] = [(("digest",), file.digest)]
    for index, each in enumerate(file.rules):
        named.append((("rules", index, "template"), each.template))
        if each.asked_template is not None:
            named.append((("rules", index, "asked_template"), each.asked_template))
    for path, template in named:
        if template not in known:
            hint = suggestion(template, known, _ENTER)
            yield at(REMINDERS, path, template=template, hint=hint)


@rule("P522")
def code_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A code names one template, or one rule."""
    file = _reminders(pack)
    if file is None:
        return
    families: tuple[tuple[str, Sequence[TemplateEntry | RuleEntry]], ...] = (
        ("templates", file.templates),
        ("rules", file.rules),
    )
    for family, entries in families:
        codes: list[tuple[Path, str]] = [
            ((family, index), entry.code) for index, entry in enumerate(entries)
        ]
        for path, code, first in repeated(codes):
            line = pack.line_of(REMINDERS, first)
            yield at(REMINDERS, (*path, "code"), id=code, first=line)


def _reminders(pack: ReadPack) -> Reminders | None:
    model = pack.models.get(REMINDERS)
    return model if isinstance(model, Reminders) else None
