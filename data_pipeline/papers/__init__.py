"""Papers to take away: tables as files (`tables`, `extract`)."""
