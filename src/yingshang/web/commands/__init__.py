"""One file a command; `main.py` finds them by name and loads only the one that is called."""
