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
    ("Strava ghosted me, an offer from Vinted came.", [("Strava", C), ("Vinted", C)]),
    ("ask for johndoe77 at the desk", [("johndoe77", P)]),
    ("Toast ghosted, I'm toast.", [("Toast", C)]),
    ("Slack hired somebody else, Slack is where I read it.", [("Slack", C), ("Slack", C)]),
    ("Drew drew me a map.", [("Drew", P)]),
    ("Hope told me to wait.", [("Hope", P)]),
    ("will told me to wait", [("will", P)]),
    ("Rose in payroll knows.", [("Rose", P)]),
    ("K.T. rang. J. at the desk rang too.", [("K.T", P), ("J", P)]),
    ("R.J. over at Chevron is out, R. Okafor is in.", [("R.J", P), ("Chevron", C), ("R. Okafor", P)]),
    ("Hartwell's let the whole garage go.", [("Hartwell's", C)]),
    ("I asked at Barnardo's in Leeds.", [("Barnardo's", C), ("Leeds", L)]),
    ("Wojtek S. still answers.", [("Wojtek S", P)]),
    ("Mrs Achebe at Queen's College wrote to the panel.", [("Mrs Achebe", P), ("Queen's College", S)]),
    ("Doyle Bros took me on.", [("Doyle Bros", C)]),
    ("Hope at Barclays gave me an hour.", [("Hope", P), ("Barclays", C)]),
    ("Lemonade reached out, I made lemonade.", [("Lemonade", C)]),
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
    ("I start on 3 March. The rest waits until 31 Dec. Then we see.", [("3 March", D), ("31 Dec", D)]),
    ("They offered ninety thousand a year.", [("ninety thousand a year", M)]),
    ("€55.000 brutto", [("€55.000", M)]),
    ("12 LPA fixed", [("12 LPA", M)]),
    ("The advert said 7Q-LON-0093 at the bottom.", [("7Q-LON-0093", J)]),
    ("Apply with code BLUE-OWL-7, or quote 'bluefin-7'.", [("BLUE-OWL-7", J), ("bluefin-7", J)]),
    ("req no. WH/nights/0093 is back up", [("WH/nights/0093", J)]),
    ("Req 2024-7781 got closed.", [("2024-7781", J)]),
    ("Quote R-55120 or JR_104432.", [("R-55120", J), ("JR_104432", J)]),
    ("Job ID: 883746", [("883746", J)]),
    ("The requisition is 6120044.", [("6120044", J)]),
    ("Job ref HX/4471 is gone.", [("HX/4471", J)]),
    ("thirty one five is the ceiling", [("thirty one five", M)]),
    ("They pay 400 a week there.", [("400 a week", M)]),
    ("They paid me 1,450 a month, or nine fifty a week.", [("1,450 a month", M), ("nine fifty a week", M)]),
    ("The pay is 41 to 44, that is 130 base.", [("41 to 44", M), ("130 base", M)]),
    ("Severance ends 1/15.", [("1/15", D)]),
    ("It was N450k a month, or R25 000 pm.", [("N450k a month", M), ("R25 000 pm", M)]),
    ("stuck on 28 thousand", [("28 thousand", M)]),
    ("Vacancy ref 2026/114 and vacancy no. 44-A2", [("2026/114", J), ("44-A2", J)]),
    ("ten quid an hour, cash", [("ten quid an hour", M)]),
    ("four hundred a week, cash", [("four hundred a week", M)]),
    ("a hundred and fifty quid for the day", [("a hundred and fifty quid", M)]),
    ("they topped out at fifty two", [("fifty two", M)]),
    ("I'm mossy_badger on the bird site", [("mossy_badger", Kind.HANDLE)]),
    ("find me as grey.heron44 on insta", [("grey.heron44", Kind.HANDLE)]),
    (
        "Either 12-14 March, March 3 and 4, or 5 Jan '26.",
        [("12-14 March", D), ("March 3 and 4", D), ("5 Jan '26", D)],
    ),
    ("It starts 05JAN2026, or Jan-07-2026.", [("05JAN2026", D), ("Jan-07-2026", D)]),
    ("They let me go on Tuesday 12 Nov.", [("Tuesday 12 Nov", D)]),
    (
        "Applied 7/7, rejected 7/9, ended on 23.12, open until 30.9. too.",
        [("7/7", D), ("7/9", D), ("23.12", D), ("30.9.", D)],
    ),
    (
        "Interview 22 avril, exam 15 de mayo, visa 2026年2月18日.",
        [("22 avril", D), ("15 de mayo", D), ("2026年2月18日", D)],
    ),
    ("CHF 110'000 or 4,500 zł a month", [("CHF 110'000", M), ("4,500 zł a month", M)]),
    (
        "RM 5,500 per month, KSh 80,000 monthly, ₹ 8,00,000",
        [("RM 5,500 per month", M), ("KSh 80,000 monthly", M), ("₹ 8,00,000", M)],
    ),
    ("between 30 and 35k, or 12-15 LPA", [("30 and 35k", M), ("12-15 LPA", M)]),
    (
        "3k a month, $250 per diem, a grand eighty a week",
        [("3k a month", M), ("$250 per diem", M), ("a grand eighty a week", M)],
    ),
    (
        "Rs. 45,000/- per month, 55000-62000 EUR p.a.",
        [("Rs. 45,000/- per month", M), ("55000-62000 EUR p.a.", M)],
    ),
    (
        "Job ID 48213-A and INC0012345 and TS-ADM-0612",
        [("48213-A", J), ("INC0012345", J), ("TS-ADM-0612", J)],
    ),
    ("Flat 3, 19 Oak Street is cold.", [("Flat 3, 19 Oak Street", L)]),
    ("I live at flat 2b, 77 st marys rd now", [("flat 2b, 77 st marys rd", L)]),
    ("12 rue de la Paix, or Apt 4C, 120 W 45th St", [("12 rue de la Paix", L), ("Apt 4C, 120 W 45th St", L)]),
    (
        "It goes to PO Box 123, near M5V 3L9 and D02 X285.",
        [("PO Box 123", L), ("M5V 3L9", L), ("D02 X285", L)],
    ),
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
    "A £4 coffee, $2.50 bus fare, and rent went up to £950. I spent £60 on trains.",
    "I ran a 10k on Sunday and my 401k is empty.",
    "1 in 5 may leave, 6 ft tall, we won 3 of 4, and I try 3 times a day.",
    "It's a 2 way street, 3 doors down the road.",
    "I have been out of uni for 3 years. Law school and community college were dear.",
    "Sold it on Vinted, Strava says I walk when I'm sad, UCAS crashed again.",
    "Wrote to my MP. Passed AZ-900, AZ-104 next. All 37 reviews are fake.",
    "By the Grace of God, can we be Frank? Every Tom, Dick and Harry got it.",
    "page 3/4 of the form crashes on 4/5 tries",
    "Six cans of LaCroix, a bowl of Weetabix and one cover letter.",
    "Murphy's law: the printer died. The Prince's Trust course and St John Ambulance helped.",
    "My Devil Wears Prada phase. Pot Noodle, BBC Bitesize, and the Central line home.",
    "My best language is C. Was hard though. Ask me about R. And about sleep.",
    "They told me the range. The range is wide, I'd pay 20 to 30 people if I could.",
    "i study quantum computing, the healthcare services sector is hiring, a data storage job fell through",
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
