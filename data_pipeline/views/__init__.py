"""What is shown, described once: titles, tables and charts as values."""
