"""Words and durations in the templates of cases."""
