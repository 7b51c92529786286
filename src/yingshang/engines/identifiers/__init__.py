"""Numbers by which the state knows bodies, people, places and trades: read, checked, explained.

Each module reads one of them with `read(text)`, gives a frozen value or raises `IdentifierFault`.
"""
