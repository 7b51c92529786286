"""The address of a mail server is read, or refused with a sentence."""

import pytest

from yingshang.web.settings import environment, mail

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://mail.example.cn", 25, False, False),
        ("smtps://mail.example.cn", 465, True, False),
        ("smtp+starttls://mail.example.cn", 587, False, True),
        ("smtp+starttls://mail.example.cn:25", 25, False, True),
    ],
)
def test_a_scheme_says_port_and_encryption(url, port, tls, starttls):
    server = mail.parse(url)
    assert (server.port, server.uses_tls, server.uses_starttls) == (port, tls, starttls)


def test_user_and_password_may_hold_any_character():
    server = mail.parse("smtps://ys%40city.cn:p%40ss%2Fword@mail.city.cn")
    assert (server.user, server.password) == ("ys@city.cn", "p@ss/word")
    assert server.sender == "ys@city.cn"


def test_the_sender_is_the_user_at_the_server_unless_said():
    assert mail.parse("smtp://ys:x@mail.city.cn").sender == "ys@mail.city.cn"
    assert mail.parse("smtp://mail.city.cn").sender == "yingshang@mail.city.cn"
    assert mail.parse("smtp://mail.city.cn?from=tixing@city.cn").sender == "tixing@city.cn"


@pytest.mark.parametrize(
    "url", ["mail.example.cn", "http://mail.example.cn", "smtp://", "smtp://m?form=x", "smtp://m:x"]
)
def test_a_wrong_address_is_refused_at_start(url):
    with pytest.raises(environment.BadEnvironment, match="YINGSHANG_EMAIL_URL"):
        environment.read({"YINGSHANG_EMAIL_URL": url})


def test_without_an_address_there_is_no_mail():
    assert environment.read({}).mail_server == mail.NO_MAIL
