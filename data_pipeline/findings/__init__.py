"""What a report says in a sentence: the titles of pages, slides and papers, with their numbers; no screen is needed."""
