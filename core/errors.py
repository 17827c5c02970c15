"""Everything that can go wrong in a way a person should hear about, and the words for it.

A refusal has one name. SQL raises it (`raise sqlstate 'PT409' using message = 'circle_full'`), the class here
carries it as `code`, and `message` says what happened and what to do next.
"""

import re
from typing import ClassVar


class Problem(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """A refusal a person can understand; `code` is the name the database raises."""

    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.message)


# who you are


class SignInFirst(Problem):
    code = "sign_in_first"
    message = "Please sign in to go on. What you wrote is still in this browser."


class SessionEnded(Problem):
    code = "session_ended"
    message = "You are signed out. What you wrote is still in this browser. Sign in and go on where you were."


class WrongPassword(Problem):
    code = "wrong_password"
    message = "That address and password do not match. Try again, or sign in with a code by e-mail."


class WrongCode(Problem):
    code = "wrong_code"
    message = "That code is not right, was used already, or is too old. Ask for a new one."


class AddressUnconfirmed(Problem):
    code = "address_unconfirmed"
    message = "This address is not confirmed yet. Enter the code from our e-mail, or ask for a new one."


class TooManyTries(Problem):
    code = "too_many_tries"
    message = "That was tried too often. Nothing is lost. Wait an hour, then try again."


class WeakPassword(Problem):
    code = "weak_password"
    message = "A password needs at least 10 characters. Three or four words of your own are good."


class AddressInvalid(Problem):
    code = "address_invalid"
    message = "That does not look like an e-mail address. Check it and try again."


# --- what is around us ---


class Unreachable(Problem):
    code = "unreachable"
    message = "We can't reach our own server right now. Nothing you wrote is lost. Try again in a minute."


class TookTooLong(Problem):
    code = "57014"
    message = "That took too long. Nothing is lost. Try again in a minute."


class AnonymiserUnavailable(Problem):
    code = "anonymiser_unavailable"
    message = (
        "Sharing is closed for the moment, because we can't hide names right now. "
        "Your draft stays in this browser. Try again in a few minutes."
    )


class AnonymiserLoading(AnonymiserUnavailable):
    code = "anonymiser_loading"
    message = (
        "We are still loading what hides names. Your draft stays in this browser. Try again in a few seconds."
    )


class AnonymiserBusy(AnonymiserUnavailable):
    code = "anonymiser_busy"
    message = "Many people are writing at this moment. Your draft stays in this browser. Try again in a few seconds."


# circles----


class CircleNotFound(Problem):
    code = "circle_not_found"
    message = "We can't find this circle among yours. Open one of your circles, or ask for a new invite link."


class FacilitatorsOnly(Problem):
    code = "facilitators_only"
    message = "Only a facilitator of this circle can do that. Your circle page has everything that is yours."


class NotAllowed(Problem):
    code = "42501"
    message = "That is not open to you from here. Sign in again, then go on where you were."


class CircleNameLength(Problem):
    code = "circle_name_length"
    message = "A circle's name has between 3 and 60 characters. Change it and try again."


class TimeZoneUnknown(Problem):
    code = "time_zone_unknown"
    message = "We don't know that time zone. Choose one from the list."


class CountryUnknown(Problem):
    code = "country_form"
    message = "We don't know that country. Choose one from the list."


class ThreeCircles(Problem):
    code = "three_circles"
    message = "You already look after three circles, which is as many as one person can. Hand one over first."


class HouseRulesNine(Problem):
    code = "house_rules_nine"
    message = "House rules are between one and nine sentences. Change them and try again."


class RulesChanged(Problem):
    code = "rules_changed"
    message = "The house rules have changed. Read them on the circle page first. Your draft is still here."


class HandleUnknown(Problem):
    code = "handle_unknown"
    message = "Choose one of the handles we suggest, or ask for other ones."


class HandleTells(Problem):
    code = "handle_tells"
    message = "That handle is too close to your e-mail address. Choose another one."


class HandleTaken(Problem):
    code = "handle_taken"
    message = "Somebody in this circle has or had that handle. Choose another one."


