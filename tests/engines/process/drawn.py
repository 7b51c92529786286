"""Two case types to draw: seven parallel links, and a sequence with loops."""

from yingshang.engines.process import (
    Countersign,
    End,
    Kind,
    Milestone,
    Outcome,
    Performer,
    Process,
    Status,
    Step,
    parse_after,
)
from yingshang.engines.timelimits.wording import Bilingual

LINKS = {
    "register": Bilingual("企业设立登记", "Registration"),
    "seal": Bilingual("公章刻制", "Seals"),
    "tax": Bilingual("发票申领和税控设备", "Invoices and tax device"),
    "social": Bilingual("社会保险登记", "Social insurance"),
    "fund": Bilingual("住房公积金开户登记", "Housing fund"),
    "medical": Bilingual("医疗保险登记", "Medical insurance"),
    "bank": Bilingual("银行预约开户", "Bank account"),
}
DONE = Outcome("done", Bilingual("已办", "done"))


def _step(key, zh, en, after, *outcomes, **more):
    expression = None if after is None else parse_after(after)
    return Step(key, Bilingual(zh, en), outcomes or (DONE,), expression, **more)


def start_up() -> Process:
    links = [
        Step(
            key,
            name,
            (DONE,),
            parse_after("accept"),
            when="has_bank" if key == "bank" else None,
            performer=Performer.OUTSIDE if key in {"tax", "bank"} else Performer.OFFICIAL,
        )
        for key, name in LINKS.items()
    ]
    accept = _step("accept", "受理", "Acceptance", [], performer=Performer.AUTOMATIC)
    last = _step("deliver", "出证并告知", "Delivery", list(LINKS), performer=Performer.AUTOMATIC)
    started = Milestone(
        "ready", Bilingual("可以营业", "May trade"), parse_after(["register", "tax"])
    )
    end = End("granted", Bilingual("办结", "Done"), parse_after("deliver"))
    return Process((accept, *links, last), (started,), (end,))


def review() -> Process:
    correct = Outcome("correct", Bilingual("补正", "correct"), Kind.AGAIN, opens=("correction",))
    rework = Outcome("rework", Bilingual("重新勘验", "inspect again"), Kind.AGAIN, opens=("visit",))
    yes = Outcome("yes", Bilingual("许可", "granted"))
    no = Outcome("no", Bilingual("不予许可", "refused"), Kind.REFUSED)
    sent = Outcome("sent", Bilingual("已补正", "sent"), opens=("accept",))
    return Process(
        (
            _step("accept", "受理", "Acceptance", [], DONE, correct),
            _step(
                "correction", "补正材料", "Correction", None, sent, performer=Performer.APPLICANT
            ),
            _step(
                "visit", "现场检查", "Visit", "accept", when="route = 'inspection'", repeatable=True
            ),
            _step("expert", "专家论证", "Experts", "accept", optional=True),
            _step(
                "decide",
                "审查决定",
                "Decision",
                ["visit", "expert"],
                yes,
                no,
                rework,
                countersign=Countersign(),
            ),
            _step("licence", "制作并送达许可证", "Licence", "decide:yes"),
            _step("letter", "不予许可决定书", "Letter", "decide:no"),
            _step("file", "归档", "Filing", ["licence", "letter", "visit"]),
        ),
        (),
        (End("over", Bilingual("办结", "Over"), parse_after("file")),),
    )


SOME = {
    "accept": Status.DONE,
    "register": Status.DONE,
    "seal": Status.OPEN,
    "tax": Status.HELD,
    "bank": Status.SKIPPED,
}
