"""Ports and links: where bytes come from."""