class LastFacilitator(Problem):
    code = "last_facilitator"
    message = "You are this circle's only facilitator. Make somebody else one first, then you can leave."


class InvitationBad(Problem):
    code = "invitation_bad"
    message = (
        "We don't know this invite code. Check it for typos, or ask the person who sent it for a new link."
    )


class InvitationExpired(Problem):
    code = "invitation_expired"
    message = "This invite link has expired. Ask the person who sent it for a new one."


class InvitationUsedUp(Problem):
    code = "invitation_used_up"
    message = "This invite link has been used as often as it could. Ask the person who sent it for a new one."


class InvitationRevoked(Problem):
    code = "invitation_revoked"
    message = "This invite link was taken back. Ask the circle's facilitator for a new one."


class CircleFull(Problem):
    code = "circle_full"
    message = "This circle has twelve people, which is full. Ask its facilitator about another one, or start your own."


class AlreadyIn(Problem):
    code = "already_in"
    message = "You are in this circle already. Open it from your circle page."


class RemovedBefore(Problem):
    code = "removed_before"
    message = "You can't come back to this circle. You can read why, and appeal, under Me."


class AdultsOnly(Problem):
    code = "adults_only"
    message = "Circles are for people of 18 and older. The help page lists places for younger people too."


class InvitationCodeShort(Problem):
    code = "invitation_code_short"
    message = "That invite code is too easy to guess. Make a new link."


class InvitationUses(Problem):
    code = "invitation_uses"
    message = "An invite link lasts 1 to 30 days and lets in 1 to 12 people. Change that and try again."


# words------


class TextMissing(Problem):
    code = "text_missing"
    message = "There are no words here yet. A few are enough."


class TextTooLong(Problem):
    code = "text_too_long"
    message = "That is longer than fits. Nothing is lost: shorten it a little and try again."


class RoadTooLong(Problem):
    code = "took_too_long"
    message = "What it took is longer than fits. Nothing is lost: shorten it a little and try again."


class ContactLeft(Problem):
    code = "contact_left"
    message = "There is still an e-mail address, a phone number or a link in it. Take it out and try again."


class PostNotFound(Problem):
    code = "post_not_found"
    message = "This post is not here any more. Your own words are still in this browser."


class IdTaken(Problem):
    code = "id_taken"
    message = "That could not be saved under this name. Nothing is lost: try once more."


class PostKindUnknown(Problem):
    code = "post_kind_unknown"
    message = "Choose whether this is a win, a setback or a note."


class ChoiceUnknown(Problem):
    code = "win_kind_unknown"
    message = "Choose a kind from the list and try again."


class WantedUnknown(Problem):
    code = "wanted_unknown"
    message = "Choose what would help from the list and try again."


class StageUnknown(Problem):
    code = "stage_unknown"
    message = "Choose the stage from the list and try again."


class FeelingsUnknown(Problem):
    code = "feelings_unknown"
    message = "Choose up to five feelings from the list and try again."


class DelayUnknown(Problem):
    code = "delay_unknown"
    message = "A post can wait up to three days. Choose a shorter time."


class ReactionUnknown(Problem):
    code = "reaction_unknown"
    message = "Choose one of the reactions shown."


class ShapeUnknown(Problem):
    code = "shape_unknown"
    message = "Choose how you want to answer, then try again."


class CircleNotOpen(Problem):
    code = "circle_not_open"
    message = "Your circle opens when three people have joined. Your draft stays in this browser until then."


class VeilNeedsFour(Problem):
    code = "veil_needs_four"
    message = "The veil needs at least four people in the circle. Share with your handle, or keep the draft for later."


class NotAskedFor(Problem):
    code = "not_asked_for"
    message = "The author did not ask for that kind of answer. Let them know you have read it."


class OnlyLogging(Problem):
    code = "only_logging"
    message = "The author is just logging this and wants no answer. A reaction is welcome."


class PracticeFirst(Problem):
    code = "practice_first"
    message = (
        "Before your first answer to a setback, look at the three short examples. What you wrote stays here."
    )


class EditWindowOver(Problem):
    code = "edit_window_over"
    message = "A post can be changed for 15 minutes. You can still delete it, or add a reply under it."


