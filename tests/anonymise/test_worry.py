"""The second ear, on lines it was never trained on. Honest floors: measured once, and never to fall."""

import pytest

from core import anonymise
from core.anonymise import abuse, crisis, encoder, vocabulary
from core.errors import AnonymiserUnavailable

DANGER = [
    "I look at my kids asleep and think they deserve a different parent, a living one is optional",
    "Honestly I have stopped imagining next year. There is no me in it",
    "I bought the rope weeks ago, it's in the garage",
    "lately I drive a bit too fast on purpose and hope for a curve",
    "Some part of me was disappointed when I opened my eyes this morning",
    "Would anyone even come to the funeral",
    "i keep my pills lined up on the table just to look at them",
    "Every train that passes I count",
    "I don't think I'm going to make it through the winter",
    "My insurance is worth more than I am, that's the math I do now",
    "I'm not eating any more, there's no reason to keep this body going",
    "I've written letters to my girls",
    "It would be such a relief not to exist",
    "I'm done fighting. Let it take me",
    "can't stop picturing the balcony",
    "nobody needs me, nobody ever will",
    "I scratched my arms open again",
    "what if I just went to sleep and that was it",
    "the only thing that calms me is thinking about how it would end",
    "he locks me in and says he'll kill me if I leave",
    "I am so tired of being a person",
    "I've made peace with going",
    "they'd be sad for a week and then free",
    "I don't trust myself with the car keys",
    "tell my mother I tried",
    "nothing tastes of anything and I'd rather be under the ground",
    "I hear a voice telling me to do it",
    "drinking a bottle a night so I don't have to feel awake",
    "I have nobody and no reason",
    "the world would keep turning without me and that sounds nice",
]
HURTING = [
    "people as dumb as you should stay unemployed",
    "I'd never hire trash like you either",
    "do us all a favour and disappear",
    "ugly people like you don't get jobs, simple",
    "stop posting, you embarrassing little rat",
    "you whine like a child, grow up or shut up",
    "I found your profile, your boss will hear about this",
    "you people ruin every country you move to",
    "show me what's under that blazer",
    "your accent is disgusting, no wonder",
    "she got the job on her knees, everybody knows",
    "you're a liar and a coward",
    "women shouldn't be in engineering anyway",
    "I will make sure you never work in this town",
    "hey gorgeous, send a private photo and I'll put in a word",
    "what a fat lazy cow",
    "you make me sick",
    "die already",
    "old men like you should make room and die off",
    "the poster above is mentally ill and should be locked up",
    "I hope your kids go hungry",
    "lol you cried over a job, pathetic",
    "you are the dumbest person in this circle",
    "nobody asked for your opinion, bitch",
    "watch yourself, I know your street",
]
HARMLESS = [
    "this spreadsheet will be the end of me",
    "I am dying to know what they thought",
    "My career is in intensive care",
    "I could murder a curry after that panel",
    "Fuck me, that was a long form",
    "Bloody hell, they actually called",
    "I'm a dumbass, I sent the wrong CV",
    "my old boss was a piece of work",
    "that portal can rot",
    "the interviewer was a smug git",
    "I'm so done with this week",
    "I wanted the ground to swallow me when the cat walked in",
    "I'm finished, four interviews in one day",
    "He said it's a killer role",
    "I feel worthless after that call but my sister cooked for me",
    "No future in print, so I'm retraining",
    "I can't go on camera with this haircut",
    "I'd rather not exist on LinkedIn",
    "It would be such a relief to hear back",
    "They can go to hell with their unpaid test",
    "I wrote letters to six companies",
    "My kids asleep, finally time for the application",
    "I took the pills for my cold and slept through the alarm",
    "I'm tired of being a number",
    "don't beat yourself up",
    "you deserve the world",
    "go get them, tiger",
    "nobody needs a five page CV",
    "I know your pain",
    "you people are the best",
    "hey gorgeous humans, small win today",
    "send me the link and I'll have a look",
    "I hope your interview goes well",
    "Will anyone even come to the open day",
    "I've made peace with leaving teaching",
    "Let it go, let it snow",
    "I count every bus that passes while I wait",
    "the only thing that calms me is baking",
    "I bought a blazer weeks ago, it's in the garage",
    "what if I just went back to bed and that was it",
    "I'm so stupid, I forgot the time zone",
    "my presentation died on slide two",
    "I lost my job and my home is at risk",
    "I feel low and lonely, anyone around for a chat",
    "Rejected again. I hate this.",
    "I cried all night after the layoff",
]


def test_the_second_ear_hears_what_phrases_miss():
    heard = [crisis.maybe(line) for line in DANGER]
    assert sum(map(crisis.needs_help, DANGER)) < 3
    assert sum(heard) >= 21


def test_words_that_hurt_another_member_are_held():
    assert sum(map(abuse.holds, HURTING)) >= 22


def test_most_harmless_lines_are_left_alone():
    assert sum(map(crisis.maybe, HARMLESS)) <= 5
    assert sum(map(abuse.holds, HARMLESS)) <= 4


@pytest.mark.parametrize(
    "line",
    [
        "This fucking job market can rot.",
        "What a shit day.",
        "Screw that portal.",
        "My old boss was an idiot.",
    ],
)
def test_swearing_at_a_situation_is_allowed(line):
    assert not abuse.holds(line)
    assert not crisis.maybe(line)


def test_the_worst_sentence_counts():
    calm = "Sent three applications. Had a walk. The interview is on Friday. "
    assert crisis.maybe(f"{calm * 5}There is nothing left for me to stay for. {calm * 5}")
    assert not crisis.maybe(calm * 10)


def test_whatever_the_phrases_hear_the_second_ear_hears():
    assert crisis.maybe("I want to kill myself")


def test_who_writes_without_a_full_stop_is_heard_too():
    assert crisis.maybe(
        "and then i sent three more applications " * 12 + "there is nothing left for me to stay for"
    )


def test_with_a_damaged_model_sharing_is_closed_and_phrases_are_heard(tmp_path, monkeypatch):
    for name in encoder.CHECKSUMS:
        (tmp_path / name).write_bytes((encoder.installed() / name).read_bytes()[:1000])
    monkeypatch.setattr(encoder, "installed", lambda: tmp_path)
    encoder.read.cache_clear()
    vocabulary.read.cache_clear()
    try:
        assert not anonymise.ready()
        with pytest.raises(AnonymiserUnavailable):
            anonymise.spans("Maya called")
        assert crisis.needs_help("I want to kill myself")
    finally:
        encoder.read.cache_clear()


def test_odd_texts_are_quiet():
    for text in ("", " ", "...", "\x00", "😀", "12345", "a" * 10_000):
        assert not crisis.maybe(text)
        assert not abuse.holds(text)
