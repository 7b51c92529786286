"""The edition of the privacy notice to which people agree.

Whoever changes `templates/directory/_privacy.html` raises it; a test compares the two.
"""

from typing import Final

EDITION: Final = "1"
