"""Files of a source: tried without a trace, taken once, put right in the open, refused by row."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook

from tests.apps.casework.outside.world import HEADINGS, a_permit_world, as_csv, row, taken, tried
from tests.conftest import TODAY
from yingshang.apps.casework import errors
from yingshang.apps.casework.models import Case, OutsideChange, OutsideEvent, Stage, Step
from yingshang.apps.casework.services import outside as services
from yingshang.apps.casework.services import withdraw
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.models import DueChange, Obligation, State

XES = """<?xml version="1.0" encoding="UTF-8"?>{head}
<log xes.version="1.0" xmlns="http://www.xes-standard.org/"><trace>
<string key="concept:name" value="{number}"/>
<date key="startdate" value="2024-05-06T09:00:00+08:00"/>
<event><string key="concept:name" value="收件"/><string key="concept:instance" value="x1"/>
<date key="time:timestamp" value="2024-05-06T09:30:00.000+08:00"/></event></trace></log>"""


@pytest.fixture
def permits():
    return a_permit_world()


def reasons(file):
    return {each.line: [r["zh"] for r in each.reasons] for each in file.remarks.order_by("line")}


def test_trying_leaves_no_case_behind(permits):
    file = tried(permits, as_csv(row()))
    assert (file.state, file.cases, file.created) == ("tried", 1, 1)
    assert not Case.objects.exists()


def test_a_case_stands_on_the_clock_of_its_deadline_and_says_where_it_is_held(permits):
    taken(permits, as_csv(row()))
    case = Case.objects.get()
    assert (case.outside_number, case.stage) == ("A-1", Stage.RUNNING)
    assert (case.source.code, case.promised_on) == ("permit_system", date(2024, 5, 20))
    duty = Obligation.objects.get(subject_key=str(case.pk))
    assert (duty.kind, duty.due_on, duty.state) == ("casework.whole", date(2024, 5, 20), State.OPEN)


def test_a_later_file_adds_only_what_is_new_and_ends_the_case_late_or_not(permits):
    taken(permits, as_csv(row()))
    later = row(
        事件编号="e2", 环节="审查", 办理时间="2024-05-21 10:00", 办结时间="2024-05-21 10:00"
    )
    file = taken(permits, as_csv(row(), later), as_of=date(2024, 11, 2))
    assert (file.cases, file.created, file.unchanged) == (0, 1, 1)
    duty = Obligation.objects.get()
    assert (duty.state, duty.is_late_at(TODAY)) == (State.SETTLED, True)
    assert Case.objects.get().stage == Stage.ENDED


def test_the_last_day_of_a_deadline_is_in_time_until_midnight(permits):
    ended = row(办结时限="2024-05-20 09:00", 办结时间="2024-05-20 23:59")
    taken(permits, as_csv(ended))
    assert not Obligation.objects.get().is_late_at(TODAY)


def test_a_deadline_by_the_instant_includes_that_instant_and_no_later_one(permits):
    rows = [
        row(
            事件编号=f"e{n}",
            案件编号=f"A-{n}",
            办结时限="2024-05-20 09:00",
            办结时间=f"2024-05-20 09:00:{n}0",
        )
        for n in (0, 1)
    ]
    taken(permits, as_csv(*rows), counting="instant")
    late = [duty.is_late_at(TODAY) for duty in Obligation.objects.order_by("claimed_at")]
    assert late == [False, True]


def test_what_a_source_puts_right_is_kept_beside_what_it_had_said(permits):
    taken(permits, as_csv(row()))
    file = taken(permits, as_csv(row(办理时间="2024-05-07 09:30")), as_of=date(2024, 11, 2))
    assert (file.created, file.changed) == (0, 1)
    change = OutsideChange.objects.get()
    assert change.before["happened_at"].startswith("2024-05-06")
    assert change.after["happened_at"].startswith("2024-05-07")
    assert Event.objects.filter(kind="casework.event_corrected").count() == 1


def test_an_older_file_puts_nothing_back(permits):
    taken(permits, as_csv(row(办理时间="2024-05-07 09:30", 办结时限="2024-06-01")))
    file = taken(permits, as_csv(row()), as_of=date(2024, 10, 1))
    assert (file.changed, file.unchanged) == (0, 1)
    assert Case.objects.get().promised_on == date(2024, 6, 1)


def test_a_deadline_that_moves_is_kept_as_a_move(permits):
    taken(permits, as_csv(row()))
    taken(permits, as_csv(row(办结时限="2024-05-27")), as_of=date(2024, 11, 2))
    move = DueChange.objects.get()
    assert (move.reason, move.to_due_on) == ("told", date(2024, 5, 27))


def test_rows_that_stay_out_say_why_and_the_others_are_taken(permits):
    rows = [
        row(),
        row(事件编号="e2", 环节="乱写"),
        row(事件编号="e3", 办理时间="昨天"),
        row(事件编号="e4", 部门="没有这个单位"),
        row(),
        row(事件编号="e6", 办理时间="2024-05-06 08:00"),
    ]
    file = taken(permits, as_csv(*rows, encoding="gb18030"))
    assert (file.rows, file.created, file.rejected, file.remarked) == (6, 2, 4, 1)
    told = reasons(file)
    assert "乱写" in told[3][0]
    assert "不是时间" in told[4][0]
    assert "没有这个单位" in told[5][0]
    assert told[6] == ["与第2行是同一事件；请只保留一行。"]
    assert told[7][0].startswith("办理时间早于案件开始")


def test_events_without_an_id_are_known_by_case_activity_and_time(permits):
    content = as_csv(row(事件编号=""))
    taken(permits, content)
    again = taken(permits, content)
    assert (again.created, again.unchanged, OutsideEvent.objects.count()) == (0, 1, 1)


def test_an_activity_can_mean_a_step_whose_outcome_ends_the_case(permits):
    taken(permits, as_csv(row()), states={"activity": {"收件": "confirm:done"}})
    step = Step.objects.get()
    assert (step.code, step.outcome, step.status) == ("confirm", "done", "done")
    assert (Case.objects.get().outcome, Case.objects.get().ending) == ("closed", "done")


def test_a_workbook_is_read_like_a_csv(permits):
    book, content = Workbook(), BytesIO()
    book.active.append(list(HEADINGS))
    book.active.append([row()[heading] for heading in HEADINGS])
    book.save(content)
    assert taken(permits, content.getvalue()).created == 1


def test_an_event_log_in_xes_is_read(permits):
    taken(permits, XES.format(head="", number="P-7").encode())
    assert Case.objects.get().outside_number == "P-7"


def test_an_event_log_that_declares_entities_is_refused(permits):
    head = '<!DOCTYPE log [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(RefusedError):
        tried(permits, XES.format(head=head, number="&secret;").encode())
    assert not Case.objects.exists()


def test_somebody_of_another_unit_sends_nothing(permits):
    upload = services.Upload(name="a.csv", content=as_csv(row()), as_of=date(2024, 11, 1))
    with pytest.raises(PermissionDenied):
        services.receive(
            source_id=permits.extra["source"].pk,
            upload=upload,
            actor=permits.colleague,
            at=TODAY,
        )


def test_a_key_reports_events_once_until_it_is_revoked(permits):
    tried(permits, as_csv(row()))
    source = permits.extra["source"]
    key = services.make_key(source_id=source.pk, name="gateway", actor=permits.handler, at=TODAY)
    events = [
        {
            "number": "B-1",
            "event_id": "m1",
            "activity": "收件",
            "happened_at": "2024-06-03T09:00:00+08:00",
        },
        {
            "number": "B-1",
            "event_id": "m2",
            "activity": "没见过",
            "happened_at": "2024-06-03T10:00:00+08:00",
        },
    ]

    def results():
        answers = services.report(source_code=source.code, key=key, events=events, at=TODAY)
        return [each.result for each in answers]

    assert results() == ["taken", "refused"]
    assert results() == ["known", "refused"]
    services.revoke_key(token_id=source.tokens.get().pk, actor=permits.handler, at=TODAY)
    with pytest.raises(errors.KeyUnknownError):
        results()


def test_nobody_acts_here_on_a_case_that_another_system_holds(permits):
    taken(permits, as_csv(row()))
    with pytest.raises(errors.HeldElsewhereError):
        withdraw(case_id=Case.objects.get().pk, reason="x", actor=permits.handler, at=TODAY)
