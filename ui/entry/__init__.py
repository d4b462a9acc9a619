"""Who may enter: the gate, sign-in, claims and sessions."""
