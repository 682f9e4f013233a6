"""The camera: real video frames made from rendered QR codes, read on a thread of their own."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import qrcode
from PySide6.QtCore import QByteArray, QThread
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from pytestqt.exceptions import capture_exceptions

from kiosk.devices.scanners.once import Once
from kiosk.ui.checkin import camera
from kiosk.ui.checkin.camera import LOOK_MS, CameraScanner, codes_in

multimedia = pytest.importorskip("PySide6.QtMultimedia")
PASS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 3 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ23"


def picture(text: str, *, size: int = 640, turn: float = 0.0, box: int = 6) -> QImage:
    """What a camera sees of a pass held before it."""
    code = qrcode.QRCode(box_size=box, border=4)
    code.add_data(text)
    image = QImage(size, size * 3 // 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#c9c4b8"))
    painter = QPainter(image)
    painter.translate(20, 10)
    painter.fillRect(0, 0, 4000, 4000, QColor("white"))
    for y, row in enumerate(code.get_matrix()):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(x * box, y * box, box, box, QColor("#202020"))
    painter.end()
    return image.transformed(QTransform().rotate(turn)) if turn else image


@pytest.fixture
def read() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def scanner(gui: object, read: list[tuple[str, bool]]) -> Iterator[CameraScanner]:
    main = threading.get_ident()
    one = CameraScanner(
        "", lambda text: read.append((text, threading.get_ident() == main)), lambda fault: None
    )
    yield one
    one.stop()


def show(scanner: CameraScanner, image: QImage, frames: int = 1, every_ms: int = 33) -> None:
    """Frames as `QVideoSink.videoFrameChanged` gives them."""
    for _ in range(frames):
        scanner.take(multimedia.QVideoFrame(image))
        QTest.qWait(every_ms)


def until(done: Callable[[], object]) -> None:
    """Let the thread look, however busy the machine is."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if done():
            return
        QTest.qWait(20)
    raise AssertionError("nobody looked")


@pytest.mark.parametrize("turn", [0.0, 7.0, 90.0, 180.0])
def test_a_pass_before_the_camera_is_read(
    scanner: CameraScanner, read: list[tuple[str, bool]], turn: float
) -> None:
    show(scanner, picture(PASS, turn=turn), frames=4)
    until(lambda: read)
    assert read[0] == (PASS, True)


def test_frames_come_faster_than_they_are_looked_at(
    scanner: CameraScanner, read: list[tuple[str, bool]]
) -> None:
    begun = time.monotonic()
    show(scanner, picture(PASS), frames=30, every_ms=10)
    until(lambda: read and not scanner._looking)
    gone_ms = 1000 * (time.monotonic() - begun)
    assert 1 <= len(read) <= gone_ms / LOOK_MS + 1
    once = Once()
    assert [once.is_new(text, n * 150_000_000) for n, (text, _) in enumerate(read)].count(True) == 1


def test_nothing_is_looked_at_while_one_is_looked_at(scanner: CameraScanner) -> None:
    handed: list[object] = []
    scanner._frame.connect(handed.append)
    scanner.take(multimedia.QVideoFrame(picture(PASS)))
    scanner._since.invalidate()
    scanner.take(multimedia.QVideoFrame(picture(PASS)))
    assert len(handed) == 1


