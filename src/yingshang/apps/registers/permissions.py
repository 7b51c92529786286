"""Who may install packs and see what is installed."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import declare

INSTALL_PACK = "registers.install_pack"
SEE_RELEASES = "registers.see_releases"

declare(INSTALL_PACK, anywhere=[Role.ADMINISTRATOR], from_command_line=True)
declare(SEE_RELEASES, anywhere=[Role.ADMINISTRATOR, Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE])
