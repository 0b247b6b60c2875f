"""What the player says where a page cannot: sentences with `{places}` that the script fills in."""

from __future__ import annotations

from django.utils.translation import gettext as _


def player_words() -> dict[str, str]:
    """All sentences of the player's script by their names, in the language of the request."""
    return {**_of_sets(), **_of_changes(), **_of_time(), **_of_sending(), **_of_ends(), **_of_places()}


def _of_places() -> dict[str, str]:
    return {
        "site-foot": _("foot"),
        "site-ankle": _("ankle"),
        "site-achilles": _("Achilles tendon"),
        "site-calf": _("calf"),
        "site-shin": _("shin"),
        "site-knee": _("knee"),
        "site-hamstring": _("back of the thigh"),
        "site-hip": _("hip"),
        "site-groin": _("groin"),
        "site-back": _("back"),
    }


def _of_sets() -> dict[str, str]:
    return {
        "left": _("LEFT"),
        "right": _("RIGHT"),
        "left-said": _("left"),
        "right-said": _("right"),
        "place": _("{label} · {number} of {count}"),
        "place-plain": _("{number} of {count}"),
        "set": _("Set"),
        "set-of": _("Set {number} of {count}"),
        "up-to": _("up to {most}"),
        "reps": _("reps"),
        "reps-of": _("{amount} reps"),
        "seconds": _("seconds"),
        "seconds-of": _("{amount} s"),
        "stop-with": _("stop with {rir} left in you"),
        "left-in-you": _("{rir} left in you"),
        "left-unsaid": _("left in you?"),
        "body-mass": _("body mass"),
        "band": _("band"),
        "light": _("light band"),
        "medium": _("medium band"),
        "heavy": _("heavy band"),
        "by-feel": _("choose a load"),
        "load": _("{amount} {unit}"),
        "percent": _("{percent} % of 1RM"),
        "as-asked": _("Done as asked"),
        "done-with": _("Done: {what}"),
        "say-load": _("Choose the load first"),
        "choose-load": _("Which load did you take? Use − and + beside it, then tap Done."),
        "at": _("{amount} at {load}"),
        "with": _("{amount} with a {load}"),
        "beside": _("{amount}, {load}"),
        "down": _("down"),
        "pause": _("pause"),
        "up": _("up"),
        "beat": _("{seconds} {way}"),
    }


def _of_changes() -> dict[str, str]:
    return {
        "was-skipped": _("{name} is left out."),
        "nothing-to-undo": _("There is nothing to take back yet."),
        "undone": _("Taken back: {what}."),
        "undone-skip": _("{name} is back in."),
        "undone-swap": _("{name} is back in its place."),
        "undone-fewer": _("All sets of {name} are back in."),
        "not-chosen": _(
            "Not all you chose could be taken up without a network. Swap it here, or open it again when online."
        ),
        "instead": _("instead of {planned}"),
        "only-one-set": _("one set only"),
        "only-sets": _("{sets} sets only"),
        "undone-end": _("The end is taken back. Go on where you were."),
        "swapped": _("{name} instead of {planned}."),
        "no-swap": _("Your kit offers nothing else for this one. You can leave it out."),
        "spares": _("spares your {site}"),
        "logged": _("Written down: {what}."),
        "ramp": _("Begin with {count} lighter sets."),
        "ramp-one": _("Begin with one lighter set."),
        "easier-today": _("Today counts less: {why}"),
        "spoken-set": _("{name}. {side} {amount}. {load}. {reserve}"),
        "score-of": _("{site}{side}: {score} of 10."),
        "pain-where": _("Say where and how much first."),
        "fewer": _("fewer"),
        "more": _("more"),
        "sign-which": _("Choose what it is first."),
        "why-easier": _("easier"),
        "why-needs no kit": _("needs no kit"),
        "entry-session": _("the end of the session"),
        "entry-pain": _("a pain"),
        "entry-red-flag": _("a sign to stop"),
        "entry-retracted": _("something taken back"),
        "lighter": _("lighter"),
        "heavier": _("heavier"),
    }


def _of_time() -> dict[str, str]:
    return {
        "minutes": _("{minutes} min"),
        "begin": _("Begin"),
        "go-on": _("Go on where you were"),
        "warm-already": _("I am warm already"),
        "minutes-left": _("{minutes} min left"),
        "last-minute": _("under 1 min"),
        "rest-begins": _("Rest {seconds} seconds. Next: {next}."),
        "rest-ten": _("Ten seconds."),
        "rest-over": _("Rest is over. {next}"),
        "ready": _("Get ready"),
        "ready-side": _("Change sides"),
        "hold": _("Hold"),
        "start-clock": _("Start the clock"),
        "stop-clock": _("Stop here"),
        "drill-next": _("Next"),
        "drill-last": _("On to the first set"),
        "drill-end": _("On to the end"),
        "warm-up": _("Warm-up · {number} of {count}"),
        "cool-down": _("Cool-down · {number} of {count}"),
        "clock-ran-out": _("The clock ran out while you were away. Tap Done if you held it."),
        "notify-title": _("Rest is over"),
    }


def _of_sending() -> dict[str, str]:
    return {
        "waiting-one": _("1 entry waits on this device for the network."),
        "waiting": _("{count} entries wait on this device for the network."),
        "sign-in": _("Sign in again to send what waits on this device. Nothing is lost."),
        "other-runner": _("What waits on this device is another runner’s. It stays here until they sign in."),
        "refused": _("This could not be written down: {what}. {says}"),
        "told": _("From another device: {says}"),
        "moved-clock": _("The clock of this device was ahead; the times were put right."),
        "no-room": _(
            "This device cannot keep what you write down ({why}). Do not go on here: write it on paper, or free some "
            "space and reload."
        ),
        "dismiss": _("I have read this"),
        "no-document": _("This session was not loaded before, and there is no network. Open it once while online."),
        "not-there": _("This session is not in your plan any more. What you wrote down of it is kept."),
        "notify-denied": _("Your browser does not allow notifications for this page."),
    }


def _of_ends() -> dict[str, str]:
    return {
        "set-done": _("{done} of {asked} set"),
        "sets-done": _("{done} of {asked} sets"),
        "each-side": _("{amounts} each side"),
        "left-out": _("left out"),
        "later": _("What changes next time comes when there is a network again."),
        "counts-beside": _("It stands in your diary beside your plan. Your plan stays as it is."),
        "one-more": _("And one thing more."),
        "some-more": _("And {count} things more."),
        "nothing-new": _("Nothing changes for now."),
        "looking": _("Looking at what it means for next time …"),
        "ended-done": _("All of it is done."),
        "ended-partly": _("Part of it is done. That counts too."),
        "ended-stopped": _("The session ended early."),
        "rated": _("How hard it was: {rpe} of 10."),
        "not-rated": _("How hard it was: not said."),
        "no-set": _("No set was done, so there is nothing to write down."),
        "reported": _("You reported {flags}."),
        "and": _("and"),
        "only-look": _("You may look, but not write this diary."),
    }
