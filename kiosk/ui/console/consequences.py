"""What comes of an act that is asked about, in a sentence of its own."""

from collections.abc import Mapping

from kiosk.clerk.views import Act

CONSEQUENCES: Mapping[Act, str] = {
    Act.LOG_IN: "Five wrong passphrases lock an officer out for five minutes.",
    Act.FREEZE_ROLL: (
        "{count} people stand on the roll, {voters} of them with a vote, from the file {file}. "
        "Once frozen it counts for quorum and majority; whoever is added later, two officers add, "
        "and nobody is taken off."
    ),
    Act.OPEN_MEETING: (
        "{present} of {roll} are present. The meeting begins now, and from here on polls can be "
        "taken; who comes later can still be checked in."
    ),
    Act.OVERRIDE_GATE: (
        "This poll may be opened although the condition is not met. That it was, by whom and why "
        "stands in the book and is told in the minutes."
    ),
    Act.OPEN_URN: (
        "The sealed ballots are opened and counted, and the urn is destroyed afterwards. This is "
        "done once."
    ),
    Act.VOID_POLL: (
        "The poll has no result and its presses count for nothing; they stay in the book as void. "
        "The item can be polled on again."
    ),
    Act.GO_ON_WITHOUT_MIRROR: (
        "From now on the book is kept on one medium alone: if that fails, what was entered since "
        "is lost."
    ),
    Act.GIVE_UP_BASE: (
        "The poll is ended without what base {missing} still holds: presses that only it heard "
        "are not counted."
    ),
    Act.GIVE_UP_DESK: (
        "The poll is ended without the venue {venue}: presses that only its bases heard are not "
        "counted."
    ),
    Act.ENROL_OFFICER: (
        "For a new officer, and for one who lost the passphrase or is locked out: two others "
        "vouch, and the old key opens nothing from then on."
    ),
    Act.REVEAL_PERSON: (
        "The record is shown here for a minute. That it was shown, why and to whom is entered "
        "in the book; what it holds is not."
    ),
    Act.CLOSE_POLL: (
        "Only {pressed} of {expected} have pressed. After the close nobody can press any more."
    ),
    Act.CLOSE_MEETING: (
        "The meeting cannot be opened again: no poll follows, and its papers are made now."
    ),
    Act.HAND_OVER: (
        "The bundle, the verifier and every paper are copied into a folder of this meeting there, "
        "read back, and checked by the verifier that lies there."
    ),
}
