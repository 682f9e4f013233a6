"""Where fonts, catalogues and rule packs lie: beside the package, or inside it in a wheel."""

from pathlib import Path

HERE = Path(__file__).parent
IN_WHEEL = HERE / "_assets"
ROOT = IN_WHEEL if IN_WHEEL.is_dir() else HERE.parent / "assets"
CONTRACT = IN_WHEEL / "bundle.md" if IN_WHEEL.is_dir() else HERE.parent / "docs" / "bundle.md"
NOTARY_MANUAL = (
    IN_WHEEL / "notary.md" if IN_WHEEL.is_dir() else HERE.parent / "docs" / "manual" / "notary.md"
)
SCENES = IN_WHEEL / "scenes" if IN_WHEEL.is_dir() else HERE.parent / "tests" / "scenes"
DEMO = SCENES / "demo.scene"


def asset(name: str) -> Path:
    """The path of one asset, e.g. `asset("fonts/NotoSansSC-Regular.ttf")`."""
    return ROOT / name
