"""Sign-in from the city's WeChat mini-program: a code of WeChat's for a session of this site.

Source: the platform's `code2Session` (GET /sns/jscode2session).
"""
