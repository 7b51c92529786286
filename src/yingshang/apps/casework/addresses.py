"""Where the pages of cases are, for other apps that lead to them."""

from django.urls import NoReverseMatch, reverse

from yingshang.apps.casework.models import Case, Step


def page_of_case(key: str) -> str:
    """The page of a case by its primary key; the desk where there is no such case."""
    number = Case.objects.filter(pk=key.partition(".")[0]).values_list("number", flat=True).first()
    return _page(number)


def page_of_step(key: str) -> str:
    """The place of a step on the page of its case."""
    number = Step.objects.filter(pk=key).values_list("case__number", flat=True).first()
    return f"{_page(number)}#step-{key}" if number else _page(None)


def page_for_applicant(number: str) -> str:
    """The page of a case among the matters of its applicant."""
    return reverse("casework:matter", args=[number])


def _page(number: str | None) -> str:
    try:
        return reverse("casework:case", args=[number]) if number else reverse("obligations:desk")
    except NoReverseMatch:
        return reverse("obligations:desk")
