"""What columns and words of an outside file mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models import OutsideFile, OutsideMapping
from yingshang.apps.casework.outside import columns
from yingshang.apps.casework.outside.rows import RUNNING, WITHDRAWN, words_of
from yingshang.apps.casework.selectors.outside import mapping_of, unit_choices
from yingshang.apps.casework.services.outside import Mapped
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.importing.tables import Table
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.common import Text

MOST_WORDS = 100
KEPT, UNSAID = "kept", ""
Choices = Sequence[tuple[str, Any]]


class OutsideMappingForm(forms.Form):
    """One question a heading, and one for each word of activity, unit and state.

    Words are asked for by the columns as last confirmed or proposed.
    """

    counting = forms.ChoiceField(
        label=_("Until when a deadline is kept"),
        choices=OutsideMapping.Counting.choices,
        help_text=_("Both include the last moment. The law counts days."),
    )
    keeps_unknown = forms.BooleanField(
        label=_("Keep activities that are not mapped"),
        required=False,
        help_text=_("They become events of the case; otherwise their rows stay out."),
    )

    def __init__(self, *arguments: Any, file: OutsideFile, table: Table, **options: Any) -> None:
        """Ask what is in the file, answered as before."""
        super().__init__(*arguments, **options)
        _release, case_type = current_type(file.source.type_code)
        before = mapping_of(file.source)
        self._asked: dict[str, tuple[str, str]] = {}
        self._headings(file, columns.choices(case_type))
        if before is not None:
            self.fields["counting"].initial = before.counting
            self.fields["keeps_unknown"].initial = before.keeps_unknown
        states = before.states if before else {}
        offered: dict[str, tuple[Any, Choices]] = {
            "activity": (_("activity “%(word)s”"), _steps(case_type)),
            "unit": (_("unit “%(word)s”"), [(UNSAID, _("not known")), *unit_choices()]),
            "state": (_("state “%(word)s”"), _states(case_type)),
        }
        for kind, (label, choices) in offered.items():
            words = words_of(table, file.mapping, kind, MOST_WORDS)
            self._words(kind, words, (label, choices), states.get(kind, {}))

    @property
    def heads(self) -> list[forms.BoundField]:
        """The questions about columns."""
        return [self[name] for name, (kind, _word) in self._asked.items() if kind == "column"]

    @property
    def words(self) -> list[forms.BoundField]:
        """The questions about words."""
        return [self[name] for name, (kind, _word) in self._asked.items() if kind != "column"]

    @property
    def rules(self) -> list[forms.BoundField]:
        """The questions about the whole."""
        return [each for each in self if each.name not in self._asked]

    def mapped(self) -> Mapped:
        """What was said, of a valid form."""
        said = {name: self.cleaned_data[name] for name in self._asked}
        heads = {w: said[n] for n, (kind, w) in self._asked.items() if kind == "column"}
        states: dict[str, dict[str, str]] = {"activity": {}, "unit": {}, "state": {}}
        for name, (kind, word) in self._asked.items():
            if kind != "column" and said[name] != UNSAID:
                states[kind][word] = "" if said[name] == KEPT else said[name]
        return Mapped(
            columns=heads,
            states=states,
            counting=self.cleaned_data["counting"],
            keeps_unknown=self.cleaned_data["keeps_unknown"],
        )

    def _headings(self, file: OutsideFile, choices: Choices) -> None:
        for place, header in enumerate(each for each in file.headers if each):
            self._ask(
                f"column_{place}",
                ("column", header),
                header,
                [(UNSAID, _("not taken")), *choices],
                file.mapping.get(header, UNSAID),
            )

    def _words(
        self, kind: str, words: Sequence[str], offer: tuple[Any, Choices], known: dict[str, str]
    ) -> None:
        label, choices = offer
        for place, word in enumerate(words):
            before = (known[word] or KEPT) if word in known else UNSAID
            title = str(label) % {"word": word}
            self._ask(f"{kind}_{place}", (kind, word), title, choices, before)

    def _ask(
        self, name: str, about: tuple[str, str], label: str, choices: Choices, before: str
    ) -> None:
        self._asked[name] = about
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=choices, initial=before
        )


def _steps(case_type: CaseType) -> Choices:
    found: list[tuple[str, Any]] = [
        (UNSAID, _("not mapped")),
        (KEPT, _("an event, no step")),
    ]
    found += [
        (f"{step.id}:{outcome.id}", f"{_named(step.name)} · {_named(outcome.name)}")
        for step in case_type.entry.steps
        for outcome in step.outcomes
    ]
    return found


def _states(case_type: CaseType) -> Choices:
    ends = [(each.id, _named(each.name)) for each in case_type.entry.outcomes]
    return [
        (UNSAID, _("not mapped")),
        (RUNNING, _("being handled")),
        (WITHDRAWN, _("withdrawn")),
        *ends,
    ]


def _named(name: Text) -> str:
    return in_words(name.zh_hans, name.en or name.zh_hans)
