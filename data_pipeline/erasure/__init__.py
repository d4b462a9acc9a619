"""Erasing people's rows everywhere: on request, and when they have been kept long enough (§6, GDPR)."""
