"""The grammar of scenes: one table of verbs, each with how its line is read.

The lines that set the hall up are read in `setting_up`. A step is read where it is played
(`verbs`): the files are named as what is done in the hall.
"""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.faults import UnusableInput, meant, system_words
from kiosk.meeting.refusal import Reason
from kiosk.rehearsal import (
    assenting,
    assigning,
    attending,
    balloting,
    declaring,
    happening,
    keypads,
    mishaps,
    papering,
    polling,
    serving,
    settling,
    tabling,
)
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Scene, SetUp, Step
from kiosk.rehearsal.setting_up import SET_UP


def read_scene(path: Path) -> Scene:
    """Read a scene file; `SceneMistake` names line and column, `UnusableInput` a bad file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "the scene cannot be read: {why}",
            where=str(path),
            cure="give a UTF-8 text file",
            why=system_words(error),
        ) from error
    return read_scene_text(text, path)


def read_scene_text(text: str, path: Path) -> Scene:
    """Read a scene's text; paths in it are relative to `path`."""
    set_up, steps = SetUp(), list[Step]()
    for number, content in enumerate(text.splitlines(), start=1):
        line = Line(path, number, content)
        if line.empty:
            continue
        verb = line.word("an order")
        if verb in SET_UP:
            if steps:
                raise line.mistake(
                    f"{verb} comes too late",
                    "set the hall up before the first step",
                    line.tokens[0],
                )
            SET_UP[verb](line, set_up)
            line.end()
        else:
            step = _step(line, verb)
            _demand_known(line, step, set_up)
            steps.append(step)
    return Scene(path, set_up, tuple(steps))


def _step(line: Line, verb: str) -> Step:
    read = STEPS.get(verb)
    if read is None:
        right = meant(verb, [*STEPS, *SET_UP], "see docs/scenes.md for all orders")
        raise line.mistake(f"{verb} is no order", right, line.tokens[0])
    said = read(line)
    refused = ""
    if line.maybe("=>"):
        refused = line.one_of(tuple(str(reason) for reason in Reason))
    line.end()
    return Step(line.row, line.content.strip(), verb, said, refused)


def _demand_known(line: Line, step: Step, hall: SetUp) -> None:
    """What a step names must stand in the hall."""
    heard = [range(base.first, base.last + 1) for base in hall.bases]
    for kind, known in (("base", [one.name for one in hall.bases]), ("desk", hall.desks)):
        said = step.said.get(kind)
        if said is not None and said not in known:
            right = f"expected one of {', '.join(known) or 'none: the hall has no ' + kind}"
            raise line.mistake(f"there is no {kind} {said}", right, line.find(said))
    if step.verb in ("press", "silence"):
        pressed = cast("tuple[int, ...]", step.said["keypads"])
        for keypad in pressed:
            if not any(keypad in base for base in heard):
                raise line.mistake(
                    f"no base hears keypad {keypad}",
                    "expected a keypad of a base of this scene",
                    line.tokens[1],
                )


def _nothing(line: Line) -> Said:
    return {}


STEPS: dict[str, Callable[[Line], Said]] = {
    "name": serving.read_officer,
    "enrol": serving.read_enrol,
    "log": serving.read_log,
    "convene": assenting.read_two,
    "set": settling.read_set,
    "answer": settling.read_answer,
    "item": tabling.read_item,
    "motion": tabling.read_motion,
    "phase": tabling.read_phase,
    "phases": tabling.read_phases,
    "withdraw": tabling.read_withdraw,
    "return": tabling.read_return,
    "demand": tabling.read_demand,
    "review": tabling.read_review,
    "attention": tabling.read_attention,
    "interest": tabling.read_interest,
    "amendment": tabling.read_amendment,
    "recuse": tabling.read_recuse,
    "add": attending.read_add,
    "check-in": attending.read_check_in,
    "check-out": attending.read_check_out,
    "scan": attending.read_scan,
    "hand": keypads.read_hand,
    "swap": keypads.read_swap,
    "take": keypads.read_take,
    "lost": keypads.read_lost,
    "await": keypads.read_await,
    "desk-mode": attending.read_desk_mode,
    "revoke": attending.read_revoke,
    "audit": keypads.read_audit,
    "call": keypads.read_call,
    "prepare": polling.read_prepare,
    "repoll": polling.read_repoll,
    "override": polling.read_override,
    "zero": papering.read_zero,
    "open": polling.read_open,
    "press": keypads.read_press,
    "pause": _nothing,
    "resume": _nothing,
    "extend": polling.read_extend,
    "proxy": balloting.read_proxy,
    "candidate": balloting.read_candidate,
    "turn": balloting.read_turn,
    "papers": balloting.read_papers,
    "spoil": balloting.read_spoil,
    "count": balloting.read_count,
    "close": _nothing,
    "give": declaring.read_give,
    "go": mishaps.read_go,
    "reconcile": _nothing,
    "acknowledge": declaring.read_acknowledge,
    "declare": _nothing,
    "void": assenting.read_two,
    "record": papering.read_record,
    "sheet": papering.read_sheet,
    "object": assigning.read_object,
    "leave": assigning.read_leave,
    "duty": assigning.read_duty,
    "video": assigning.read_video,
    "end": _nothing,
    "reveal": serving.read_reveal,
    "forget": serving.read_forget,
    "wait": happening.read_wait,
    "unplug": mishaps.read_line,
    "replug": mishaps.read_line,
    "noise": mishaps.read_noise,
    "flood": mishaps.read_flood,
    "wrong": mishaps.read_named,
    "right": mishaps.read_named,
    "hold": mishaps.read_base,
    "deny": mishaps.read_base,
    "silence": keypads.read_silence,
    "lose": mishaps.read_lose,
    "mirror": mishaps.read_mirror,
    "printer": papering.read_printer,
    "print": papering.read_paper,
    "confirm": papering.read_paper,
    "reprint": papering.read_reprint,
    "show": papering.read_show,
    "kill": _nothing,
    "still": happening.read_still,
    "expect": happening.read_expect,
}
