"""What a desk sounds like: let in, read this, stop. Each has its twin on the screen.

QtMultimedia is loaded when a desk with sounds is seated and not before (see `camera`). Where it
cannot be loaded, or nothing in the computer makes a sound, the desk is silent: colour and symbol
say the same.
"""

import logging
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QUrl

from kiosk.assets import asset
from kiosk.clerk.views import DeskVerdict
from kiosk.ui.checkin.camera import CameraFault, multimedia

log = logging.getLogger(__name__)
FILES: Mapping[DeskVerdict, str] = {
    DeskVerdict.WELCOME: "welcome.wav",
    DeskVerdict.CAUTION: "caution.wav",
    DeskVerdict.REFUSED: "refused.wav",
}


class Sounds:
    """The three sounds, loaded once, so that each begins at once."""

    def __init__(self) -> None:
        self._effects: dict[DeskVerdict, Any] = {}
        try:
            player = multimedia().QSoundEffect
        except CameraFault as fault:
            log.info("the desk is silent: %s", fault)
            return
        for verdict, name in FILES.items():
            effect = player()
            effect.setSource(QUrl.fromLocalFile(str(asset(f"sounds/{name}"))))
            self._effects[verdict] = effect

    def play(self, verdict: DeskVerdict) -> None:
        """Sound it; what sounds still is cut off."""
        for one in self._effects.values():
            one.stop()
        if verdict in self._effects:
            self._effects[verdict].play()
