"""The ways in which a message can go, all behind one door."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email

from yingshang.apps.ledger.masks import mask_email

ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
# From here on, an answer of a mail server is final (RFC 5321, section 4.2.1).
PERMANENT = 500
LONGEST_REASON = 300


class Outcome(StrEnum):
    """What became of one attempt."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Outgoing:
    """A message as a channel needs it; `address` is empty where the channel knows its own way."""

    key: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True)
class Receipt:
    """What became of an attempt, why, and whether the channel itself is out of order."""

    outcome: Outcome
    reason: str = ""
    is_down: bool = False


class Channel(Protocol):
    """A way to people. A new one (SMS, WeChat) is one class with these three."""

    def is_connected(self) -> bool:
        """Whether this installation has the channel at all."""

    def send(self, message: Outgoing) -> Receipt:
        """Try once; never raises for what the other side does."""

    def close(self) -> None:
        """End a batch."""


class InApp:
    """The person's page of messages: the row itself is the delivery."""

    def is_connected(self) -> bool:
        """Always."""
        return True

    def send(self, message: Outgoing) -> Receipt:
        """Delivered at once."""
        return Receipt(Outcome.SENT)

    def close(self) -> None:
        """Nothing to end."""


class Email:
    """E-mail over SMTP; one connection a batch."""

    def __init__(self) -> None:
        self._connection: Any = None

    def is_connected(self) -> bool:
        """Whether a mail server is configured."""
        return bool(settings.EMAIL_HOST)

    def send(self, message: Outgoing) -> Receipt:
        """Try once. The Message-ID follows from the key, so that a repeat can be recognised."""
        try:
            validate_email(message.address)
            self._open().send_messages([_mail(message)])
        except ValidationError as fault:
            return Receipt(Outcome.NEVER, " ".join(fault.messages))
        except smtplib.SMTPRecipientsRefused as refused:
            return _refused(refused)
        except smtplib.SMTPResponseException as answer:
            return _answered(answer, self.close)
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            return Receipt(Outcome.LATER, _plain(fault), is_down=True)
        return Receipt(Outcome.SENT)

    def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()

    def _open(self) -> Any:
        if self._connection is None:
            connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
            connection.open()
            self._connection = connection
        return self._connection


class SmtpBackend(EmailBackend):
    """Django's SMTP with the authority that signed the city's own mail server, if one is named."""

    @cached_property
    def ssl_context(self) -> Any:
        """Certificates are always checked."""
        return ssl.create_default_context(cafile=settings.MAIL_CA_FILE or None)


def message_id(key: str) -> str:
    """The Message-ID of the message with this key: always the same."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _mail(message: Outgoing) -> EmailMessage:
    return EmailMessage(
        subject=" ".join(message.subject.split()),
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"},
    )


def _refused(refused: smtplib.SMTPRecipientsRefused) -> Receipt:
    code, words = next(iter(refused.recipients.values()))
    outcome = Outcome.NEVER if code >= PERMANENT else Outcome.LATER
    return Receipt(outcome, _plain(f"{code} {_decoded(words)}"))


def _answered(answer: smtplib.SMTPResponseException, close: Any) -> Receipt:
    """An answer to anything but the recipient concerns the connection, so it is hung up."""
    close()
    is_final = isinstance(answer, smtplib.SMTPDataError) and answer.smtp_code >= PERMANENT
    reason = _plain(f"{answer.smtp_code} {_decoded(answer.smtp_error)}")
    if is_final:
        return Receipt(Outcome.NEVER, reason)
    return Receipt(Outcome.LATER, reason, is_down=not isinstance(answer, smtplib.SMTPDataError))


def _decoded(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _plain(fault: object) -> str:
    """One short line in which every address is masked."""
    line = " ".join(str(fault).split()) or type(fault).__name__
    return ADDRESS.sub(lambda found: mask_email(found.group()), line)[:LONGEST_REASON]
