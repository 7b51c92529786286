"""What people type about sources of cases held elsewhere."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.services.outside import SourceWords, Upload
from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.enterprise_forms import SentFileForm
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words


class SourceForm(forms.Form):
    """A system that reports its cases."""

    name_zh = forms.CharField(label=_("Name of the system"), max_length=200)
    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Latin letters, digits and underscores; machines use it in the address."),
    )
    type_code = forms.ChoiceField(label=_("What its cases are"))
    unit = forms.ModelChoiceField(
        label=_("Unit that answers for it"),
        queryset=Unit.objects.none(),
        help_text=_("Cases that name no unit are shown to it."),
    )

    def __init__(self, *arguments: Any, units: Collection[UUID] | None, **options: Any) -> None:
        """Offer types that are held elsewhere, and the viewer's units (None: all)."""
        super().__init__(*arguments, **options)
        rows = Unit.objects.within(None).order_by("rank", "code")
        chosen = rows if units is None else rows.filter(pk__in=units)
        self.fields["unit"].queryset = chosen  # type: ignore[attr-defined]
        self.fields["type_code"].choices = [  # type: ignore[attr-defined]
            (each.id, in_words(each.entry.name.zh_hans, each.entry.name.en or ""))
            for each in current_types()
            if not each.entry.held.here
        ]

    def words(self) -> SourceWords:
        """What was said, of a valid form."""
        return SourceWords(**self.cleaned_data)


class OutsideFileForm(SentFileForm):
    """A file of a source."""

    file = forms.FileField(
        label=_("File (.xlsx, .csv or .xes)"),
        help_text=_(
            "A row an event. The first row names the columns; UTF-8 and GB18030 are both read."
        ),
    )

    def upload(self) -> Upload:
        """The file, of a valid form."""
        file = self.cleaned_data["file"]
        return Upload(name=file.name, content=file.read(), as_of=self.cleaned_data["as_of"])


class KeyForm(forms.Form):
    """A machine that is to report by itself."""

    name = forms.CharField(label=pgettext_lazy("machine", "Name of the machine"), max_length=100)
