"""Acts on a case as a whole."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework import services
from yingshang.apps.casework.decisions.answers import NO_PAPER, own_fields
from yingshang.apps.casework.errors import IncompleteError, LinkRefusedError
from yingshang.apps.casework.forms import desk as ours
from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.selectors.desk.clocks import case_clocks
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.selectors.lists import by_number
from yingshang.apps.casework.selectors.open_questions import open_questions_of
from yingshang.apps.casework.views.desk.acting import Act, Desk, Forms, calling, plain
from yingshang.engines.packs.casework.casetype import CaseType


def _acceptance(desk: Desk, data: Any, files: Any) -> Forms:
    """Asks for a reason only where it is late and nothing is deemed, and for what is open."""
    acceptance = desk.case_type.entry.acceptance
    clocks = case_clocks([desk.case.pk]).get(desk.case.pk, [])
    is_late = any(desk.at >= each.duty.due_at for each in clocks)
    asks = is_late and not (acceptance and acceptance.deemed)
    first = ours.AcceptForm(data) if asks else ours.NothingForm(data)
    return [first, *_questions(desk, data, files)]


def _accept(desk: Desk, given: Any) -> object:
    first, *rest = given
    said = _found_out(rest) if rest else ({}, "")
    late = first.cleaned_data
    return services.accept(**desk.common, **late, answers=said[0], open_reason=said[1])


def _questions(desk: Desk, data: Any, files: Any) -> list[Form]:
    """What the unit has still to find out; nothing where all is known."""
    found = open_questions_of(desk.case, desk.case_type, desk.at)
    asked = {name for each in found for name in each.fields}
    if not found:
        return []
    filled = Filled(values=desk.case.values)
    answers = AnswersForm(desk.case_type, asked, filled=filled, data=data, files=files)
    return [answers, ours.StaysOpenForm(data)]


def _answer(desk: Desk, given: Any) -> object:
    values, reason = _found_out(given[1:])
    return services.answer_questions(**desk.common, values=values, reason=reason)


def _found_out(given: Any) -> tuple[Mapping[str, object], str]:
    return given[0].given(), given[1].cleaned_data["open_reason"]


def _following(desk: Desk, data: Any, files: Any) -> Forms:
    """The papers that follow and are not there yet."""
    materials = desk.case_type.materials
    wanted = [materials[key] for key in desk.offers.to_follow if key in materials]
    return [PapersForm(wanted, data=data, files=files)]


def _supply(desk: Desk, given: Any) -> object:
    files = given[0].files_given()
    if not files:
        raise IncompleteError({"": [NO_PAPER]})
    return [
        services.attach(**desk.common, belongs_to=key, name=file.name or key, content=file.read())
        for key, file in files
    ]


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
        _accept,
    ),
    Act(
        "answer_questions",
        _("Say what was found out"),
        _("What was found out?"),
        _("What nobody knows bars nothing. An answer that bars the case ends it."),
        lambda desk, data, files: [ours.NothingForm(data), *_questions(desk, data, files)],
        _answer,
    ),
    Act(
        "supply",
        _("Add papers that follow"),
        _("Which papers have come?"),
        _("They are kept with the case; the last of them settles what is owed."),
        _following,
        _supply,
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
