"""Everything that speaks HTTP: routes, middleware, start-up. `app.py` puts it together."""
