from dataclasses import replace

import presses
import pytest
import samples
from presses import paper, poppler_pages, pypdf_pages, squeezed

from kiosk.meeting.ballot import Mark
from kiosk.meeting.record import Override
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.phrases import digest, fingerprint
from kiosk.printing.veil import veiled
from kiosk.words import formal_number, words

ZH = words("zh_CN")


def whole(name: str, language: str = "zh_CN") -> str:
    return squeezed("".join(poppler_pages(name, language)))


def test_page_one_says_what_was_asked_and_what_came_of_it() -> None:
    for page in (squeezed(pages("failing_by_one")[0]) for pages in (poppler_pages, pypdf_pages)):
        for said in (
            "静安里街道2026年第二次市民大会",
            "静市会〔2026〕表3号",
            "正本",
            "第一次全体会议",
            "规则包assembly1.0版",
            "静安里街道议事厅",
            "召集人静安里街道办事处",
            "2026年11月23日14:30:55至14:32:58（UTC+08:00），历时2分3秒",
            "应到120实到118请假0缺席2列席14法定人数80，已达到",
            "议题3",
            "关于静安里社区食堂选址与三年运营补贴的方案（第3稿）",
            "公示日2026年11月1日",
            "记名",
            "以最后一次按键为准",
            "静市会〔2026〕零3号",
            "第十二条第二款",
            "79+31+6+2+0+0=118",
            "收到按键123次=计入116+被替换3+未计入4",
            "由王建国于2026年11月23日14:33:40当场宣布",
            "短码",
            "第1页共4页",
        ):
            assert said in page, said


def test_the_figures_stand_in_digits_and_in_formal_numerals() -> None:
    page = poppler_pages("failing_by_one")[0].splitlines()
    row = next(line.split() for line in page if line.split() == ["79", "31", "6", "2", "0", "0"])
    formal = next(line.split() for line in page if "柒拾玖" in line)
    assert formal == [formal_number(int(figure)) for figure in row]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "零"), (10, "壹拾"), (79, "柒拾玖"), (105, "壹佰零伍"), (3376, "叁仟叁佰柒拾陆")],
)
def test_formal_numerals_are_those_of_a_public_body(number: int, said: str) -> None:
    assert formal_number(number) == said


def test_the_computation_and_the_verdict_stand_above_the_signatures_on_one_page() -> None:
    page = squeezed(poppler_pages("failing_by_one")[0])
    outcome = samples.failing_by_one().outcome
    for held in outcome.computation:
        assert squeezed(ZH.say(held.msgid, **held.args)) in page
    verdict = squeezed(ZH.name("verdict", outcome.verdict))
    assert page.index(verdict) < page.index("计票人（操作员）")
    assert page.count("监票人") == 2
    assert page.count("公证员") == 2


def test_signatures_that_part_from_the_verdict_say_again_what_is_signed() -> None:
    first, second, *_ = map(squeezed, poppler_pages("choose_three"))
    assert "计票人（操作员）" not in first
    assert squeezed(ZH.name("verdict", "tie")) in first
    assert second.index("以下签名就表决记录书（静市会〔2026〕表3号）作出") < second.index("计票人")
    assert "有效票107·未按7·无效4·回避0" in second


def test_hashes_keys_and_heads_stand_on_the_paper_in_full() -> None:
    said, held = whole("failing_by_one"), samples.failing_by_one()
    heading = held.heading
    for told in (held.motion.sha256, held.root, heading.pack_sha256, heading.settings_sha256):
        assert squeezed(digest(told)) in said
    assert held.previous is not None
    assert squeezed(digest(held.previous.sha256)) in said
    assert squeezed(digest(heading.seal_key)) in said
    assert squeezed(fingerprint(heading.seal_key)) in said
    assert heading.meeting in said
    assert "#1843" in said
    assert "#1511" in said


def test_the_limits_of_the_system_are_printed() -> None:
    assert "本系统不能证明的事项" in whole("failing_by_one")
    assert "系统只认得表决器，不认得人" in whole("failing_by_one")


