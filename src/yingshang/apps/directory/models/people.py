"""People with an account."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.ledger.fields import EncryptedTextField


class Language(models.TextChoices):
    """The languages that a person can read the site in."""

    ZH_HANS = "zh-hans", "简体中文"
    EN = "en", "English"


class PersonManager(BaseUserManager["Person"]):
    """Finds people; accounts are opened by `services.people.open_account` alone."""


class Person(AbstractBaseUser):
    """Somebody with an account. What a person may do follows from their posts, never from here.

    Telephone and e-mail are encrypted and shown masked.
    """

    # When somebody logged in belongs to the access log, not to the person.
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(
        _("account"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("This account name is taken; choose another.")},
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=100)
    phone = EncryptedTextField(_("telephone"), blank=True, default="")
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    language = models.CharField(
        _("language"), max_length=10, choices=Language, default=Language.ZH_HANS
    )
    prefers_large_type = models.BooleanField(_("large type"), default=False)
    is_active = models.BooleanField(_("account is open"), default=True)
    # An account of the sample installation, offered by the one-click roles.
    is_demo = models.BooleanField(_("demo account"), default=False)

    objects = PersonManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as shown."""
        return self.name

    def get_short_name(self) -> str:
        """The name as shown."""
        return self.name
