"""The meeting page: the list, preparing, papers and the show."""
