"""Signing in at the office's OpenID Connect provider (Core 1.0): the code flow with PKCE, state and nonce."""
