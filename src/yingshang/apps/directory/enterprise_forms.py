"""What people type about the register of market entities and its files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.forms import DayField
from yingshang.apps.directory.models import Enterprise, EnterpriseImport
from yingshang.apps.directory.selectors.enterprise_imports import column_choices
from yingshang.apps.directory.selectors.enterprises import Wanted
from yingshang.apps.directory.services.sent_files import largest_bytes
from yingshang.engines.identifiers import industries


class EnterpriseFilterForm(forms.Form):
    """Narrowing the register."""

    words = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=100,
        widget=forms.SearchInput(attrs={"placeholder": _("part of a name, or a credit code")}),
    )
    region = forms.ChoiceField(label=_("District"), required=False)
    section = forms.ChoiceField(label=_("Industry"), required=False)
    size = forms.ChoiceField(label=_("Size"), required=False)
    status = forms.ChoiceField(label=pgettext_lazy("entity", "Status"), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Offer the districts of the city and the sections of industry."""
        super().__init__(*arguments, **options)
        districts = [(each.code, each.name) for each in city_content().districts]
        sections = [(each.text, f"{each.text} {each.name}") for each in industries.sections()]
        self._offer("region", districts)
        self._offer("section", sections)
        self._offer("size", Enterprise.Size.choices)
        self._offer("status", Enterprise.Status.choices)

    def wanted(self) -> Wanted:
        """What was asked for; what cannot be understood asks for nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return Wanted(**{name: str(value).strip() for name, value in given.items()})

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]


class SentFileForm(forms.Form):
    """A file, and as of which day it is true."""

    file = forms.FileField(
        label=_("File (.xlsx or .csv)"),
        help_text=_("The first row names the columns. UTF-8 and GB18030 are both read."),
    )
    as_of = DayField(label=_("Day on which the data were true"))

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > largest_bytes():
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB; split it."),
                params={"megabytes": largest_bytes() // 1024 // 1024},
            )
        return upload


class EnterpriseFileForm(SentFileForm):
    """A file, whose data it holds, and as of which day."""

    field_order = ("file", "source", "as_of")
    source = forms.CharField(
        label=_("Whose data it is"),
        max_length=200,
        help_text=_("How its columns are read is remembered under this name."),
        widget=forms.TextInput(attrs={"list": "sources"}),
    )


class MappingForm(forms.Form):
    """What each column of a file is; one choice a heading."""

    def __init__(self, *arguments: Any, file: EnterpriseImport, **options: Any) -> None:
        """One question a heading, answered as proposed."""
        super().__init__(*arguments, **options)
        self._names: dict[str, str] = {}
        choices = [("", _("not taken")), *column_choices()]
        for place, header in enumerate(each for each in file.headers if each):
            name = f"column_{place}"
            self._names[name] = header
            self.fields[name] = forms.ChoiceField(
                label=header, required=False, choices=choices, initial=file.mapping.get(header, "")
            )

    def mapping(self) -> dict[str, str]:
        """Heading → column, of a valid form."""
        return {header: self.cleaned_data[name] for name, header in self._names.items()}
