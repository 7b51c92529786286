"""The mini-program: its sign-in, its contract with the site, its pages."""
