"""Which views a meeting shows, in what order and with which words."""
