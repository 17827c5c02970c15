"""Watching the pulse beside somebody who types: it moves for what the circle can read, and for nothing that waits."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.sql.attacks.test_a_curious_member import veil
from tests.sql.stage import Stage

UNKIND, KIND = "You are the dumbest person here", "That was not what I needed to hear"


class Watched:
    """Bob in his circle, whose pulse Alice watches."""

    def __init__(self, cast, stage: Stage) -> None:
        self.cast, self.stage, self.circle = cast, stage, cast.circle

    def pulse(self) -> str:
        return self.cast.alice.call("circle_pulse", circle=self.circle)

    def moves(self, act: Callable[[], object]) -> bool:
        """Whether she would hear of it; afterwards it has not happened."""
        before = self.pulse()
        with self.stage.connection.transaction(force_rollback=True):
            act()
            return self.pulse() != before

    def share(self, *, hurtful: bool = False, **more) -> UUID:
        return self.stage.share(self.cast.bob, self.circle, KIND, kind="note", hurtful=hurtful, **more)

    def delayed(self) -> UUID:
        return self.share(delay_hours=6)

    def held(self) -> UUID:
        return self.share(hurtful=True)

    def returned(self) -> UUID:
        """A veiled post that was sent back to its author."""
        post = veil(self.stage, self.cast.bob, self.circle)
        self.stage.connection.execute("update app.posts set status = 'returned' where id = %s", [post])
        return UUID(str(post))

    def edit(self, post: UUID, *, hurtful: bool = False) -> None:
        self.cast.bob.call("edit_post", circle=self.circle, post=post, body="Said anew", hurtful=hurtful)

    def delete(self, post: UUID) -> None:
        self.cast.bob.call("delete_post", circle=self.circle, post=post)

    def undelete(self, post: UUID) -> None:
        self.cast.bob.call("undelete_post", circle=self.circle, post=post)

    def reply(self, post: UUID, *, hurtful: bool = False) -> UUID:
        return self.stage.reply(self.cast.bob, self.circle, post, KIND, hurtful=hurtful)


@pytest.fixture
def watched(cast, stage) -> Watched:
    return Watched(cast, stage)


# What a function does about the pulse, and what it did before.
SEEN_BEFORE = ("perform app.touch_seen(old)", "perform app.touch(_circle)")
SEEN_NOW = ("perform app.touch_seen(mine)", "perform app.touch(_circle)")


@pytest.mark.parametrize("kept", [Watched.delayed, Watched.held, Watched.returned])
def test_hearing_when_a_word_that_waits_is_changed(watched, without, kept):
    post = kept(watched)
    waits_on = kept is Watched.held
    assert not watched.moves(lambda: watched.edit(post, hurtful=waits_on))
    with without("app.put_changes", *SEEN_BEFORE):
        assert watched.moves(lambda: watched.edit(post, hurtful=waits_on))
    with without("app.mind_words", *SEEN_NOW):
        assert watched.moves(lambda: watched.edit(post, hurtful=waits_on))


@pytest.mark.parametrize("kept", [Watched.delayed, Watched.held, Watched.returned])
def test_hearing_when_a_word_that_waits_is_taken_back(watched, without, kept):
    post = kept(watched)
    assert not watched.moves(lambda: watched.delete(post))
    with without("app.delete_post", *SEEN_BEFORE):
        assert watched.moves(lambda: watched.delete(post))
    watched.delete(post)
    assert not watched.moves(lambda: watched.undelete(post))
    with without("app.undelete_post", *SEEN_NOW):
        assert watched.moves(lambda: watched.undelete(post))


def test_hearing_when_words_are_written_that_wait_for_how_they_are_said(watched, without):
    post = watched.share()
    for say in (watched.held, lambda: watched.reply(post, hurtful=True)):
        assert not watched.moves(say)
        with without("app.mind_words", *SEEN_NOW):
            assert watched.moves(say)


def test_hearing_when_an_answer_waits_for_a_watched_word(watched, without):
    post = watched.share()
    watched.cast.fay.call("set_watched_terms", circle=watched.circle, terms=["needed"])
    assert not watched.moves(lambda: watched.reply(post))
    with without("app.touch_seen", "_post.status = 'shown' and ", ""):
        assert watched.moves(lambda: watched.reply(post))


def test_hearing_when_somebody_answers_under_their_own_word_that_waits(watched, without):
    post = watched.delayed()
    assert not watched.moves(lambda: watched.reply(post))
    with without("app.touch_seen", "_post.thread_id is null or", "true or"):
        assert watched.moves(lambda: watched.reply(post))


def test_hearing_when_what_is_gone_is_taken_back_again(watched, without):
    post = watched.share()
    watched.delete(post)
    assert not watched.moves(lambda: watched.delete(post))
    with without("app.touch_seen", "and _post.deleted_at is null", ""):
        assert watched.moves(lambda: watched.delete(post))


def test_open_pages_hear_of_what_they_can_show(watched):
    """Else a page stayed as it was until somebody reloads it."""
    post, other = watched.share(), watched.share()
    reply, waiting = watched.reply(post), watched.held()
    watched.delete(other)
    assert watched.moves(watched.share)
    assert watched.moves(lambda: watched.reply(post))
    assert watched.moves(lambda: watched.edit(post))
    assert watched.moves(lambda: watched.edit(post, hurtful=True)), "it goes"
    assert watched.moves(lambda: watched.edit(reply))
    assert watched.moves(lambda: watched.edit(waiting)), "it comes"
    assert watched.moves(lambda: watched.delete(post))
    assert watched.moves(lambda: watched.delete(reply))
    assert watched.moves(lambda: watched.undelete(other))


def test_words_that_sound_like_a_crisis_are_heard_even_while_they_wait(watched):
    """A facilitator who has the circle open is told at once, whatever else that tells."""
    post, waiting = watched.share(), watched.held()
    for door, named in (
        ("share_post", {"id": uuid4(), "kind": "note", "delay_hours": 6}),
        ("reply_to_post", {"id": uuid4(), "post": post, "hurtful": True}),
        ("edit_post", {"post": waiting, "hurtful": True}),
    ):
        given = {"circle": watched.circle, "body": KIND, "worrying": True, **named}
        assert watched.moves(lambda door=door, given=given: watched.cast.bob.call(door, **given)), door
