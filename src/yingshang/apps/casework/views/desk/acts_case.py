"""Acts on a case as a whole."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework import services
from yingshang.apps.casework.decisions.answers import own_fields
from yingshang.apps.casework.errors import LinkRefusedError
from yingshang.apps.casework.forms import desk as ours
from yingshang.apps.casework.forms.answers import AnswersForm, Filled
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.selectors.desk.clocks import case_clocks
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.selectors.lists import by_number
from yingshang.apps.casework.views.desk.acting import Act, Desk, Forms, calling, plain
from yingshang.engines.packs.casework.casetype import CaseType


def _acceptance(desk: Desk, data: Any, _files: Any) -> Forms:
    """Asks for a reason only where it is late and nothing is deemed."""
    acceptance = desk.case_type.entry.acceptance
    clocks = case_clocks([desk.case.pk]).get(desk.case.pk, [])
    is_late = any(desk.at >= each.duty.due_at for each in clocks)
    asks = is_late and not (acceptance and acceptance.deemed)
    return [ours.AcceptForm(data) if asks else ours.NothingForm(data)]


def _correction(desk: Desk, data: Any, _files: Any) -> Forms:
    asked = own_fields(desk.case_type)
    papers = [(key, said(each.name)) for key, each in desk.case_type.materials.items()]
    answers = [
        (key, said(each.name))
        for key, each in desk.case_type.fields.items()
        if key in asked and each.computed is None
    ]
    return [ours.CorrectionForm(papers, answers, data)]


def _ask(desk: Desk, given: Any) -> object:
    note = given[0].cleaned_data["note"]
    return services.ask_correction(**desk.common, items=given[0].items, note=note)


def _letters(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.LetterForm(desk.offers.letters(), data)]


def _links(desk: Desk, data: Any, _files: Any) -> Forms:
    codes = [(each.id, said(each.name)) for each in desk.case_type.entry.links]
    return [ours.LinkForm(codes, data)]


def _link(desk: Desk, given: Any) -> object:
    other = by_number(desk.viewer, given[0].cleaned_data["number"])
    if other is None:
        raise LinkRefusedError
    code = given[0].cleaned_data["code"]
    return services.link(**desk.common, other_id=other.pk, code=code)


def _amending(desk: Desk, data: Any, files: Any) -> Forms:
    """Asks for what held steps wait for; otherwise for everything that is not personal."""
    held = [step for step in desk.case.steps.all() if step.status == Step.Status.HELD]
    missing = {name for step in held for name in step.missing} & set(desk.case_type.fields)
    asked = missing or _open_fields(desk.case_type)
    filled = Filled(values=desk.case.values)
    return [
        ours.RevisionForm(data, initial={"revision": desk.case.revision}),
        AnswersForm(desk.case_type, asked, filled=filled, data=data, files=files),
    ]


def _open_fields(case_type: CaseType) -> set[str]:
    return {
        key
        for key in own_fields(case_type)
        if not case_type.fields[key].personal and case_type.fields[key].type != "file"
    }


def _amend(desk: Desk, given: Any) -> object:
    revision = given[0].cleaned_data["revision"]
    return services.amend(**desk.common, revision=revision, values=given[1].given())


CASE_ACTS = (
    Act(
        "accept",
        pgettext_lazy("case", "Accept"),
        _("Accept the case?"),
        _("Its steps begin, and the limit is counted from now."),
        _acceptance,
        calling(services.accept),
    ),
    Act(
        "ask_correction",
        _("Ask for completion"),
        _("What has to be completed?"),
        _("It can be asked for once only: name everything that is missing or wrong, with reasons."),
        _correction,
        _ask,
    ),
    Act(
        "refuse_entry",
        _("Refuse to accept"),
        _("Refuse to accept the case?"),
        _("The applicant gets the reason in writing."),
        plain(ours.WhyForm),
        calling(services.refuse_entry),
        is_final=True,
    ),
    Act(
        "amend",
        _("Put particulars right"),
        _("Put particulars right"),
        _("The change is on record. Steps that wait for particulars are looked at again."),
        _amending,
        _amend,
    ),
    Act(
        "issue_letter",
        _("Issue a letter"),
        _("Which letter is issued?"),
        _("It is numbered and filled in from the case; neither changes afterwards."),
        _letters,
        calling(services.issue_letter),
    ),
    Act(
        "link",
        _("Link a case"),
        _("Which case belongs to this one?"),
        _("Whoever may read both finds one from the other."),
        _links,
        _link,
    ),
    Act(
        "withdraw",
        _("Withdraw the application"),
        _("Withdraw the application?"),
        _("The case ends. What happened stays on record; this cannot be undone."),
        plain(ours.WhyPerhapsForm),
        calling(services.withdraw),
        is_final=True,
    ),
)
