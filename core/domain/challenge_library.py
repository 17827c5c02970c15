"""The library of challenges: what each is, what counts, what it is not, and how much is known about it.

How much counts, and for which kind of step, is decided by the database (`app.challenge_templates`); a test holds both
to the same. Evidence is named as it is: a study about something near is called that.
"""

from dataclasses import dataclass
from typing import Literal

from core.domain.challenges import Size

Strength = Literal["strong", "moderate", "weak", "experience"]

STRENGTHS: dict[Strength, str] = {
    "strong": "Strong evidence",
    "moderate": "Some evidence",
    "weak": "Weak evidence",
    "experience": "No studies that we know of: experience alone",
}


@dataclass(frozen=True, slots=True)
class Template:
    """One challenge of the library. `act` tells its steps from others of the same kind."""

    title: str
    why: str
    counts: tuple[str, ...]
    smaller_words: str
    not_this: str
    strength: Strength
    evidence: str
    kind: str
    normal: Size
    smaller: Size
    act: str | None = None
    note: str = ""
    """What the one line is that this challenge asks for; empty where it asks for none."""


LIBRARY: dict[str, Template] = {
    "application_a_day": Template(
        title="One new application a day",
        why="A day's work with an end to it: one that fits, then you are done.",
        counts=(
            "An application you sent, with one line on why it fits.",
            "An open application to a place you would like to work at.",
            "Your details sent in because somebody asked for them.",
        ),
        smaller_words="Two a week, each with its line.",
        not_this="Not a race and not a number to beat: a second one on the same day is not asked for. "
        "One that does not fit needs no sending.",
        strength="moderate",
        evidence="People who search with plans and goals of their own get more interviews, over many studies "
        "that mostly observe (van Hooft and others, 2021). That one a day is the right number, nobody has shown.",
        kind="application",
        normal=Size(1, "day"),
        smaller=Size(2, "week"),
        note="Why does it fit, in one line?",
    ),
    "contact_a_week": Template(
        title="One new contact a week",
        why="Many openings are heard of before they are written down.",
        counts=(
            "A message to somebody you do not know well, or have not met.",
            "A conversation about their work, however short.",
            "Asking somebody you know to introduce you.",
        ),
        smaller_words="A hello of one line to somebody you met once. It counts, whether or not an answer comes.",
        not_this="Not a collection of names. One person, met with interest, is the whole of it.",
        strength="moderate",
        evidence="Acquaintances can bring more news of jobs than close friends do (Granovetter, 1973). Experiments "
        "among millions on one network found it for people not too far away (Rajkumar and others, 2022).",
        kind="contact",
        normal=Size(1, "week"),
        smaller=Size(1, "week"),
    ),
    "old_contact": Template(
        title="Say hello again",
        why="Somebody you have lost sight of is often glad to hear from you.",
        counts=(
            "A few words to somebody you have not talked to for a year or more.",
            "A call or a coffee with them.",
        ),
        smaller_words="One in the whole week.",
        not_this="Not a favour to ask for. A hello that wants nothing counts in full.",
        strength="moderate",
        evidence="In experiments, people who were written to valued it more than those who wrote had expected "
        "(Liu and others, 2023). Advice from dormant contacts was found useful (Levin and others, 2011).",
        kind="contact",
        act="old_contact",
        normal=Size(2, "week"),
        smaller=Size(1, "week"),
    ),
    "three_gratitudes": Template(
        title="Three good things a day",
        why="A hard week hides small things. Writing three down brings them back into view.",
        counts=(
            "Three things of the day you were glad of, on paper or in your head.",
            "They may be small: a warm cup, a dry morning, somebody's joke.",
        ),
        smaller_words="Two evenings a week.",
        not_this="Not a duty to feel glad, and no cover over what hurts. A bad day can stay a bad day.",
        strength="weak",
        evidence="Small effects on mood (Emmons and McCullough, 2003); later studies are mixed, and smaller the better "
        "they are made.",
        kind="brave_act",
        act="gratitude",
        normal=Size(1, "day"),
        smaller=Size(2, "week"),
    ),
    "refresh_material": Template(
        title="Refresh one piece of your material",
        why="A résumé gets better one paragraph at a time, and it is easier in company.",
        counts=(
            "A paragraph of your résumé, your profile or a letter, made clearer.",
            "One example of your work described with what came of it.",
            "Asking somebody to read it.",
        ),
        smaller_words="One line is a piece.",
        not_this="Not a new design and not the last version. A piece is done when you stop.",
        strength="moderate",
        evidence="Programmes that teach such skills and encourage people as well help; those with one of both help "
        "less (Liu, Huang and Wang, 2014, a review of trials). Materials are one part of them.",
        kind="materials",
        normal=Size(2, "week"),
        smaller=Size(1, "week"),
    ),
    "silence_followed_up": Template(
        title="Follow up on one silence",
        why="An open question weighs. A short, polite message closes it or opens it.",
        counts=(
            "A message asking how things stand.",
            "A thank-you after a conversation.",
            "Deciding that a silence is an answer, and putting it away.",
        ),
        smaller_words="One in the whole week. Putting one away counts.",
        not_this="Not a hunt for answers. You do your part once; the rest is theirs.",
        strength="experience",
        evidence="Coaches advise it. We know of no study that shows what it changes.",
        kind="follow_up",
        normal=Size(2, "week"),
        smaller=Size(1, "week"),
    ),
    "learning_hour": Template(
        title="One hour of learning",
        why="An hour for something you are curious about is yours, whatever comes of the search.",
        counts=(
            "An hour of a course, a book or a tutorial.",
            "An hour of practice with your hands.",
            "Explaining to somebody what you learned.",
        ),
        smaller_words="One a week, and twenty minutes are an hour.",
        not_this="Not a certificate to earn. What you close and never open again counts too.",
        strength="weak",
        evidence="Practice that is spread out and tests itself teaches best; that is well shown (Dunlosky and others, "
        "2013). What it does for a search is not.",
        kind="learning",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "ask_feedback": Template(
        title="Ask for feedback once",
        why="One outside view can be worth many inside ones.",
        counts=(
            "Asking somebody to read your résumé, or to hear an answer of yours.",
            "Asking after a no what you could do differently.",
            "The asking counts, whether or not an answer comes.",
        ),
        smaller_words="One question about one sentence of yours, to somebody who is kind to you.",
        not_this="Not a verdict on you. You keep what helps and leave what does not.",
        strength="moderate",
        evidence="Feedback helps on average, and in a third of the cases it harms (Kluger and DeNisi, 1996). It helps "
        "more about a task than about a person: ask for one thing.",
        kind="brave_act",
        act="ask_feedback",
        normal=Size(1, "week"),
        smaller=Size(1, "week"),
    ),
    "if_then_plan": Template(
        title="One if-then plan",
        why="A plan made in a calm hour works in a hard one: if this happens, then I do that.",
        counts=(
            "One sentence: if … then I will …",
            "Changing one that no longer suits you.",
        ),
        smaller_words="One a week.",
        not_this="Not a promise to anybody. A plan you did not follow tells you how to write the next one.",
        strength="strong",
        evidence="Plans in this form help people do what they meant to do (Gollwitzer and Sheeran, 2006, ninety-four "
        "tests). What others decide, no plan changes.",
        kind="brave_act",
        act="if_then_plan",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "write_it_out": Template(
        title="Write it out",
        why="Fifteen minutes on paper about how this is for you, for nobody to read.",
        counts=(
            "Fifteen minutes of writing about what happened and how it feels.",
            "Spelling does not matter, and you may throw it away.",
        ),
        smaller_words="Five minutes, once.",
        not_this="Not a diary to keep up. If it makes things heavier, stop and do something kind.",
        strength="weak",
        evidence="In one small trial, laid-off engineers who wrote found work sooner (Spera, Buhrfeind and Pennebaker, "
        "1994). Over many studies of such writing the effects are small.",
        kind="brave_act",
        act="write_it_out",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "walk_a_day": Template(
        title="A walk a day",
        why="A search is done sitting down. A walk is a door to open.",
        counts=(
            "Twenty minutes outside, at any pace.",
            "Any other way of moving that you like and can do.",
        ),
        smaller_words="Two a week. Once around the house is a walk.",
        not_this="Not a training, and nobody counts your steps.",
        strength="moderate",
        evidence="Walking eases low mood somewhat (Noetel and others, 2024, many trials of exercise in depression). "
        "Among people who search for work it is little studied.",
        kind="rest",
        act="walk",
        normal=Size(1, "day"),
        smaller=Size(2, "week"),
    ),
    "rehearse_aloud": Template(
        title="Rehearse one answer aloud",
        why="An answer you have heard yourself give is there when you look for it.",
        counts=(
            "One question, answered aloud, alone or with somebody.",
            "A practice conversation.",
        ),
        smaller_words="One a week, to the wall.",
        not_this="Not a text to learn by heart. It may come out differently each time.",
        strength="moderate",
        evidence="Practising how one presents oneself is a part of the programmes that helped in trials "
        "(Liu, Huang and Wang, 2014). Alone it is less studied.",
        kind="interview",
        act="rehearse",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "thank_somebody": Template(
        title="Thank one person",
        why="Somebody helped you on the way. They may not know it.",
        counts=(
            "A message or a word of thanks, for something of theirs.",
            "It may be years ago.",
        ),
        smaller_words="Two lines to somebody who is close to you.",
        not_this="Not a way to ask for something. Thanks that end there are whole.",
        strength="moderate",
        evidence="In experiments, thanks were more welcome and less awkward than those who wrote them expected "
        "(Kumar and Epley, 2018).",
        kind="contact",
        act="thank",
        normal=Size(1, "week"),
        smaller=Size(1, "week"),
    ),
    "evening_off": Template(
        title="An evening without the search",
        why="A search has no closing time. You can give it one.",
        counts=(
            "An evening on which you closed it all before six and left it closed.",
            "A whole day off counts as its evening.",
        ),
        smaller_words="One a week, from eight.",
        not_this="Not idleness, and nothing to earn first.",
        strength="moderate",
        evidence="Letting go of work in the evening goes with feeling better; that is well observed among people "
        "at work (Sonnentag and Fritz, 2015), and little among people who look for it.",
        kind="rest",
        act="evening_off",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "kind_to_myself": Template(
        title="A kind word to yourself",
        why="Most of us would never talk to a friend as we talk to ourselves.",
        counts=(
            "A few lines to yourself, as you would write to a friend with your week.",
            "Saying them aloud.",
        ),
        smaller_words="One a week, one line.",
        not_this="Not praise, and no pretending that things are well.",
        strength="moderate",
        evidence="Exercises of this kind helped with low mood and self-criticism in twenty-seven mostly small trials "
        "(Ferrari and others, 2019).",
        kind="rest",
        act="kind_to_myself",
        normal=Size(3, "week"),
        smaller=Size(1, "week"),
    ),
    "help_somebody": Template(
        title="Help somebody",
        why="You know more than a search lets you feel.",
        counts=(
            "An answer, a tip or an hour for somebody, in your circle or outside it.",
            "Passing on an opening that is not for you.",
        ),
        smaller_words="One in the whole week. A kind reply counts.",
        not_this="Not a debt and no exchange. Nobody keeps a list.",
        strength="moderate",
        evidence="Kind acts make those who do them a little happier (Curry and others, 2018, a review of experiments).",
        kind="brave_act",
        act="help_somebody",
        normal=Size(2, "week"),
        smaller=Size(1, "week"),
    ),
}
