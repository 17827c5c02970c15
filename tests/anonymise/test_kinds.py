"""One table for each kind: the words of a post, and what of them is masked."""

import pytest

from core.anonymise import Kind, spans, suggestions

P, C, S, L = Kind.PERSON, Kind.COMPANY, Kind.SCHOOL, Kind.PLACE
D, M, J = Kind.DATE, Kind.SALARY, Kind.JOB_ID

NAMES = [
    ("So Adobe rejected me, Melissa didn't even open the file.", [("Adobe", C), ("Melissa", P)]),
    ("i got an offer from snap!!!", [("snap", C)]),
    ("my recruiter stacy from robert half rang", [("stacy", P), ("robert half", C)]),
    ("Interviewed at Root. They asked about root cause analysis.", [("Root", C)]),
    ("phone screen with accenture went okay", [("accenture", C)]),
    ("I worked at target for six years, then hit my target.", [("target", C)]),
    ("Had a loop with Bramble & Stitch", [("Bramble & Stitch", C)]),
    ("They moved my Peregrine Optics interview.", [("Peregrine Optics", C)]),
    ("AT&T, T-Mobile and Coca-Cola all passed.", [("AT&T", C), ("T-Mobile", C), ("Coca-Cola", C)]),
    ("Interviewed with the NHS.", [("NHS", C)]),
    ("The Sainsbury's interview went well.", [("Sainsbury's", C)]),
    ("THEY SAID YES. I START AT TESLA IN SPRING", [("TESLA", C)]),
    ("olivia marchetti was the nicest interviewer", [("olivia marchetti", P)]),
    ("panel with hope sandoval-price", [("hope sandoval-price", P)]),
    ("My advisor Dr. Holcomb agrees.", [("Dr. Holcomb", P)]),
    ("Mr. O’Brien-Smith laughed.", [("Mr. O’Brien-Smith", P)]),
    ("Mark said no.", [("Mark", P)]),
    ("I hope Hope helps.", [("Hope", P)]),
    ("Thanks to Yewande and Nguyễn.", [("Yewande", P), ("Nguyễn", P)]),
    ("I studied at University of Leeds before.", [("University of Leeds", S)]),
    ("class of 2019 at georgia tech", [("georgia tech", S)]),
    ("My CUNY counselor helped.", [("CUNY", S)]),
    ("The dean of Kirkwall College of Art called.", [("Kirkwall College of Art", S)]),
    ("Anyone in Medellín up for a coworking day?", [("Medellín", L)]),
    ("anyone in manila up for a coworking day?", [("manila", L)]),
    ("I live at 12 Baker Street.", [("12 Baker Street", L)]),
    ("Near SW1A 1AA somewhere.", [("SW1A 1AA", L)]),
    ("Sky had me on hold for an hour.", [("Sky", C)]),
    ("Toast ghosted, I'm toast.", [("Toast", C)]),
    ("Slack hired somebody else, Slack is where I read it.", [("Slack", C), ("Slack", C)]),
    ("Drew drew me a map.", [("Drew", P)]),
    ("Hope told me to wait.", [("Hope", P)]),
    ("will told me to wait", [("will", P)]),
    ("Rose in payroll knows.", [("Rose", P)]),
    ("K.T. rang. J. at the desk rang too.", [("K.T", P), ("J", P)]),
]
FIGURES = [
    ("They moved it to the 14th.", [("the 14th", D)]),
    (
        "Start jan 6, or 6 Jan, or 6th of January 2027.",
        [("jan 6", D), ("6 Jan", D), ("6th of January 2027", D)],
    ),
    ("I got laid off on 11/24/2026.", [("11/24/2026", D)]),
    ("It closed 2026-11-24.", [("2026-11-24", D)]),
    ("See you thurs 4/16.", [("thurs 4/16", D)]),
    ("Panel on Monday, March 2 at ten.", [("Monday, March 2", D)]),
    ("I asked for $98,000 to $105,000.", [("$98,000 to $105,000", M)]),
    ("They pay £19.40 an hour.", [("£19.40 an hour", M)]),
    ("It pays 41k, they said 70-75k.", [("41k", M), ("70-75k", M)]),
    ("The base of 120000 is fine.", [("120000", M)]),
    ("They offered ninety thousand a year.", [("ninety thousand a year", M)]),
    ("€55.000 brutto", [("€55.000", M)]),
    ("12 LPA fixed", [("12 LPA", M)]),
    ("Req 2024-7781 got closed.", [("2024-7781", J)]),
    ("Quote R-55120 or JR_104432.", [("R-55120", J), ("JR_104432", J)]),
    ("Job ID: 883746", [("883746", J)]),
    ("The requisition is 6120044.", [("6120044", J)]),
    ("Job ref HX/4471 is gone.", [("HX/4471", J)]),
    ("thirty one five is the ceiling", [("thirty one five", M)]),
    ("They pay 400 a week there.", [("400 a week", M)]),
    ("It was N450k a month, or R25 000 pm.", [("N450k a month", M), ("R25 000 pm", M)]),
    ("stuck on 28 thousand", [("28 thousand", M)]),
    ("Vacancy ref 2026/114 and vacancy no. 44-A2", [("2026/114", J), ("44-A2", J)]),
    ("ten quid an hour, cash", [("ten quid an hour", M)]),
    ("four hundred a week, cash", [("four hundred a week", M)]),
    ("a hundred and fifty quid for the day", [("a hundred and fifty quid", M)]),
    ("they topped out at fifty two", [("fifty two", M)]),
    ("I'm mossy_badger on the bird site", [("mossy_badger", Kind.HANDLE)]),
    ("find me as grey.heron44 on insta", [("grey.heron44", Kind.HANDLE)]),
]
CLEAN = [
    "",
    " \n\t ",
    "I applied for ten jobs yesterday and I'm waiting.",
    "I will try again in May. In June I'll have been searching for a year.",
    "My Java interview went fine, Spring Boot questions only.",
    "We use Slack at the bootcamp, their Zoom link didn't work.",
    "The gap between the offer and my ask is big. I need to target different roles.",
    "Third rejection this week. Feeling low. Definitely resting tonight.",
    "2nd interview done, my 1st yes, the 3rd one on Friday",
    "In the 2nd round, on the 3rd call, 5 people asked 12 questions for 45 minutes.",
    "200 applications, 3 interviews, 1 offer, 10k steps, 5 years.",
    "I took Friday off, went for a walk in the park, called Mum.",
    "The Senior Product Manager role fell through. My Cover Letter was fine.",
    "Finished the AWS certification on Coursera. Excel, SQL and Tableau next.",
    "I worked there 2019 - 2023. Round 2 of 3 at 10:30.",
    "Mark my words. I hope it works. We will see. May I rest?",
    "Do NOT trust a job ad with three exclamation marks.",
    "😀 مرحبا שלום 你好",
    "Sky high rent, boots on, three strikes.",
    "Hope had a bad day. Rose early, drew a map.",
    "Jack of all trades, and the Grand Canyon between the ad and the job.",
    "I studied for an M.A. in the U.K. and took vitamin D. at noon.",
    "We call read_csv() at nine, capped at an hour.",
    "I send 100 a week, and they made 28 thousand people redundant.",
    "A blazer for eight quid, and two applications a week: two a week, met.",
]


@pytest.mark.parametrize(("text", "expected"), NAMES + FIGURES)
def test_what_is_masked(text, expected):
    assert [(text[span.start : span.end], span.kind) for span in spans(text)] == expected


@pytest.mark.parametrize("text", CLEAN)
def test_what_stays(text):
    assert [text[span.start : span.end] for span in spans(text)] == []


def test_a_doubtful_name_is_suggested_not_masked():
    text = "This is a Sparrow kind of day, since May 2019."
    assert spans(text) == []
    assert [text[span.start : span.end] for span in suggestions(text)] == ["Sparrow", "May 2019"]


def test_a_suggestion_never_overlaps_a_mask():
    text = "Sparrow and Rook from Adobe met at Sparrow Corner in May 2019 with Melissa."
    hidden = {position for span in spans(text) for position in range(span.start, span.end)}
    offered = {position for span in suggestions(text) for position in range(span.start, span.end)}
    assert hidden
    assert not hidden & offered
