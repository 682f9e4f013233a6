"""A camera over the check-in desk: frames in, codes out.

The camera gives thirty frames a second, and looking into one takes some milliseconds, so one frame
is looked at every 150 ms, on a thread of its own, and only when the one before is done; the others
are let go. What is seen is said each time: that a pass held there is one scan is the desk's to say.

QtMultimedia needs a library of the sound system on Linux. A hall without a camera must not need it,
so its absence is a fault of the camera and not of the kiosk.
"""

from collections.abc import Callable

import zxingcpp
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.faults import HallFault

try:
    from PySide6.QtMultimedia import (
        QCamera,
        QCameraDevice,
        QMediaCaptureSession,
        QMediaDevices,
        QVideoFrame,
        QVideoFrameFormat,
        QVideoSink,
    )
except ImportError as error:
    MISSING, PLANES = str(error), {}
else:
    MISSING = ""
    Pixel = QVideoFrameFormat.PixelFormat
    #  format → every which byte of its first plane is brightness, and the first that is
    PLANES = {
        **dict.fromkeys((Pixel.Format_Y8, Pixel.Format_NV12, Pixel.Format_NV21), (1, 0)),
        **dict.fromkeys((Pixel.Format_YUV420P, Pixel.Format_YV12, Pixel.Format_YUV422P), (1, 0)),
        Pixel.Format_YUYV: (2, 0),
        Pixel.Format_UYVY: (2, 1),
    }

LOOK_MS = 150


class CameraFault(HallFault):
    """A camera that was asked for cannot be used."""


def codes_in(image: QImage) -> tuple[str, ...]:
    """The texts of the QR codes in a picture, each once."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return ()
    return _read(grey.constBits(), grey.height(), grey.bytesPerLine())


def codes_of(frame: "QVideoFrame") -> tuple[str, ...]:
    """The texts of the QR codes in a frame.

    Most cameras give brightness and colour apart, and the brightness is all that a code needs: it
    is looked at where it lies. Others are turned into a picture first.
    """
    if frame.pixelFormat() not in PLANES or not frame.map(QVideoFrame.MapMode.ReadOnly):
        return codes_in(_image(frame))
    try:
        step, start = PLANES[frame.pixelFormat()]
        bright = bytes(frame.bits(0))[start::step]
        return _read(bright, frame.height(), frame.bytesPerLine(0) // step)
    finally:
        frame.unmap()


def _image(frame: "QVideoFrame") -> QImage:
    """The picture of a frame; plain pixels without the help of a graphics card."""
    plain = frame.surfaceFormat().imageFormatFromPixelFormat(frame.pixelFormat())
    if plain == QImage.Format.Format_Invalid or not frame.map(QVideoFrame.MapMode.ReadOnly):
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
    def look(self, frame: "QVideoFrame") -> None:
        self.looked.emit(codes_of(frame))


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
    def take(self, frame: "QVideoFrame") -> None:
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
        camera, session, sink = QCamera(device), QMediaCaptureSession(), QVideoSink()
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
                cure="plug it in and start the kiosk again, or use another reader",
                why=why,
            )
        )


def _found(name: str) -> "QCameraDevice":
    if MISSING:
        raise CameraFault(
            "A library of the desktop is missing: {library}",
            where="camera",
            cure="install the package of {library}",
            library=MISSING.partition(":")[0],
        )
    there = QMediaDevices.videoInputs()
    for device in there:
        if name in ("", device.description(), bytes(device.id().data()).decode(errors="replace")):
            return device
    known = ", ".join(device.description() for device in there)
    raise CameraFault(
        "There is no camera {device}",
        where="camera",
        cure="plug it in, or name one of those that are there: {known}",
        device=name or "at all",
        known=known or "none",
    )
