"""Fields of a case type as a form; it judges nothing, so that there is one judge: `answers.check`.

A page shows `AnswersForm`, hands `given()` to a service, and when that refuses with
`IncompleteError` says its sentences beside the fields: `form.show(refused.shown())`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yingshang.apps.casework.forms.widgets import PaperWidget, widget_of
from yingshang.apps.casework.models import CaseFile
from yingshang.apps.casework.selectors.choices import Chooser, choices_of
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.casework.papers import MaterialEntry

Files = Mapping[str, Sequence[CaseFile]]


@dataclass(frozen=True)
class Filled:
    """What a form shows before anybody types.

    Attributes:
        values: Answers by field, personal ones in clear only for eyes that may see them.
        sources: `{"source", "as_of"}` by field, for what the city filled in.
        files: Files by field or material.
        firms: What the register knows of the numbers in fields of type `enterprise`.
        required: Fields that have to be there now besides those that always are.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Files = field(default_factory=dict)
    required: Collection[str] = frozenset()
    firms: Mapping[str, Enterprise] = field(default_factory=dict)


class Answer(forms.Field):
    """One answer as it came; `kind` is the type of its field, `paper` for a material."""

    def __init__(self, kind: str, **options: Any) -> None:
        """Ask for a field of type `kind`."""
        super().__init__(**options)
        self.kind = kind

    def clean(self, value: Any) -> Any:
        """Nothing is judged here."""
        return value


class _Asking(forms.Form):
    """Common to fields and papers: sentences are shown beside their question."""

    use_required_attribute = False

    def show(self, faults: Mapping[str, Sequence[str]]) -> None:
        """Say each sentence beside its field; those of no field of this form, above all."""
        self.full_clean()
        for key, sentences in faults.items():
            for sentence in sentences:
                self.add_error(key if key in self.fields else None, sentence)

    def files_given(self) -> list[tuple[str, "UploadedFile[Any]"]]:
        """Files that were chosen now, with the field or material to which they belong."""
        found = ((key, self.files.get(self.add_prefix(key))) for key in self.fields)
        return [(key, file) for key, file in found if file]


class AnswersForm(_Asking):
    """Some fields of a case type as questions.

    Computed fields are never asked. Names in HTML begin with `prefix`, so that a page may hold
    several and other inputs besides.
    """

    def __init__(
        self,
        case_type: CaseType,
        asked: Collection[str],
        *,
        filled: Filled | None = None,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        prefix: str = "a",
        choices: Chooser = choices_of,
    ) -> None:
        """Ask `asked` in the order of the type."""
        super().__init__(data, files, prefix=prefix)  # type: ignore[arg-type]
        shown = filled or Filled()
        for key, one in case_type.fields.items():
            if key in asked and one.computed is None:
                self.fields[key] = _question(one, shown, choices)

    def given(self) -> dict[str, object]:
        """Answers by field as they came; a field that was not on the page is absent."""
        found: dict[str, object] = {}
        for key, one in self.fields.items():
            name = self.add_prefix(key)
            if isinstance(one.widget, PaperWidget):
                continue
            if isinstance(one.widget, forms.RadioSelect) and name not in self.data:
                continue
            if not one.widget.value_omitted_from_data(self.data, self.files, name):
                found[key] = one.widget.value_from_datadict(self.data, self.files, name)
        return found


class PapersForm(_Asking):
    """Materials of a case type, each with the files that are there and room for one more."""

    def __init__(
        self,
        materials: Sequence[MaterialEntry],
        *,
        filled: Filled | None = None,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        prefix: str = "p",
    ) -> None:
        """Ask for `materials`; `filled.required` names those that have to be there."""
        super().__init__(data, files, prefix=prefix)  # type: ignore[arg-type]
        shown = filled or Filled()
        for one in materials:
            if one.electronic:
                self.fields[one.id] = _paper(one, shown)


def _question(one: FieldEntry, filled: Filled, choices: Chooser) -> forms.Field:
    is_file = one.type == "file"
    widget = PaperWidget(filled.files.get(one.id, ())) if is_file else widget_of(one, choices)
    return Answer(
        one.type,
        label=_label(one),
        help_text=_help(one, filled),
        required=one.required or one.id in filled.required,
        widget=widget,
        initial=None if is_file else filled.values.get(one.id),
    )


def _label(one: FieldEntry) -> str:
    name = in_words(one.name.zh_hans, one.name.en)
    if one.unit is None:
        return name
    unit = in_words(one.unit.zh_hans, one.unit.en)
    return _("%(name)s (%(unit)s)") % {"name": name, "unit": unit}


def _help(one: FieldEntry, filled: Filled) -> str:
    said = [in_words(one.hint.zh_hans, one.hint.en)] if one.hint else []
    if source := filled.sources.get(one.id):
        words = _("Filled in from %(source)s, as of %(as_of)s. Put it right where it is wrong.")
        said.append(words % source)
    if firm := filled.firms.get(one.id):
        said.append(entry_of(firm))
    return " ".join(said)


def entry_of(firm: Enterprise) -> str:
    """What the register says of an enterprise, who said it, and when it was true."""
    words = _("In the register: %(name)s, %(status)s (%(source)s, as of %(day)s).")
    return words % {
        "name": firm.name,
        "status": firm.get_status_display(),
        "source": firm.source_name,
        "day": date_format(firm.as_of),
    }


def _paper(one: MaterialEntry, filled: Filled) -> forms.Field:
    said = [in_words(one.hint.zh_hans, one.hint.en)] if one.hint else []
    if one.known_here:
        said.append(_("The city has this already; add it only where you are asked for it."))
    return Answer(
        "paper",
        label=in_words(one.name.zh_hans, one.name.en),
        help_text=" ".join(said),
        required=not one.known_here and (one.required or one.id in filled.required),
        widget=PaperWidget(filled.files.get(one.id, ())),
    )
