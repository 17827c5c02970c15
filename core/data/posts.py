"""Posts and replies as the database knows them: reading a circle, and everything said or done in it."""

from datetime import date
from typing import Any

from core.data import challenge_rows
from core.data.gateway import Gateway
from core.domain.posts import (
    PLAIN,
    CirclePage,
    Draft,
    Earlier,
    Head,
    Post,
    Reply,
    Rules,
    Shared,
    SharePage,
    Tone,
    Unseen,
    Week,
)

Row = dict[str, Any]


# --- reading ---


def circle_page(
    gateway: Gateway, circle_id: str, *, kind: str | None = None, after: str | None = None
) -> CirclePage:
    """Read one page of a circle: everything it shows, in one call. `after` is the `next` of the page before."""
    row = gateway.call("circle_page", read=True, circle=circle_id, **_given(kind=kind, after=after))
    return CirclePage(
        head=head(row),
        posts=tuple(map(_post, row["posts"])),
        waiting=tuple(map(_post, row["waiting"])),
        unseen=tuple(map(_unseen, row["unseen"])),
        known=tuple(row["known"]),
        challenges=challenge_rows.cards(row["challenges"]),
        next=row["next"],
    )


def share_page(gateway: Gateway, circle_id: str) -> SharePage:
    """Read what is needed before sharing: my week, my private list, my plan for the next no."""
    row = gateway.call("share_page", read=True, circle=circle_id)
    week = _week(row["week"]) if row["week"] else None
    return SharePage(
        head=head(row), week=week, known=tuple(row["known"]), plan=row["plan"] or "", wins=tuple(row["wins"])
    )


def head(row: Row) -> Head:
    """Read what every page of a circle begins with."""
    circle, me = row["circle"], row["me"]
    rules = Rules(me["rules"]["version"], tuple(me["rules"]["sentences"])) if me["rules"] else None
    return Head(
        circle_id=circle["id"],
        **{name: circle[name] for name in ("name", "purpose", "prompt", "open", "time_zone")},
        **{name: circle[name] for name in ("history_open", "people")},
        on_duty=circle["coverage"]["on_duty"],
        duty_at=circle["coverage"]["at"],
        **{name: me[name] for name in ("handle", "role", "urgent", "veil_ready", "practised", "back")},
        **{name: me[name] for name in ("posts_paused", "replies_paused", "away_until")},
        stand_in=me["stand_in"],
        resting_until=date.fromisoformat(me["resting_until"]) if me["resting_until"] else None,
        rules=rules,
    )


def _week(row: Row) -> Week:
    return Week(**{**row, "steps": tuple(row["steps"].items())})


def _post(row: Row) -> Post:
    return Post(
        **{
            name: row[name]
            for name in ("id", "kind", "veiled", "body", "took", "win_kind", "wanted", "stage")
        },
        **{name: row[name] for name in ("said", "when", "edited", "mine", "editable", "totals")},
        name=row["name"] or "A former member",
        feelings=tuple((feeling["word"], feeling["strength"]) for feeling in row["feelings"]),
        reactions=tuple(row["reactions"]),
        replies=tuple(map(_reply, row["replies"])),
        step=(row["step"]["kind"], row["step"]["amount"]) if row["step"] else None,
    )


def _reply(row: Row) -> Reply:
    return Reply(
        **{name: row[name] for name in ("id", "body", "shape", "op", "when", "edited", "mine", "editable")},
        name=row["name"] or "A former member",
        reactions=tuple(row["reactions"]),
        totals=row["totals"],
        thanked=row["thanked"],
    )


def _unseen(row: Row) -> Unseen:
    return Unseen(**{name: row[name] for name in Unseen.__slots__})


def _shared(row: Row) -> Shared:
    earlier = row.get("earlier")
    return Shared(
        **{name: row[name] for name in ("id", "state", "why", "due_in_hours")},
        earlier=Earlier(**earlier) if earlier else None,
    )


def _given(**arguments: str | None) -> dict[str, str]:
    return {name: value for name, value in arguments.items() if value is not None}


# --- saying ---


def _heard(tone: Tone) -> dict[str, bool]:
    """Name what the doors are told of how words sound."""
    return {"worrying": tone.worrying, "hurtful": tone.hurtful}


def share(gateway: Gateway, post_id: str, circle_id: str, draft: Draft, *, tone: Tone = PLAIN) -> Shared:
    """Share a post. The same id twice is one post."""
    return _shared(
        gateway.call(
            "share_post",
            id=post_id,
            circle=circle_id,
            kind=draft.kind,
            body=draft.body,
            details=draft.details,
            veiled=draft.veiled,
            delay_hours=draft.delay_hours,
            **_heard(tone),
        )
    )


def reply(
    gateway: Gateway,
    reply_id: str,
    circle_id: str,
    post_id: str,
    body: str,
    *,
    shape: str,
    tone: Tone = PLAIN,
) -> Shared:
    """Answer a post in a shape its author asked for. The same id twice is one reply."""
    return _shared(
        gateway.call(
            "reply_to_post",
            id=reply_id,
            circle=circle_id,
            post=post_id,
            body=body,
            shape=shape,
            **_heard(tone),
        )
    )


def edit(
    gateway: Gateway, circle_id: str, post_id: str, body: str, *, took: str = "", tone: Tone = PLAIN
) -> Shared:
    """Change one's own words: for 15 minutes once shown, at any time while they wait or were sent back."""
    return _shared(
        gateway.call("edit_post", circle=circle_id, post=post_id, body=body, took=took, **_heard(tone))
    )


def delete(gateway: Gateway, circle_id: str, post_id: str) -> None:
    """Delete one's own post or reply; `undelete` takes it back for 15 minutes."""
    gateway.call("delete_post", circle=circle_id, post=post_id)


def undelete(gateway: Gateway, circle_id: str, post_id: str) -> None:
    gateway.call("undelete_post", circle=circle_id, post=post_id)


# --- small acts ---


def react(gateway: Gateway, circle_id: str, post_id: str, kind: str, *, on: bool) -> None:
    gateway.call("react", circle=circle_id, post=post_id, kind=kind, given=on)


def thank(gateway: Gateway, circle_id: str, reply_id: str) -> None:
    """Say "this helped" to whoever replied; only they hear it."""
    gateway.call("thank", circle=circle_id, reply=reply_id)


def mute(gateway: Gateway, circle_id: str, post_id: str) -> None:
    """Stop reading a handle, or this one thread where the post is veiled. Nobody is told."""
    gateway.call("mute", circle=circle_id, post=post_id)


def quiet_thread(gateway: Gateway, circle_id: str, post_id: str, *, days: int) -> None:
    gateway.call("quiet_thread", circle=circle_id, post=post_id, days=days)


def report(gateway: Gateway, report_id: str, circle_id: str, post_id: str, reason: str, note: str) -> None:
    gateway.call("report_post", id=report_id, circle=circle_id, post=post_id, reason=reason, note=note)


def ask_for_help(gateway: Gateway, request_id: str, circle_id: str) -> None:
    """Ask the circle's facilitator for a person; they learn the handle and nothing else."""
    gateway.call("ask_for_help", id=request_id, circle=circle_id)


def skip_weekly(gateway: Gateway, circle_id: str) -> None:
    gateway.call("skip_weekly", circle=circle_id)


def finish_practice(gateway: Gateway) -> None:
    gateway.call("finish_practice")


def accept_rules(gateway: Gateway, circle_id: str, version: int) -> None:
    gateway.call("accept_rules", circle=circle_id, version=version)
