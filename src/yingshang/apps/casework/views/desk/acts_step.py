"""Acts on a step: settling it, passing it on, sending it back, its clock."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework import services
from yingshang.apps.casework.forms import desk as ours
from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.apps.casework.selectors.desk.case import duty_of
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.services.letters import preview
from yingshang.apps.casework.views.desk.acting import Act, Desk, Forms, calling, plain
from yingshang.apps.obligations.timekeeping import grounds_of


def _settling(desk: Desk, data: Any, files: Any) -> Forms:
    step = desk.one
    entry = desk.case_type.steps[step.code]
    outcomes = [(each.id, said(each.name)) for each in desk.offers.outcomes(step)]
    known = desk.case_type.materials
    proof = [known[key] for key in entry.proof if key in known]
    asked = {*entry.fields, *(key for key in entry.proof if key in desk.case_type.fields)}
    filled = Filled(values=desk.case.values, required={each.id for each in proof})
    initial = {"outcome": outcomes[0][0]} if len(outcomes) == 1 else {}
    return [
        ours.OutcomeForm(outcomes, data, initial=initial),
        AnswersForm(desk.case_type, asked, filled=filled, data=data, files=files),
        PapersForm(proof, filled=filled, data=data, files=files),
    ]


def _settle(desk: Desk, given: Any) -> object:
    return _settled_by(services.settle, desk, given)


def _report(desk: Desk, given: Any) -> object:
    return _settled_by(services.report_outside, desk, given)


def _settled_by(service: Callable[..., object], desk: Desk, given: Any) -> object:
    chosen, answers, papers = given
    for key, file in [*answers.files_given(), *papers.files_given()]:
        services.attach(
            case_id=desk.case.pk,
            belongs_to=key,
            name=file.name or key,
            content=file.read(),
            actor=desk.viewer,
            at=desk.at,
        )
    return service(**desk.common, values=answers.given(), **chosen.cleaned_data)


def _letters(desk: Desk) -> Mapping[str, object]:
    """Letters that the outcomes would issue, as they would read now."""
    found = []
    for each in desk.offers.outcomes(desk.one):
        shown = preview(desk.case, each.letter, desk.one, desk.at) if each.letter else None
        if shown is not None:
            found.append((said(each.name), *shown))
    return {"letters": found}


def _returning(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.SendBackForm(desk.offers.returns(desk.one), data)]


def _pausing(desk: Desk, data: Any, _files: Any) -> Forms:
    duty = duty_of(desk.one)
    allowed = set(desk.case_type.steps[desk.one.code].pauses)
    known = grounds_of(duty.release_digest, duty.limit_ref, duty.started_at) if duty else []
    grounds = [each for each in known if each[0] in allowed]
    return [ours.PauseForm(grounds, desk.offers.letters(), data)]


def _pause(desk: Desk, given: Any) -> object:
    chosen = given[0].cleaned_data
    return services.pause(**desk.common, **{**chosen, "letter": chosen["letter"] or None})


STEP_ACTS = (
    Act(
        "explain_lateness",
        _("Publish the reason for lateness"),
        _("Why is this overdue?"),
        _("The applicant reads it, and it is published. Without it, nobody settles the step."),
        plain(ours.WhyForm),
        calling(services.explain_lateness),
    ),
    Act(
        "settle",
        _("Settle"),
        _("Settle the step"),
        _("Letters of the outcome are issued at once. A delegate proposes; the holder confirms."),
        _settling,
        _settle,
        template="casework/desk/settle.html",
        more=_letters,
    ),
    Act(
        "report_outside",
        _("Record the result"),
        _("What has happened there?"),
        _("This is done outside. Record what you were told; it is on record that it was you."),
        _settling,
        _report,
        template="casework/desk/settle.html",
        more=_letters,
    ),
    Act(
        "confirm",
        _("Confirm"),
        _("Confirm what was proposed?"),
        _("The proposal becomes the decision."),
        plain(ours.NothingForm),
        calling(services.confirm),
    ),
    Act(
        "verify",
        _("Check the report"),
        _("Is it done?"),
        _("Somebody else than whoever reported it looks at the proof."),
        plain(ours.CloseOutForm),
        calling(services.verify_close_out),
    ),
    Act(
        "send_back",
        _("Send back"),
        _("Send back to an earlier step"),
        _("That step is open again; what came after it is set aside and stays on record."),
        _returning,
        calling(services.send_back),
    ),
    Act(
        "take_back",
        _("Take the decision back"),
        _("Take the decision back?"),
        _("The step is open again. It can be done while nobody has acted on what came after."),
        plain(ours.WhyForm),
        calling(services.take_back),
    ),
    Act(
        "repeat",
        _("Do it once more"),
        _("Do the step once more?"),
        _("What was done before stays on record."),
        plain(ours.NothingForm),
        calling(services.repeat),
    ),
    Act(
        "leave_out",
        _("Leave out"),
        _("Leave the step out?"),
        _("It counts as passed; the reason stays on record."),
        plain(ours.WhyForm),
        calling(services.leave_out),
    ),
    Act(
        "urge",
        _("Urge"),
        _("Remind whoever holds the step?"),
        _("They read it on the case, and it stays on record."),
        plain(ours.WordsForm),
        calling(services.urge),
    ),
    Act(
        "pause",
        _("Pause the clock"),
        _("Pause the clock"),
        _("Days of the pause do not count. Only grounds that the limit names are offered."),
        _pausing,
        _pause,
    ),
    Act(
        "end_pause",
        _("End the pause"),
        _("Let the clock run again?"),
        _("The last day moves by the days of the pause."),
        plain(ours.NothingForm),
        calling(services.end_pause),
    ),
    Act(
        "extend",
        _("Extend the time limit"),
        _("Extend the time limit"),
        _("As far as the law behind the limit allows it; the old dates stay on record."),
        plain(ours.ExtendForm),
        calling(services.extend),
    ),
)
