"""What the page of a market entity shows of its cases."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.selectors.lists import visible_to, with_names
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Enterprise, Person
from yingshang.apps.directory.panels import Panel, PanelRow
from yingshang.apps.ledger.reader import in_words

SHOWN = 10


def cases_of_enterprise(enterprise: Enterprise, viewer: Person, on: date) -> Panel | None:
    """The newest cases of `enterprise` that `viewer` may open; None where there are none."""
    rows = with_names(visible_to(viewer)).select_related("release").defer("release__content")
    found = rows.filter(enterprise=enterprise).newest_first()[:SHOWN]
    lines = tuple(
        PanelRow(
            title=f"{in_words(name.zh_hans, name.en)} {case.number}",
            url=reverse("casework:case", args=[case.number]),
            note=str(case.get_stage_display()),
        )
        for case in found
        for name in [type_of(case).entry.name]
    )
    return Panel(_("Cases"), lines) if lines else None
