"""Word templates that an office may replace by its own; :mod:`.make` writes ours."""
