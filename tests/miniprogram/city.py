"""A small city for the phone: answers each call as the contract says, and remembers."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

CHUNK = 1000
AT = "2024-11-18T09:05:00+08:00"
GRADES = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
REFUSAL = {"zh": "请写清楚发生了什么。", "en": "Say what happened."}


def _both(zh):
    return {"zh": zh, "en": f"EN {zh}"}


def _field(code, name, **more):
    plain = {"type": "text", "hint": None, "required": False, "length": None, "choices": []}
    return {"id": code, "name": _both(name), "shown_when": None} | plain | more


COMPLAINT = {
    "id": "complaint",
    "nature": "complaint",
    "name": _both("营商环境投诉"),
    "plain": _both("乱收费、乱检查、推诿拖延、承诺不兑现等损害营商环境的问题。"),
    "anonymous": True,
    "fields": [
        _field(
            "against",
            "反映的是",
            type="choice",
            required=True,
            choices=[{"id": "charge", "name": "乱收费"}, {"id": "other", "name": "其他"}],
        ),
        _field(
            "yuan",
            "收了多少元",
            type="money",
            required=True,
            shown_when={"field": "against", "values": ["charge"]},
        ),
        _field(
            "region",
            "发生在哪个县区",
            type="region",
            choices=[{"id": f"22040{each}", "name": f"第{each}县区"} for each in range(1, 10)],
        ),
    ],
}
ARREARS = {
    "id": "arrears",
    "nature": "arrears",
    "name": _both("拖欠企业账款"),
    "plain": _both("机关、事业单位拖欠货款、工程款。"),
    "anonymous": False,
    "fields": [],
}
FORMS = {
    "classes": [COMPLAINT, ARREARS],
    "satisfaction": [
        {"id": "good", "name": _both("满意")},
        {"id": "bad", "name": _both("不满意")},
    ],
    "media": {
        "photos": 6,
        "photo_megabytes": 10,
        "voices": 2,
        "voice_seconds": 120,
        "voice_megabytes": 10,
    },
    "privacy": {
        "version": 1,
        "text": _both(
            "您可以不留姓名。您留下的姓名、电话和原话加密保存，"
            "只有接收诉求的单位为办理和回访而查看，每次查看都有记录。"
        ),
    },
}


@dataclass
class City:
    """What was sent to it. `refuses` is the answer of the next calls instead of any other."""

    address: str = ""
    forms: dict = field(default_factory=lambda: json.loads(json.dumps(FORMS)))
    reports: dict = field(default_factory=dict)
    media: dict = field(default_factory=dict)
    ratings: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    verdicts: list = field(default_factory=list)
    disclosures: list = field(default_factory=list)
    alike: list = field(default_factory=list)
    refuses: tuple | None = None
    state: str = "handled"
    calls: list = field(default_factory=list)

    def answer(self, route):
        """Answer one request of the browser."""
        request = route.request
        path = urlsplit(request.url).path
        self.calls.append(f"{request.method} {path}")
        status, said = self.refuses or self._said(request, request.method, path)
        route.fulfill(status=status, json=said)

    def _said(self, request, method, path):
        for pattern, deed in self._deeds():
            found = re.fullmatch(pattern, f"{method} {path}")
            if found:
                return deed(request, *found.groups())
        return 404, {"zh": "没有找到。", "en": "Not found."}

    def _deeds(self):
        return [
            (r"GET /api/requests/forms", lambda _asked: (200, self.forms)),
            (r"POST /api/requests/alike", lambda _asked: (200, self.alike)),
            (r"POST /api/requests/media", self._announce),
            (r"PUT /api/requests/media/(\d+)/(\d+)", self._piece),
            (r"POST /api/requests", self._report),
            (r"GET /api/requests/by-receipt/(\w+)", lambda _asked, code: (200, self.page(code))),
            (r"POST /api/requests/by-receipt/(\w+)/answers", self._answered),
            (r"POST /api/requests/by-receipt/(\w+)/verdict", self._judged),
            (r"POST /api/requests/by-receipt/(\w+)/disclosure", self._disclosed),
            (r"GET /api/ratings/at/([\w.-]+)", self._rated),
            (r"POST /api/ratings/at/([\w.-]+)", self._rate),
            (r"GET /api/wechat/door", lambda _asked: (200, DOOR)),
            (r"POST /api/wechat/login", self._sign_in),
            (r"DELETE /api/wechat/link", lambda _asked: (200, {"closed": True})),
            (r"GET /api/requests/mine", lambda _asked: (200, {"requests": [], "after": None})),
        ]

    def _announce(self, request):
        form = {name: each[0] for name, each in parse_qs(request.post_data).items()}
        number = len(self.media) + 1
        self.media[number] = {"form": form, "content": b"", "token": f"token-{number}"}
        return 201, {"id": str(number), "token": f"token-{number}", "received": 0}

    def _piece(self, request, number, offset):
        medium = self.media[int(number)]
        asked = parse_qs(urlsplit(request.url).query)
        assert asked["total"] == [medium["form"]["bytes"]]
        assert len(request.post_data_buffer) <= CHUNK
        medium["keeps_place"] = asked["keep_place"] == ["true"]
        medium["content"] = medium["content"][: int(offset)] + request.post_data_buffer
        size = len(medium["content"])
        return 200, {"id": number, "token": medium["token"], "received": size}

    def _report(self, request):
        key, body = request.headers["idempotency-key"], request.post_data_json
        known = self.reports.setdefault(key, body)
        assert known == body, "the same key says the same"
        code = f"R{list(self.reports).index(key) + 1}abcdef"
        taken = {"receipt": code, "promised_on": "2024-11-25", "follow": f"/r/{code}/"}
        return 201, {"number": "SQ2024-0001", **taken}

    def page(self, code):
        """A request as its reporter sees it."""
        is_answered = self.state == "answered"
        asking = {"words": "请问收费的是哪一家？", "asked_at": AT}
        wanting = {
            "disclosure": 3,
            "unit": "市市场监管局",
            "reason": "需要核对票据。",
            "answer": "asked",
        }
        return {
            "number": "SQ2024-0001",
            "receipt": code,
            "title": "停车场多收三百元。",
            "class_name": "营商环境投诉",
            "state": "已答复" if is_answered else "正在办理",
            "is_open": True,
            "now": "承办",
            "holder": "市市场监管局",
            "promised_on": "2024-11-25",
            "joined_into": "",
            "reopened": 0,
            "answer": "已责令退还多收的三百元。" if is_answered else "",
            "reason": "",
            "timeline": [{"name": "受理", "outcome": "转市市场监管局办理", "at": AT}],
            "question": asking if self.state == "asked" else None,
            "disclosures": [wanting] if self.state == "unknown" else [],
            "may_judge": is_answered and not self.verdicts,
        }

    def _answered(self, request, code):
        self.answers.append(request.post_data_json)
        self.state = "handled"
        return 200, self.page(code)

    def _judged(self, request, code):
        self.verdicts.append(request.post_data_json)
        return 200, self.page(code)

    def _disclosed(self, request, code):
        self.disclosures.append(request.post_data_json)
        self.state = "handled"
        return 200, self.page(code)

    def _rated(self, _request, _token):
        grades = [{"grade": 5 - place, "name": name} for place, name in enumerate(GRADES)]
        reasons = [
            {"id": "slow", "name": "等得太久", "grades": [1, 2]},
            {"id": "rude", "name": "态度不好", "grades": [1, 2]},
        ]
        return 200, {
            "kind": "window",
            "name": "企业开办 3 号窗口",
            "unit": "市政务服务中心",
            "is_open": True,
            "why_closed": "",
            "grades": grades,
            "reasons": reasons,
        }

    def _rate(self, request, _token):
        self.ratings[request.headers["idempotency-key"]] = request.post_data_json
        return 201, {"words": "谢谢"}

    def _sign_in(self, request):
        body = request.post_data_json
        assert body["notice"] == DOOR["notice"], "consent comes first"
        return 200, {"session": "wx.s", "name": "小程序用户", "notice": DOOR["notice"]}


DOOR = {
    "offered": True,
    "notice": "1",
    "parts": [{"heading": "收集哪些信息", "words": "姓名、账号、电话。"}],
}
