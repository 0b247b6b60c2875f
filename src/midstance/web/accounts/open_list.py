"""The pages that are open to whoever comes, by the names of their addresses. Every other page needs a sign-in."""

from __future__ import annotations

OPEN = frozenset({
    # What a browser asks for by itself, without cookies.
    "service-worker", "manifest", "offline", "health",
    # Known by the secret in its address alone.
    "feed", "calendar-feed", "invited",
    # The way in.
    "account_login", "account_signup", "account_inactive", "account_logout",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent",
    "mfa_authenticate", "mfa_login_webauthn",
})  # fmt: skip
