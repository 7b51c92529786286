"""A real mail server in this process, which can be told to misbehave."""

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from yingshang.web.settings import mail


class Mailbox:
    """What has arrived, and what the server answers: recipient → a line such as `550 no such`."""

    def __init__(self):
        self.arrived = []
        self.answers = {}
        self.answer_to_data = "250 ok"
        self.users = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        answer = self.answers.get(address, "250 ok")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        if self.answer_to_data.startswith("2"):
            self.arrived.append(envelope)
        return self.answer_to_data


class LocalController(Controller):
    """A server on a free port whose greeting does not look up names."""

    def factory(self):
        return SMTP(self.handler, hostname="mail.test", **self.SMTP_kwargs)


@contextmanager
def served(settings, scheme="smtp", *, credentials=None, folder=None):
    """Serve mail and point the settings to it; gives the mailbox and the server."""
    box = Mailbox()
    context = certified(folder) if scheme != "smtp" else None
    options = {"hostname": "127.0.0.1", "port": free_port()}
    if scheme == "smtps":
        options["ssl_context"] = context
    if scheme == "smtp+starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if credentials:
        options |= {"authenticator": authenticator(box, credentials), "auth_required": True}
        options["auth_require_tls"] = scheme == "smtp+starttls"
    server = LocalController(box, **options)
    server.start()
    user = f"{credentials[0]}:{credentials[1]}@" if credentials else ""
    ca = f"&ca={folder}/authority.pem" if context else ""
    host = "localhost" if context else "127.0.0.1"
    url = f"{scheme}://{user}{host}:{server.port}?from=ys%40city.example.cn{ca}"
    point_to(settings, url)
    try:
        yield box, server
    finally:
        if server.loop.is_running():
            server.stop()


def point_to(settings, url):
    """What `settings/base.py` does with the address of a mail server."""
    server = mail.parse(url)
    settings.EMAIL_BACKEND = "yingshang.apps.messages.channels.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = server.user, server.password
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = server.uses_tls, server.uses_starttls
    settings.DEFAULT_FROM_EMAIL, settings.MAIL_CA_FILE = server.sender, server.ca_file
    settings.EMAIL_TIMEOUT = 5


def authenticator(box, credentials):
    def check(_server, _session, _envelope, _mechanism, given):
        box.users.append(given.login.decode())
        is_right = (given.login.decode(), given.password.decode()) == credentials
        return AuthResult(success=is_right)

    return check


def free_port():
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certified(folder):
    """A TLS context for `localhost`, signed by itself; the certificate is the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = folder / "authority.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = folder / "key.pem"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context
