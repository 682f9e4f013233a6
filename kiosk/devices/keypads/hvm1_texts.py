"""What an HVM-1 base did to us, in words for the operator (msgids)."""

from collections.abc import Mapping

from pymodbus.constants import ExcCodes

SILENT = "The base does not answer"
SILENT_CURE = "Check its power and its cable, then the unit number and the speed in the settings"
FAULTY = "The base answers every question with a fault"
FAULTY_CURE = "Switch the base off and on again; if it stays so, replace it"
STRANGER = "What answers on this port is not an HVM-1 base of map version 1"
STRANGER_CURE = "Check which base is plugged into this port, and the protocol in the settings"

OTHER_POLL_THERE = "The base still runs another poll: close that one first"
REMAINS = "Presses from before remain in the base although it was told to clear them"
FORGOTTEN = "The base does not run this poll any more: it was switched off, reset or closed"
NOT_OPENED = "The base took the order to open and did not open"
UNKNOWN_SESSION = "The base does not know the poll that was to be closed"

REFUSED: Mapping[int, str] = {
    ExcCodes.ILLEGAL_FUNCTION: "The base does not know the function that was asked for",
    ExcCodes.ILLEGAL_ADDRESS: "The base has no such register: its map is not HVM-1",
    ExcCodes.ILLEGAL_VALUE: "The base refuses a parameter of the poll",
    ExcCodes.DEVICE_FAILURE: "The base reports a fault of its own hardware",
    ExcCodes.DEVICE_BUSY: OTHER_POLL_THERE,
}
REFUSED_OTHERWISE = "The base refuses the order without a known reason"
