"""A camera over the check-in desk: frames in, codes out.

The camera gives thirty frames a second, and looking into one takes some milliseconds, so one frame
is looked at every 150 ms, on a thread of its own, and only when the one before is done; the others
are let go. What is seen is said each time: that a pass held there is one scan is the desk's to say.

QtMultimedia is loaded when a camera is asked for and not before: on Linux it needs a library of the
sound system, it says much on stderr, and it takes a third of a second. A hall without a camera must
not need it, so its absence is a fault of the camera and not of the kiosk.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import zxingcpp
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.faults import HallFault

LOOK_MS = 150
PLUG_IN = "plug it in and start the kiosk again, or use another reader"


class CameraFault(HallFault):
    """A camera that was asked for cannot be used."""


@cache
def multimedia() -> Any:
    """QtMultimedia; CameraFault where a library that it needs is missing."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError as error:
        raise CameraFault(
            "A library of the desktop is missing: {library}",
            where="camera",
            cure="install the package of {library}",
            library=str(error).partition(":")[0],
        ) from error


@cache
def planes() -> Mapping[Any, tuple[int, int]]:
    """Format → every which byte of its first plane is brightness, and the first that is."""
    pixel = multimedia().QVideoFrameFormat.PixelFormat
    plain = ("Y8", "NV12", "NV21", "YUV420P", "YV12", "YUV422P")
    packed = {pixel.Format_YUYV: (2, 0), pixel.Format_UYVY: (2, 1)}
    return {getattr(pixel, f"Format_{name}"): (1, 0) for name in plain} | packed


def _is_read(frame: Any) -> bool:
    """Open a frame that lies in memory for reading."""
    return frame.map(multimedia().QVideoFrame.MapMode.ReadOnly)


def codes_in(image: QImage) -> tuple[str, ...]:
    """The texts of the QR codes in a picture, each once."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return ()
    return _read(grey.constBits(), grey.height(), grey.bytesPerLine())


def codes_on(page: Path) -> tuple[str, ...]:
    """The texts of the QR codes in a picture file, each once; none where it is no picture."""
    return codes_in(QImage(str(page)))


def codes_of(frame: Any) -> tuple[str, ...]:
    """The texts of the QR codes in a frame.

    Most cameras give brightness and colour apart, and the brightness is all that a code needs: it
    is looked at where it lies. Others are turned into a picture first.
    """
    if frame.pixelFormat() not in planes() or not _is_read(frame):
        return codes_in(_image(frame))
    try:
        step, start = planes()[frame.pixelFormat()]
        bright = bytes(frame.bits(0))[start::step]
        return _read(bright, frame.height(), frame.bytesPerLine(0) // step)
    finally:
        frame.unmap()


def _image(frame: Any) -> QImage:
    """The picture of a frame; plain pixels without the help of a graphics card."""
    plain = frame.surfaceFormat().imageFormatFromPixelFormat(frame.pixelFormat())
    if plain == QImage.Format.Format_Invalid or not _is_read(frame):
        return frame.toImage() if frame.isValid() else QImage()
    try:
        size = frame.width(), frame.height(), frame.bytesPerLine(0)
        return QImage(bytes(frame.bits(0)), *size, plain).copy()
    finally:
        frame.unmap()


def _read(bright: "bytes | memoryview", height: int, width: int) -> tuple[str, ...]:
    rows = memoryview(bright)[: height * width].cast("B", shape=[height, width])
    found = zxingcpp.read_barcodes(rows, formats=zxingcpp.BarcodeFormat.QRCode)
    return tuple(dict.fromkeys(one.text for one in found if one.text.isprintable()))


class Reader(QObject):
    """Looks into frames, on its own thread."""

    looked = Signal(tuple)

    @Slot(object)
    def look(self, frame: Any) -> None:
        """Answer in any case: a frame that nobody can read must not be the last one."""
        codes: tuple[str, ...] = ()
        try:
            codes = codes_of(frame)
        finally:
            self.looked.emit(codes)


class CameraScanner(QObject):
    """One camera; `read` gets each code that is seen, on the GUI thread, as often as it is seen.

    `device` is the name of the camera as the system tells it, "" for the first there is. `failed`
    gets the one line of what is wrong with it.
    """

    _frame = Signal(object)

    def __init__(
        self, device: str, read: Callable[[str], None], failed: Callable[[HallFault], None]
    ) -> None:
        super().__init__()
        self._device, self._read, self._failed = device, read, failed
        self._looking = False
        self._since = QElapsedTimer()
        self._thread = QThread(self)
        self._reader = Reader()
        self._reader.moveToThread(self._thread)
        self._frame.connect(self._reader.look, Qt.ConnectionType.QueuedConnection)
        self._reader.looked.connect(self._looked, Qt.ConnectionType.QueuedConnection)
        self._thread.start()
        self._parts: tuple[QObject, ...] = ()

    def start(self) -> None:
        """Look through the camera; one that is not there is told, and nothing else happens."""
        try:
            self._open()
        except CameraFault as fault:
            self._failed(fault)

    def stop(self) -> None:
        """Let the camera and the thread go."""
        for part in self._parts[:1]:
            part.stop()
        self._parts = ()
        self._thread.quit()
        self._thread.wait()

    @Slot(object)
    def take(self, frame: Any) -> None:
        """Look into this frame, if it is time to and nobody looks."""
        if self._looking or (self._since.isValid() and self._since.elapsed() < LOOK_MS):
            return
        self._looking = True
        self._since.start()
        self._frame.emit(frame)

    @Slot(tuple)
    def _looked(self, codes: tuple[str, ...]) -> None:
        self._looking = False
        for code in codes:
            self._read(code)

    def _open(self) -> None:
        device = _found(self._device)
        qt = multimedia()
        camera, session, sink = qt.QCamera(device), qt.QMediaCaptureSession(), qt.QVideoSink()
        self._parts = (camera, session, sink)
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self.take)
        camera.errorOccurred.connect(self._broken)
        camera.start()

    @Slot()
    def _broken(self) -> None:
        why = self._parts[0].errorString()
        self._failed(
            CameraFault(
                "The camera stopped: {why}",
                where=self._device or "camera",
                cure=PLUG_IN,
                why=why,
            )
        )


def _found(name: str) -> Any:
    there = multimedia().QMediaDevices.videoInputs()
    for device in there:
        if name in ("", device.description(), bytes(device.id().data()).decode(errors="replace")):
            return device
    if not there:
        raise CameraFault("There is no camera on this computer", where="camera", cure=PLUG_IN)
    raise CameraFault(
        "There is no camera {device}",
        where="camera",
        cure="name one of those that are there: {known}",
        device=name,
        known=", ".join(device.description() for device in there),
    )
