"""The window that sets a meeting up."""
