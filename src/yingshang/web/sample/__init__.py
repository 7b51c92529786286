"""The sample city: an installed pack with invented people and months of life behind it.

Everything is made through the services that a real city uses, with a seed that decides every
choice. Names are invented by a small grammar; no row of it comes from a real register.
"""
