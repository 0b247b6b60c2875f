"""The forms of sign-in and sign-up, in our words; what they check is allauth's."""

from __future__ import annotations

from allauth.account.forms import LoginForm, SignupForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):  # type: ignore[misc]
    """Name or e-mail, and the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail")
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignUp(SignupForm):  # type: ignore[misc]
    """A name, an e-mail address where mail can be sent, and a password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Name")
        self.fields["username"].help_text = _("Letters, figures, dots and hyphens. Your coach sees it.")
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        if "email" in self.fields:
            needed = self.fields["email"].required
            self.fields["email"].label = _("E-mail") if needed else _("E-mail, if you like")
            self.fields["email"].help_text = _("To reset your password. Nothing else is sent there.")
        self.fields["password1"].help_text = _("At least 10 letters. A sentence is easier to keep than a riddle.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
