"""The door for a WSGI server."""

from django.core.wsgi import get_wsgi_application

from yingshang.web.settings.environment import choose_settings

choose_settings()
application = get_wsgi_application()
