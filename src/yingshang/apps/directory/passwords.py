"""The rule on the length of passwords, worded by ourselves: Django's has no Chinese wording."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnoughValidator(MinimumLengthValidator):
    """A password has at least `min_length` characters."""

    def get_error_message(self) -> str:
        """Say how many characters are needed."""
        return _("The password is too short: use at least %(length)s characters.") % {
            "length": self.min_length
        }
