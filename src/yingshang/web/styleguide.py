"""The styleguide: every component in every state, on one page."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yingshang.web import context, preferences, styleguide_samples

LAYOUTS = ("desk", "portal", "wall")
SAMPLE_SITE: dict[str, Any] = {
    "city_name": "示例市",
    "day_banner": "演示环境：今天按2024年11月18日（星期一）计算，人员和办件均为虚构。",
    "navigation": styleguide_samples.NAVIGATION,
    "account": context.Account(name="张三", unit_name="示例市政务局", logout_url="#"),
}


class SampleForm(forms.Form):
    """One control of each kind; shown empty and, faulty, with what to correct."""

    title = forms.CharField(label=_("Title"), help_text=_("At most 40 characters."), max_length=40)
    month = forms.ChoiceField(label=_("Month"), choices=styleguide_samples.MONTHS)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label=_("How to reach you"), choices=styleguide_samples.WAYS, widget=forms.RadioSelect
    )
    is_agreed = forms.BooleanField(label=_("I have read the notice"))


class SampleFilter(forms.Form):
    """Choices that narrow a list."""

    words = forms.CharField(label=_("Words"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), choices=styleguide_samples.UNIT_CHOICES)
    light = forms.ChoiceField(label=_("Light"), choices=styleguide_samples.LIGHT_CHOICES)
    month = forms.ChoiceField(label=_("Month"), choices=styleguide_samples.MONTHS)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components; `?theme=`, `?type_size=` and `?layout=` look at them otherwise."""
    wanted = request.GET.get("layout", "")
    page = {
        "site": _site(request),
        "layout": wanted if wanted in LAYOUTS else LAYOUTS[0],
        "samples": styleguide_samples,
        "form": SampleForm(auto_id="empty_%s"),
        "faulty_form": SampleForm({"title": "长" * 41}, auto_id="faulty_%s"),
        "filter_form": SampleFilter(auto_id="filter_%s"),
    }
    return render(request, "styleguide.html", page)


def _site(request: HttpRequest) -> context.Site:
    known: dict[str, Any] = context.site(request)
    wanted: dict[str, Any] = {
        name: request.GET[name]
        for name, values in preferences.CHOICES.items()
        if request.GET.get(name) in values
    }
    site: context.Site = known["site"]
    return replace(site, **SAMPLE_SITE, **wanted)
