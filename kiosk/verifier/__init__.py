# SPDX-License-Identifier: Apache-2.0
"""The second hand: reads a bundle after `docs/bundle.md` and recomputes everything in it.

Standard library only, Python 3.9 or later, nothing of the kiosk but this folder; ships as one
`.pyz` (`packing.write_pyz`). Run: `verifier.pyz BUNDLE [--head HEX] [--fingerprint HEX]
[--anchor TEXT] [--json] [--lang zh|en]`; exit 0 every check that ran held, 1 a check failed,
2 unusable input (one line on stderr, nothing on stdout).

BUNDLE may also be the book itself (SQLite): the same checks without seal, files and papers, which
only a bundle has.

A bundle passes through these modules: `reading` (ZIP; `bookfile` for a book) → `chain` (hashes,
entries; `jsontext`, `shapes`, `facts`) → `book` (`fold` makes the `hall`; `judging`, `counting`,
`outcome`, `merkle` say what must stand in it) → `sealing` (seal, files, persons, papers;
`ed25519`) → `anchoring` (`head`, `anchor`, `base45`) → `checks` → `slip` or `document`, in the
words of `words`.

`--json` prints one document (ASCII, UTF-8 escapes):

    {"format": "kiosk-verifier/1",
     "verdict": "true" | "false",          no check failed | one failed
     "anchored": bool,                     a head or an anchor from paper agreed (and whatever
                                           else was typed from paper, too)
     "anchored_entry": int | null,         the latest entry that paper vouches for
     "entries_after_anchor": int | null,
     "first_bad_entry": int | null,        the lowest entry that a failed check names
     "meeting": text, "title": text, "practice": bool | null,
     "entries": int, "head": hex, "head_groups": [8 × "xxxxxxxx-cc"],
     "fingerprint": "ABCD EF01 2345 6789",
     "checks": [                           always these, in this order: chain format order texts
                                           seal files persons papers roots dispositions account
                                           urns tallies outcomes anchored
       {"name": text, "ok": bool | null,   null: the check did not run
        "detail": text, "entry": int | null, "failures": int,
        "findings": [{"entry": int | null, "detail": text}]}],      at most 20
     "polls": [
       {"poll": int, "item": int, "title": text, "round": int,
        "kind": "for_against" | "choose" | "score" | "yes_no", "named": bool,
        "last_press_counts": bool, "rule": text,
        "urn": null | {"opened": bool, "officers": [text],     a secret poll: what is asserted by
                       "asserted": [text]},                    officers and not recomputable
        "stage": "prepared" | "open" | "paused" | "draining" | "closed" | "reconciled" |
                 "declared" | "void",
        "void_reason": text, "present": int,
        "heard": int, "counted": int, "replaced": int, "refused": {reason: int},
        "tally": null | {"roll", "base", "in_favour", "against", "abstain", "chosen", "void",
                         "not_pressed", "recused": int, "options": [int], "noes": [int],
                         "area": null | the same in 0.01 m²},
        "outcome": null | {"verdict", "tests": [{"name", "basis", "fraction", "strict", "base",
                           "needed", "have", "met", "measure": "heads" | "area"}],
                           "taken": [int], "tied": [int], "mean": null | "35/9"},
        "declared_entry": int | null,
        "agrees": bool | null}]}           null: not declared; tally and outcome are recomputed
                                           ones, null before PollClosing

`format`, `order` and `texts` are added to the checks of bundle.md §9: `format` the shape of every
entry and names of facts, `order` the legal steps of polls, `texts` the SHA-256 beside motions and
rule packs. `detail` is in the language of `--lang`.
"""
