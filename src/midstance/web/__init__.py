"""The web app: form → application → page. No rule, no arithmetic and no SQL stands here."""