class UndoTooLate(Problem):
    code = "undo_too_late"
    message = "A deletion can be undone for 15 minutes, and that time has passed."


class OwnPost(Problem):
    code = "own_post"
    message = "This is your own post. You can delete it instead."


class ReportReasonUnknown(Problem):
    code = "report_reason_unknown"
    message = "Choose what worries you about this post, then send it."


class PrivateWordsMany(Problem):
    code = "private_words_many"
    message = "A private list holds up to 200 names. Take some out first."


class PrivateWordsLength(Problem):
    code = "private_words_length"
    message = "Each name on your private list has between 2 and 80 characters."


class TooFast(Problem):
    code = "too_fast"
    message = "That was a lot in a short time. Nothing is lost. Wait ten minutes, then go on."


# challenges-


class ChallengeNotFound(Problem):
    code = "challenge_not_found"
    message = "We can't find this challenge in your circle. Look at the challenges page again."


class ChallengeDates(Problem):
    code = "challenge_dates"
    message = "A challenge begins today or later and lasts 3 to 42 days. Choose other days and try again."


class ChallengeTemplateUnknown(Problem):
    code = "challenge_template_unknown"
    message = "Choose a challenge from the library and try again."


class ChallengeFull(Problem):
    code = "challenge_full"
    message = (
        "Two challenges run already, which is enough at once. This one can start when one of them has ended."
    )


class ChallengeOver(Problem):
    code = "challenge_over"
    message = (
        "This challenge has ended. What you did stays in its sum. The challenges page has what runs now."
    )


class ChallengeRunning(Problem):
    code = "challenge_running"
    message = (
        "Your circle has this challenge already, running or proposed. Look for it on the challenges page."
    )


class ChallengeNotRunning(Problem):
    code = "challenge_not_running"
    message = (
        "This challenge has not been started yet. It begins when half of you or a facilitator would like it."
    )


class CommitmentSize(Problem):
    code = "commitment_size"
    message = "Your part is between 1 and 20, a day or a week. Choose a number and try again."


class CommitmentMissing(Problem):
    code = "commitment_missing"
    message = "You take no part in this challenge so far. Say first how much is yours."


class ReserveDaysUsed(Problem):
    code = "reserve_days_used"
    message = (
        "There are two days off in any seven, and both are taken. A break under Me is always open to you."
    )


class ReserveDayOutside(Problem):
    code = "reserve_day_outside"
    message = "That day is not one of this challenge's. Choose one between its first and its last day."


# moderation-


class PostsPaused(Problem):
    code = "posts_paused"
    message = "Your posts are paused. Under Me you can read why and until when, and appeal. Your draft stays."


class RepliesPaused(Problem):
    code = "replies_paused"
    message = (
        "Your replies are paused. Under Me you can read why and until when, and appeal. Your draft stays."
    )


class CaseNotFound(Problem):
    code = "case_not_found"
    message = "This is not in the queue any more. Look at the queue again."


class CaseMoved(Problem):
    code = "case_moved"
    message = "Something changed here a moment ago. Nothing you wrote is lost. Look at it again, then decide."


class CaseClaimed(Problem):
    code = "case_claimed"
    message = "Another facilitator is looking after this one. You can take it over after 48 hours."


class OwnCase(Problem):
    code = "own_case"
    message = "This is about your own post, so another facilitator decides. Invite a co-facilitator if you are alone."


class DecisionUnknown(Problem):
    code = "decision_unknown"
    message = "Choose what to do with this from the list."


class ConfirmationMissing(Problem):
    code = "confirmation_missing"
    message = "Removing cannot be undone. Type the word remove to go on, or hide the post instead."


class MeasureUntil(Problem):
    code = "measure_until"
    message = "Choose an end date between today and 60 days from now."


class MeasureRule(Problem):
    code = "measure_rule"
    message = "Choose the house rule this is about."


class AppealMade(Problem):
    code = "appeal_made"
    message = "You have asked for a second look at this already. Reload the page to see where it stands."


class MeasureNotFound(Problem):
    code = "measure_not_found"
    message = "This decision is not in force any more. Look at the page again."