def test_the_looking_is_not_done_on_the_window_s_thread(
    scanner: CameraScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[object] = []

    def look(frame: object) -> tuple[str, ...]:
        threads.append(QThread.currentThread())
        return ()

    monkeypatch.setattr(camera, "codes_of", look)
    show(scanner, picture(PASS), frames=3)
    until(lambda: threads)
    assert all(one is not scanner.thread() for one in threads)


def test_an_empty_room_a_bar_code_and_a_broken_frame_give_nothing(
    scanner: CameraScanner, read: list[tuple[str, bool]]
) -> None:
    blank = QImage(640, 480, QImage.Format.Format_RGB32)
    blank.fill(QColor("gray"))
    assert codes_in(blank) == ()
    assert codes_in(QImage()) == ()
    show(scanner, blank, frames=4)
    scanner._since.invalidate()
    scanner.take(multimedia.QVideoFrame())
    until(lambda: not scanner._looking)
    assert read == []


def raw_frame(image: QImage, kind: str) -> object:
    """A frame of brightness and colour apart, as cameras give them."""
    pixel = multimedia.QVideoFrameFormat.PixelFormat[f"Format_{kind}"]
    frame = multimedia.QVideoFrame(multimedia.QVideoFrameFormat(image.size(), pixel))
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    step, start = camera.planes()[pixel]
    assert frame.map(multimedia.QVideoFrame.MapMode.WriteOnly)
    plane, wide = frame.bits(0), frame.bytesPerLine(0)
    for y in range(image.height()):
        line = bytes(grey.constScanLine(y))[: image.width()]
        plane[y * wide + start : y * wide + start + step * image.width() : step] = line
    frame.unmap()
    return frame


@pytest.mark.parametrize("kind", ["Y8", "NV12", "YUV420P", "YUYV", "UYVY"])
def test_what_cameras_give_is_read_where_it_lies(kind: str) -> None:
    assert camera.codes_of(raw_frame(picture(PASS), kind)) == (PASS,)


def test_two_passes_in_one_picture_are_both_read() -> None:
    wide = QImage(1400, 480, QImage.Format.Format_RGB32)
    wide.fill(QColor("white"))
    painter = QPainter(wide)
    painter.drawImage(0, 0, picture("A" * 60))
    painter.drawImage(700, 0, picture("B" * 60))
    painter.end()
    assert set(codes_in(wide)) == {"A" * 60, "B" * 60}


class Cameras:
    """What the system would tell of two cameras."""

    class QMediaDevices:
        @staticmethod
        def videoInputs() -> list[object]:  # noqa: N802
            return [Named("Built-in", b"/dev/video0"), Named("Desk", b"/dev/video2")]


class Named:
    def __init__(self, name: str, ident: bytes) -> None:
        self._name, self._ident = name, ident

    def description(self) -> str:
        return self._name

    def id(self) -> QByteArray:
        return QByteArray(self._ident)


def test_a_camera_is_found_by_its_name_or_its_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "multimedia", Cameras)
    found = {
        name: camera._found(name).description()
        for name in ("", "Desk", "/dev/video2", "/dev/video0")
    }
    assert [*found.values()] == ["Built-in", "Desk", "Desk", "Built-in"]
    with pytest.raises(
        camera.CameraFault, match=r"no camera Nikon; name one of .*: Built-in, Desk"
    ):
        camera._found("Nikon")


def test_a_frame_that_nobody_can_read_is_not_the_last_one(
    scanner: CameraScanner,
    read: list[tuple[str, bool]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(frame: object) -> tuple[str, ...]:
        raise ValueError("odd frame")

    with monkeypatch.context() as one, capture_exceptions() as bugs:
        one.setattr(camera, "codes_of", broken)
        scanner.take(multimedia.QVideoFrame(picture(PASS)))
        until(lambda: not scanner._looking)
    assert len(bugs) == 1
    scanner._since.invalidate()
    scanner.take(multimedia.QVideoFrame(picture(PASS)))
    until(lambda: read)


def test_a_kiosk_without_a_camera_loads_nothing_of_it() -> None:
    program = "import sys, kiosk.cli.hall; print('PySide6.QtMultimedia' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_library_that_is_missing_is_one_line(
    gui: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr(camera, "import_module", missing)
    camera.multimedia.cache_clear()
    told: list[str] = []
    one = CameraScanner("", lambda text: None, lambda fault: told.append(str(fault)))
    one.start()
    one.stop()
    assert told == [
        "camera: A library of the desktop is missing: libpulse.so.0; "
        "install the package of libpulse.so.0"
    ]
