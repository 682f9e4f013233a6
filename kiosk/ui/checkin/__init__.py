"""The screen of a check-in desk."""
