"""What the record of a secret poll says of its urn: the list, who opened it and why, the groups."""

from dataclasses import replace

import presses
import samples
from presses import squeezed

from kiosk.meeting.secrecy import ToldBreakdown, ToldGroup
from kiosk.printing.catalog import print_vote_record

GROUPS = (
    ToldBreakdown(
        "delegate_class",
        (ToldGroup("citizen", 8, (((), 1), ((1,), 4), ((1, 2), 3))),),
        ("expert", ""),
        withheld=False,
    ),
    ToldBreakdown("group", (), ("东", "西"), withheld=False),
    ToldBreakdown("age_band", (), (), withheld=True),
)


def test_the_urn_its_reason_and_its_groups_stand_on_paper() -> None:
    held = samples.failing_by_one()
    secret = replace(
        held,
        plan=replace(held.plan, named=False),
        opened=((), (1,), (1,), (1, 2)),
        opened_by=("赵敏", "钱芳"),
        opened_for="当场计票",
        breakdowns=GROUPS,
    )
    printed = print_vote_record(secret, sign=samples.sign)
    told = squeezed(presses.run("pdftotext", "PDF", "-", pdf=printed.pdf).decode())
    for said in (
        "票箱由赵敏、钱芳打开，内有4票（按键×票数）：空白×1；1×2；1+2×1。",
        "打开票箱的理由：当场计票。",
        "按类别分组：市民代表8票（空白×1；1×4；1+2×3）；人数过少、不单列：专家学者、未填写。",
        "按组分组：人数过少、不单列：东、西。",
        "按年龄段分组：不予公布，以免显出个人的选择。",
        "要求更高的会场请用纸质选票",
    ):
        assert said in told, said
    kept = replace(secret, opened_for="")
    printed = print_vote_record(kept, sign=samples.sign)
    old = squeezed(presses.run("pdftotext", "PDF", "-", pdf=printed.pdf).decode())
    assert "打开票箱的理由" not in old
