"""Exports in, the agreement's own figures out."""
