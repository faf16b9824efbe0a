"""Reading, mapping, checking and loading a university's report: the only writer of MiPymes."""