def test_every_ballot_stands_in_annex_one() -> None:
    rows = [line.split() for page in poppler_pages("failing_by_one") for line in page.splitlines()]
    seen = {word for row in rows for word in row}
    for line in samples.failing_by_one().ballots:
        assert line.seat in seen
    flat = " ".join(" ".join(row) for row in rows)
    assert "A-001 袁勇 赞成 1 14:30:58" in flat
    assert "未按 118 –" in flat


def test_a_recused_seat_stands_in_its_own_bucket_and_says_so() -> None:
    assert "64+40+9+4+0+1=118" in whole("simple_majority")
    flat = " ".join("".join(poppler_pages("simple_majority")).split())
    assert "回避 118 –" in flat


def test_every_press_that_did_not_count_stands_with_its_reason() -> None:
    flat = " ".join("".join(poppler_pages("failing_by_one")).split())
    for line in samples.failing_by_one().refused:
        reason = ZH.name("reason", line.reason)
        keys = " ".join(map(str, line.keys))
        assert f"A {line.keypad} {keys} {reason}" in flat
        assert f"#{line.entry}" in flat
    assert "附件三 被替换的按键" in flat


def test_the_reasons_make_up_the_presses_that_did_not_count_the_late_ones_told_apart() -> None:
    held = samples.failing_by_one().account
    assert held.late_after_close
    in_all = held.refused + held.late_after_close
    assert sum(n for _, n in held.reasons) == in_all
    said = whole("failing_by_one")
    assert f"未计入{held.refused}；核对后另收到{held.late_after_close}次" in said
    assert f"未计入共{in_all}次：" in said


def test_an_empty_annex_says_that_there_is_nothing() -> None:
    held = replace(samples.failing_by_one(), refused=(), replaced=(), ballots=(), equipment=())
    printed = print_vote_record(held, sign=samples.sign)
    told = presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode()
    assert squeezed(told).count("无。") == 2
    assert "（以下无正文）" in told


def test_an_override_is_printed_with_both_officers_and_the_reason() -> None:
    page = squeezed(poppler_pages("simple_majority")[0])
    assert "一关由王建国、赵敏两人共同放行，理由：暴雨致公示栏受损" in page
    assert squeezed(ZH.name("gate", "notice")) in page


def test_nothing_that_people_wrote_is_too_long_to_print() -> None:
    held = samples.failing_by_one()
    reasons = tuple(Override("notice", f"理由{n}" * 200, ("甲", "乙")) for n in range(12))
    title = samples.motion(title="标题" * 900, text="文" * 9000)
    printed = print_vote_record(replace(held, overrides=reasons, motion=title), sign=samples.sign)
    told = squeezed(presses.run("pdftotext", "PDF", "-", pdf=printed.pdf).decode())
    assert all(told.count(f"理由{n}") >= 100 for n in range(12))
    assert told.count("标题") >= 900


def test_a_poll_without_incident_says_so_above_the_signatures() -> None:
    held = samples.failing_by_one()
    quiet = replace(held.account, in_flight=0, late_after_close=0, reasons=())
    calm = replace(held, account=quiet, silent_acknowledged_by="")
    printed = print_vote_record(calm, sign=samples.sign)
    told = presses.run("pdftotext", "-l", "1", "PDF", "-", pdf=printed.pdf).decode()
    assert "特别事项：无。" in told


def test_losses_of_a_base_are_printed_before_the_signatures() -> None:
    held = samples.failing_by_one()
    line = replace(held.equipment[0], losses=2, table_agrees=False)
    printed = print_vote_record(replace(held, equipment=(line,)), sign=samples.sign)
    told = squeezed(presses.run("pdftotext", "-l", "1", "PDF", "-", pdf=printed.pdf).decode())
    assert "基站A失联2次" in told
    assert "基站A的按键表与账本不一致" in told


def test_options_are_ranked_with_the_taken_and_the_tied_marked() -> None:
    flat = [" ".join(line.split()) for line in poppler_pages("choose_three")[0].splitlines()]
    rows = [line for line in flat if line.endswith(("入选", "并列，待重新表决"))]
    assert rows == [
        "1 1 老旧小区加装电梯与适老化改造 80 捌拾 入选",
        "2 2 社区食堂与老年助餐点建设 75 柒拾伍 入选",
        "3 3 街角口袋公园和健身步道提升 30 叁拾 并列，待重新表决",
        "3 4 非机动车充电设施及停放秩序整治 30 叁拾 并列，待重新表决",
    ]
    assert "107+7+4+0=118" in whole("choose_three")


