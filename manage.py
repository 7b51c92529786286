"""Django's own commands, for developers. Everybody else uses `yingshang`."""

import sys

from yingshang.web.settings.environment import choose_settings

if __name__ == "__main__":
    choose_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
