"""A light of the clerk's as it is drawn: its mark and its tone, the same in every window."""

from kiosk.clerk.views import Light
from kiosk.ui.parts.tokens import Mark, Tone

LIGHTS = {
    Light.GOOD: (Mark.TICK, Tone.GOOD),
    Light.WARN: (Mark.TRIANGLE, Tone.WARN),
    Light.BAD: (Mark.CROSS, Tone.BAD),
    Light.OFF: (Mark.RING, Tone.OFF),
}
