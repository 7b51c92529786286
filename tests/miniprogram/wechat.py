"""WeChat's server on this machine: speaks `code2Session`, with its table of errors."""

import json
import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from yingshang.apps.directory.wechat.configuration import MiniProgram

APP_ID, SECRET = "wx0123456789abcdef", "a-secret+with/signs"


@dataclass
class Wechat:
    """Whom it knows, and what it will say next.

    Attributes:
        codes: Code → openid; a code works once.
        errcode: Answered instead of anything else, until it is set to 0.
        body: Bytes that are sent instead of an answer.
    """

    address: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    errcode: int = 0
    status: int = 200
    body: bytes = b""
    calls: int = 0

    def log_in(self, open_id="o-1"):
        """What `wx.login` does on the phone: a code for whoever holds it."""
        code = secrets.token_hex(16)
        self.codes[code] = open_id
        return code

    def answer(self, path, asked):
        self.calls += 1
        if path != "/sns/jscode2session" or asked.get("grant_type") != "authorization_code":
            return _fault(40002, "invalid grant_type")
        if self.errcode:
            return _fault(self.errcode, "told to")
        if asked.get("appid") != APP_ID:
            return _fault(40013, "invalid appid")
        if asked.get("secret") != SECRET:
            return _fault(40125, "invalid appsecret")
        return self._exchange(asked.get("js_code", ""))

    def _exchange(self, code):
        if code in self.used:
            return _fault(40163, "code been used")
        if code not in self.codes:
            return _fault(40029, "invalid code")
        self.used.add(code)
        key = secrets.token_urlsafe(18)
        return {"openid": self.codes[code], "session_key": key, "unionid": "u-1"}

    @property
    def program(self):
        return MiniProgram(APP_ID, SECRET, self.address)


def _fault(code, words):
    return {"errcode": code, "errmsg": f"{words}, rid: 6543"}


@contextmanager
def a_wechat():
    """`Wechat` behind a real socket of this machine."""
    wechat = Wechat()
    server = Server(wechat)
    wechat.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield wechat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Server(ThreadingHTTPServer):
    def __init__(self, wechat):
        self.wechat = wechat
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_arguments):
        """Say nothing."""

    def do_GET(self):
        wechat, parts = self.server.wechat, urlsplit(self.path)
        asked = {name: each[-1] for name, each in parse_qs(parts.query).items()}
        body = wechat.body or json.dumps(wechat.answer(parts.path, asked)).encode()
        self.send_response(wechat.status)
        # As the platform does: JSON under a plain type.
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
