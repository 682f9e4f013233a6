"""Setting a meeting up, from an empty folder to its settings."""
