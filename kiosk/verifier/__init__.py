# SPDX-License-Identifier: Apache-2.0
"""The second hand: reads a bundle after `docs/bundle.md` and recomputes everything in it.

Standard library only, Python 3.9 or later, nothing of the kiosk but this folder; ships as one
`.pyz` (`packing.write_pyz`). Run: `verifier.pyz [BUNDLE] [PAPER …] [--head HEX …]
[--fingerprint HEX] [--certificate HEX] [--list HEX] [--anchor TEXT …] [--json] [--sm2-pem]
[--lang zh|en]`; exit 0 what was given agrees, 1 a check failed, 2 unusable input (one line on
stderr, nothing on stdout), 4 nothing that was given decides (`deciding`, bundle.md §9).

BUNDLE may also be the book itself (SQLite): the same checks without seal, files and papers, which
only a bundle has.

A bundle passes through these modules: `reading` (ZIP; `bookfile` for a book) → `chain` (hashes,
entries; `jsontext`, `shapes`, `facts`) → `book` (`fold` makes the `hall`; `judging`, `counting`,
`outcome`, `merkle` say what must stand in it) → `sealing` (seal, files, persons, papers;
`ed25519`) → `papers` (each paper's signatures: `pdffile`, `cms`, `der`, `sm2`, `sm3`) →
`anchoring` (`head`, `anchor`, `base45`) → `checks`. Papers go on to `sealslip` (`scanned`);
`deciding` says what all that comes to, `slip` (`concluding`) or `document` tells it, in the words
of `words` and `terms`. The command line is `options`, `inputs`, `cli`.

`--json` prints one document (ASCII, UTF-8 escapes):

    {"format": "kiosk-verifier/1",
     "verdict": "true" | "false" |         what was given agrees | a check failed |
                "unverified",              none failed, and none decides
     "anchored": bool,                     a head or an anchor from paper agreed (and whatever
                                           else was typed from paper, too)
     "anchored_entry": int | null,         the latest entry that paper vouches for
     "entries_after_anchor": int | null,
     "vouched_by_list": bool,              the typed number is that of a list with this bundle
     "partly": bool,                       anchored, but not up to the end of every poll
     "polls_outside": [int] | null,        polls that end after that entry; null: not anchored
     "closed": bool,                       the meeting is closed in this book
     "first_bad_entry": int | null,        the lowest entry that a failed check names
     "meeting": text, "title": text, "practice": bool | null,
     "entries": int, "head": hex, "head_groups": [8 × "xxxxxxxx-cc"],
     "fingerprint": "ABCD EF01 2345 6789",
     "checks": [                           always these, in this order: chain format order texts
                                           seal files persons papers signatures roots
                                           dispositions account urns officers tallies
                                           outcomes anchored
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
        "vouched": bool | null,            paper vouches for its end; null: it is not over
        "agrees": bool | null}]}           null: not declared; tally and outcome are recomputed
                                           ones, null before PollClosing
     "papers": [                           the papers that were named; without a bundle all
                                           members between "verdict" and this are absent
       {"name": text, "sha256": hex,
        "ok": bool | null,                 null: no check failed, and none decides
        "checks": [{"name": "issued" | "inside" | "attached" | ".sig" | ".sm2sig" |
                            "list" | "bundle" |       of a seal slip: its number, the bundle given
                            "file" |                  once for each file on it
                            "listed",                 of another paper: it is on that list
                    "ok": bool | null, "detail": text}]}],
     "passed_over": [text]}                what was named and not looked at, with why

`format`, `order` and `texts` are added to the checks of bundle.md §9: `format` the shape of every
entry and names of facts, `order` the legal steps of polls, `texts` the SHA-256 beside motions and
rule packs. `detail` is in the language of `--lang`.
"""