class MemberNotFound(Problem):
    code = "member_not_found"
    message = "We can't find that member in this circle. Look at the list again."


class RemovalNeedsHandle(Problem):
    code = "removal_needs_handle"
    message = "Somebody can be removed by handle only, never through a post. Pause the author instead."


class SecondFacilitator(Problem):
    code = "second_facilitator"
    message = "This needs somebody who had no part in it yet: another facilitator, or an operator where there is none."


class FacilitatesTooShort(Problem):
    code = "facilitates_too_short"
    message = (
        "This takes two people who have both facilitated here for a week. Until then, an operator can agree."
    )


class CircleDecides(Problem):
    code = "circle_decides"
    message = "A facilitator of this circle can decide this by now, so it is theirs. Look at the page again."


class OperatorsOnly(Problem):
    code = "operators_only"
    message = "This page is for operators, who run this copy of Rebound. Your circle page has everything that is yours."


class OperatorInCircle(Problem):
    code = "operator_in_circle"
    message = (
        "You are or were in this circle yourself, so another operator decides. Appoint one if you are alone."
    )


class SecondOperator(Problem):
    code = "second_operator"
    message = "You confirmed this removal, so somebody else answers its appeal: another operator, or a new facilitator."


class NotStandIn(Problem):
    code = "not_stand_in"
    message = "You are not this circle's stand-in. If something is urgent, tell your facilitator by I need a person."


class StandInNotNamed(Problem):
    code = "stand_in_not_named"
    message = "You are not asked to stand in any more. There is nothing you have to do."


class NobodyNeeded(Problem):
    code = "nobody_needed"
    message = "A facilitator has looked in, or nothing waits any more. There is nothing you have to do."


class WatchedTermLength(Problem):
    code = "watched_term_length"
    message = "Up to 50 watched words, each with 2 to 40 characters. Change the list and try again."


class LogStays(Problem):
    code = "log_stays"
    message = "The log is never changed. Add a note instead."


# steps and rest


class StepKindUnknown(Problem):
    code = "step_kind_unknown"
    message = "That kind of step is not one we know. Pick one from the list; nothing was changed."


class StepDayFuture(Problem):
    code = "step_day_future"
    message = "That day has not come yet. Pick today or one of the two days before."


class StepDayPast(Problem):
    code = "step_day_past"
    message = "A day stays open for 48 hours after it ended. Pick a later day; what you logged is kept."


class StepCount(Problem):
    code = "step_count"
    message = "A step counts from 1 to 50. Change the number and try again."


class StepNotFound(Problem):
    code = "step_not_found"
    message = "This step is not there any more. Everything else you logged is kept."


class BreakLength(Problem):
    code = "break_length"
    message = "A break can last from today up to four weeks. Pick a day in that time; you can renew it later."


# momentum


class EnergyUnknown(Problem):
    code = "energy_unknown"
    message = "Energy is low, steady or high here. Pick one of them; nothing was changed."


class WeekNotOpen(Problem):
    code = "week_not_open"
    message = "A note belongs to one of the last twelve weeks or this one. Pick its Monday and try again."


class SnapshotStays(Problem):
    code = "snapshot_stays"
    message = "What was published of a week stays as it is. What you log from now on counts in this week."


# lifting a veil


class UnveilingNotFound(Problem):
    code = "unveiling_not_found"
    message = (
        "This request is not there any more, or nobody has agreed to it yet. Ask again if you still worry."
    )


class UnveilingOver(Problem):
    code = "unveiling_over"
    message = "The day in which you could read this is over. If you still worry, ask again, with a reason."


_CONSTRAINT = re.compile(r'constraint "(\w+)"')


def from_database(code: str | None, message: str | None) -> Problem | None:
    """Name the problem behind a database error, or None if it is our own fault.

    `code` is the SQLSTATE, `message` the primary message: a slug that we raised, or PostgreSQL's sentence
    about a broken constraint, which is named as the refusal it causes.
    """
    known = {kind.code: kind for kind in Problem.__subclasses__()}
    broken = _CONSTRAINT.search(message or "")
    for name in (broken and broken[1], message, code):
        if name in known:
            return known[name]()
    return None
