"""Words that call for help are heard; figures of speech of a job search are not taken for them."""

import pytest

from core.anonymise.crisis import needs_help

CALLS = [
    "I can't go on",
    "i cant go on any more",
    "Everyone would be better off without me",
    "they'd be better off without me",
    "I just want to end it all",
    "I don't want to be here any more",
    "I don’t want to be here anymore.",
    "i dont wanna be here anymore",
    "thinking about suicide again",
    "I feel suicidal",
    "I want to die",
    "I wish I was dead",
    "I've been cutting myself",
    "I want to kill myself",
    "thinking of killing myself",
    "there is no point in living",
    "I have nothing left to live for",
    "I keep thinking about taking my own life",
    "I hope I don't wake up tomorrow",
    "self-harm urges are back",
    "nobody would miss me",
    "I don't want to live",
    "took too many pills last night",
    "I can't do this life any longer",
    "I ＷＡＮＴ to d\u200bie",
    "Not worth living like this",
]
FIGURES_OF_SPEECH = [
    "this commute is killing me",
    "I'm dying to hear back",
    "shoot me an e-mail",
    "killer interview",
    "that was career suicide",
    "I could kill for a coffee",
    "I wanted to die of embarrassment",
    "I can't go on holiday this year",
    "I can't go on LinkedIn today",
    "I cut myself some slack",
    "My old boss would say I am dead to him",
    "The deadline is a killer",
    "I nearly died laughing",
    "I killed it in the interview",
    "I don't want to live in London",
    "I don't want to live at home",
    "end of the day, it is what it is",
    "I want to end the call early",
    "kill two birds with one stone",
    "I'd be better off without this job",
    "The company is better off without them",
    "Dead-end job",
    "I am dead tired",
    "It felt like the end of the world",
    "That rejection stings",
    "I bombed the interview",
    "take a shot in the dark",
    "I can't keep on top of my inbox",
    "I would love to live near the sea",
    "They pulled the trigger on layoffs",
    "The job market is dead",
    "hanging in there",
    "I could die happy now",
    "overdosed on coffee",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_call_for_help_is_heard(text):
    assert needs_help(text)
    assert needs_help(f"Fourth no this week. {text.upper()}!!! Sorry for the long post.")


@pytest.mark.parametrize("text", FIGURES_OF_SPEECH)
def test_a_figure_of_speech_is_left_alone(text):
    assert not needs_help(text)


def test_words_across_lines_are_heard():
    assert needs_help("i want\nto\n  die")


def test_empty_and_odd_texts_are_quiet():
    assert not any(map(needs_help, ["", " ", "\x00", "😀", "a" * 100_000]))
