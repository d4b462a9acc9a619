"""Loading exports: from the command line and from the watched inbox."""
