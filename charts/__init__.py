"""Everything that draws: data in, figure out. Knows no query, no clock and no web framework."""
