"""Rates for officials, and what everybody reads."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.selectors.rates import Period
from yingshang.apps.ratings.selectors.rates_page import answers_page, rates_page, year_of
from yingshang.apps.ratings.views.desk import standing_or_refuse

WAYS = {
    "unit": pgettext_lazy("rates by", "Unit"),
    "window": pgettext_lazy("rates by", "Window"),
    "item": pgettext_lazy("rates by", "Service"),
    "channel": pgettext_lazy("rates by", "Channel"),
    "staff": _("Official"),
}


@require_safe
@for_people
def rates(request: PersonRequest) -> HttpResponse:
    """Rates by unit, window, service, channel or official, over any days."""
    standing = standing_or_refuse(request.user)
    ways = {key: word for key, word in WAYS.items() if key != "staff" or standing.appealing}
    by = request.GET.get("by", "unit")
    by = by if by in ways else "unit"
    rules = current_rules()
    period = _period(request)
    page = rates_page(rules, period, by, viewer=request.user, on=clock.today()) if rules else None
    tabs = [
        {"label": word, "url": _url(key, period), "is_current": key == by}
        for key, word in ways.items()
    ]
    return render(request, "ratings/rates.html", {"page": page, "tabs": tabs, "period": period})


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """How people rate the city's services, and what was put right."""
    rules = current_rules()
    page = answers_page(rules, year_of(clock.today())) if rules else None
    return render(request, "ratings/answers.html", {"page": page})


def _period(request: HttpRequest) -> Period:
    usual = year_of(clock.today())
    since, until = _day(request, "from"), _day(request, "to")
    return Period(since or usual.since, until or usual.until)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _url(by: str, period: Period) -> str:
    days = f"from={period.since.isoformat()}&to={period.until.isoformat()}"
    return f"{reverse('ratings:rates')}?by={by}&{days}"
