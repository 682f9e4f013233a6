"""Scenes, demo, stills, measurements: they drive the real kiosk by orders and ports."""
