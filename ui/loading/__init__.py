"""Loading from the desk: files chosen, looked at and loaded or left, and a load taken back."""