def test_a_long_text_is_printed_in_full_in_annex_four() -> None:
    assert "见附件四" in poppler_pages("rare_names")[0]
    assert "附件四" in "".join(poppler_pages("rare_names")[4])
    assert "附件四" not in whole("failing_by_one")


def test_a_reprint_says_that_it_is_one() -> None:
    held = samples.failing_by_one()
    again = replace(held, paper=replace(held.paper, copy=3))
    printed = print_vote_record(again, sign=samples.sign)
    told = presses.run("pdftotext", "PDF", "-", pdf=printed.pdf).decode()
    assert told.count("补打 2") == printed.pages
    assert "正本" not in told


def test_practice_is_written_across_every_page() -> None:
    for page in pypdf_pages("practice"):
        assert "演练" in page
    assert "演练" not in whole("failing_by_one")


def test_a_poll_that_resolves_nothing_is_marked_on_every_page() -> None:
    held = samples.failing_by_one()
    rule = replace(held.plan.rule, resolution=False)
    opinion = replace(held, plan=replace(held.plan, rule=rule))
    printed = print_vote_record(opinion, sign=samples.sign)
    told = presses.run("pdftotext", "-raw", "PDF", "-", pdf=printed.pdf).decode()
    assert all("意见征询" in squeezed(page) for page in told.split("\f")[:-1])


def test_a_secret_poll_puts_no_choice_on_paper_or_in_the_attached_record() -> None:
    held = samples.failing_by_one()
    secret = replace(held, plan=replace(held.plan, named=False))
    shown = veiled(secret)
    assert all(line.choice == () and line.at is None for line in shown.ballots)
    assert {line.mark for line in shown.ballots} == {Mark.VALID, None}
    assert all(line.keys == () for line in (*shown.refused, *shown.replaced))
    printed = print_vote_record(secret, sign=samples.sign)
    told = squeezed(
        presses.run("pdftotext", "-layout", "-f", "3", "PDF", "-", pdf=printed.pdf).decode()
    )
    listed = told[told.index("附件一") : told.index("附件二")]
    assert "已参加" in listed
    for mark in ("for", "against", "abstain"):
        assert f"袁勇{ZH.name('mark', mark)}" not in listed
    assert "无记名表决：参加人名单" in squeezed(
        presses.run("pdftotext", "PDF", "-", pdf=printed.pdf).decode()
    )


def test_the_same_record_gives_the_same_bytes() -> None:
    for name in ("failing_by_one", "choose_three"):
        again = print_vote_record(getattr(samples, name)(), sign=samples.sign)
        assert again.pdf == paper(name).pdf


def test_another_record_gives_other_bytes() -> None:
    held = samples.failing_by_one()
    other = replace(held, book=replace(held.book, entry=held.book.entry + 1))
    assert print_vote_record(other, sign=samples.sign).pdf != paper("failing_by_one").pdf


def test_a_chinese_paper_leaks_no_english() -> None:
    held = samples.failing_by_one()
    known = {held.heading.software, held.heading.pack, held.equipment[0].identity}
    known |= {held.equipment[0].protocol, held.heading.meeting, "verifier.pyz", "kiosk.toml"}
    known |= {"SHA-256", "UTC", "record.json", "--head", "--fingerprint", held.motion.sha256}
    allowed = {word for text in known for word in text.replace("(", " ").replace(")", " ").split()}
    for page in poppler_pages("failing_by_one"):
        for word in page.split():
            latin = "".join(letter for letter in word if letter.isascii() and letter.isalpha())
            hexadecimal = set(latin) <= set("ABCDEF")
            assert hexadecimal or any(token in word for token in allowed), word


def test_an_english_paper_is_english_but_for_what_the_record_says() -> None:
    pages = [squeezed(page) for page in poppler_pages("failing_by_one", "en")]
    page = pages[0]
    for said in ("VOTERECORD", "Infavour", "Page1of5", "Original"):
        assert said in page
    assert any("Countingofficer(operator)" in one for one in pages[:2])
    assert "{" not in page
