"""Who may see what, pseudonyms of CPR numbers, and small cells (§6, R18)."""
