"""What does not fit is said, not dropped; what another system holds is not acted upon."""

from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from tests.apps.casework.desk.pages import buttons, of_case
from tests.apps.casework.outside.world import a_permit_world, as_csv, row, taken
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.outside.columns import FIELD
from yingshang.apps.casework.outside.rows import Meaning, Reader
from yingshang.engines.packs.schema.casework.fields import FieldEntry

MEMBERS = FieldEntry.model_validate(
    {"id": "members", "type": "number", "name": {"zh-hans": "人数", "en": "Members"}}
)


def read(**cells):
    meaning = Meaning(
        columns={},
        activities={"收件": ("", "")},
        units={},
        states={},
        keeps_unknown=False,
        zone=ZoneInfo("Asia/Shanghai"),
        fields={"members": MEMBERS},
    )
    given = {"number": "A-1", "activity": "收件", "happened_at": "2024-05-06 09:30", **cells}
    return Reader(meaning).row(2, {code: (code, cell) for code, cell in given.items()})


def test_an_answer_that_does_not_fit_is_named_in_a_remark_and_the_row_taken():
    said = read(**{f"{FIELD}members": "十二"})
    assert (said.faults, said.values) == ([], {})
    [remark] = said.remarks
    assert remark.heading == f"{FIELD}members"
    assert "十二" in remark.remark.zh
    assert read(**{f"{FIELD}members": "12"}).values == {"members": "12"}


def test_no_act_is_offered_on_a_case_that_another_system_holds(client):
    world = a_permit_world()
    taken(world, as_csv(row()))
    case = Case.objects.get()
    client.force_login(world.leader)
    page = BeautifulSoup(client.get(of_case(case)).content, "html.parser")
    assert buttons(page) == []
    assert page.select(".step .buttons a") == []
