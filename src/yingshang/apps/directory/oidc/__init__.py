"""Sign-in through a unified authentication: OpenID Connect, code flow with PKCE.

Source: OpenID Connect Core 1.0, Discovery 1.0 and RP-Initiated Logout 1.0; RFC 7636; RFC 9207.
"""
