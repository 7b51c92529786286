"""The environment is read once; what is wrong is named with what to write instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from yingshang.web.settings import environment, reference

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "YINGSHANG_MODE": "production",
    "YINGSHANG_DATABASE_URL": "postgresql://u:p@127.0.0.1:1/city",
    "YINGSHANG_SECRET_KEY": "s" * 40,
    "YINGSHANG_FIELD_KEY": "0123456789abcdef" * 2,
}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MODE", "test"),
        ("SECRET_KEY", "short"),
        ("FIELD_KEY", "XYZ"),
        ("UPLOAD_MEGABYTES", "many"),
        ("KEEP_DELIVERIES_DAYS", "0"),
        ("SITE_URL", "city.cn"),
        ("OIDC_ISSUER", "http://id.example.cn"),
        ("OIDC_SCOPES", "profile"),
        ("OIDC_ADMITS", "everybody"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://u:p@h/city"),
        ("DATABASE_URL", "postgresql://u:p@h:port/city"),
        ("DATABASE_URL", "postgresql://u:p@h"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(variable, value):
    with pytest.raises(environment.BadEnvironment) as refused:
        environment.read({f"YINGSHANG_{variable}": value})
    [_heading, line] = str(refused.value).splitlines()
    assert line.startswith(f"  YINGSHANG_{variable}: ")
    field = environment.Environment.model_fields[variable.lower()]
    assert line.endswith(field.description)


def test_every_variable_that_is_wrong_is_named_at_once():
    wrong = {"YINGSHANG_MODE": "x", "YINGSHANG_FIELD_KEY": "x", "YINGSHANG_SITE_URL": "x"}
    with pytest.raises(environment.BadEnvironment) as refused:
        environment.read(wrong)
    assert all(name in str(refused.value) for name in wrong)


def test_a_misspelt_variable_is_not_passed_over():
    with pytest.raises(environment.BadEnvironment, match="→ YINGSHANG_DATABASE_URL"):
        environment.read({"YINGSHANG_DATABSE_URL": "postgresql://u:p@h/city"})


@pytest.mark.parametrize("missing", ["DATABASE_URL", "SECRET_KEY", "FIELD_KEY"])
def test_production_makes_no_secret_and_no_database_of_its_own(missing):
    given = {name: value for name, value in PRODUCTION.items() if not name.endswith(missing)}
    with pytest.raises(environment.BadEnvironment, match=f"YINGSHANG_{missing}"):
        environment.read(given)


def test_production_uses_its_own_settings(tmp_path):
    code = (
        "import django; from yingshang.web.settings.environment import choose_settings as choose; "
        "choose(); django.setup(); from django.conf import settings as s; "
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.IS_SAMPLE)"
    )
    around = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    around |= {**PRODUCTION, "YINGSHANG_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "True", "True", "False"], done.stderr


def test_the_page_on_configuration_is_fresh():
    written = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert written == reference.page(), "run: python -m yingshang.web.settings.reference"


def test_a_unified_login_needs_the_identifier_of_this_site():
    with pytest.raises(environment.BadEnvironment, match="YINGSHANG_OIDC_CLIENT_ID"):
        environment.read({"YINGSHANG_OIDC_ISSUER": "https://id.example.cn"})


def test_claims_of_the_unified_login_are_named_by_the_city():
    given = environment.read({"YINGSHANG_OIDC_CLAIMS": "name=realName"})
    assert given.unified_login.claims == {"name": "realName", "phone": "phone_number"}
    with pytest.raises(environment.BadEnvironment, match="name=claim,phone=claim"):
        environment.read({"YINGSHANG_OIDC_CLAIMS": "realName"})
