"""What a return is called, in lists, letters and the ledger."""

from django.utils import translation
from django.utils.translation import gettext as _

from yingshang.apps.delivery.models import Return

CHINESE, ENGLISH = "zh-hans", "en"


def title_of(report: Return) -> str:
    """Its name in the reader's language; `period` and `task` are loaded."""
    if report.task is None:
        return _("Summary of %(period)s") % {"period": report.period.name}
    form = (
        _("Consolidated progress in %(period)s: %(code)s %(title)s")
        if report.kind == Return.Kind.CONSOLIDATION
        else _("Progress in %(period)s: %(code)s %(title)s")
    )
    values = {"period": report.period.name, "code": report.task.code, "title": report.task.title}
    return form % values


def title_in(language: str, report: Return) -> str:
    """Its name in one language."""
    with translation.override(language):
        return title_of(report)
