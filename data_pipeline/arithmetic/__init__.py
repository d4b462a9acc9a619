"""Pure calculations without data: working days, pace and forecasts, intervals."""
