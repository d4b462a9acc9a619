"""Other ways to show the same figures, to measure ours beside."""
