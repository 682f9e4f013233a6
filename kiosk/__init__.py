"""The kiosk of the citizens' assembly hall."""
