# ruff: noqa: E501, INP001 -- lines as people write them; a script is run, not imported
"""Write the second half of the anonymiser's development set: `python scripts/write_dev_lines.py`.

Every line is a pattern of its own, filled once with names that occur nowhere else. What is wrong here may be looked at
and learned from; the test set is for reporting alone. Same letters as in write_test_lines.py.
"""

import json
import random
import re
from pathlib import Path

OUT = Path(__file__).parents[1] / "tests" / "anonymise" / "dev_more.jsonl"
LABELS = {
    "C": "COMPANY", "P": "PERSON", "S": "SCHOOL", "L": "PLACE", "E": "EMAIL", "T": "PHONE", "U": "URL",
    "H": "HANDLE", "D": "DATE", "M": "SALARY", "J": "REQ_ID", "N": "NUMBER",
}  # fmt: skip
NAMES = {
    "C": "Asurion|Medtronic|Toptal|Gusto|Ferrovial|Thornbury Glass|Opal & Ash|Zepto|Brightpath Care|Lloydspharmacy|Garmin|Otis|Hallmark|Cygnet|Wolverine Freight|Sprinklr|Kohler|Vestas|Quibi|Pandora|Figure Eight|Northgate Vehicle Hire|Mulberry|Ladder|Sweaty Betty|Tipalti|Bowlero|Rentokil|Vattenfall|Mindtickle",
    "c": "target|apple|pandora|box|wise|mint|vodafone|costa|kwik fit|ups|bp|carta|guardian|hinge|bumble|ring|ocado|oscar|dominos|iceland",
    "P": "Tunde|Marisela|Gwendolyn Achterberg|Ravi|Ingeborg|Latoya Pemberton|Xiulan|Eoin|Bartosz|Saoirse Devlin|Chukwuemeka|Parvati|Teddy|Jerome|Winifred|Mehmet Yildirim|Lakshmi|Delphine|Abdulrahman|Nia|Rafael|T. Hargreaves|Keisha|Zbigniew|Hyun-woo|Annalise",
    "p": "dee|josh|maryam|tunde okafor|kev|steph|priti|big mike|gabby|lin",
    "S": "University of Dayton|Bradford College|Spelman|Temple University|NUI Maynooth|Trent Poly|Ironhack|Westfield High|Clemson|Bath Spa",
    "L": "Toledo|Pune|Plymouth|Gdansk|Boise|Ballarat|Kumasi|Stoke|El Paso|Kyoto|Moncton|Leith|Chula Vista|Peckham",
}  # fmt: skip
MARK = re.compile(r"\{([A-Zcp?])(?::([^}]+))?\}")

POSTS = """
{C} strung me along for six weeks and then sent a survey about it.
So {P} forwards my CV to her boss at {C} without telling me. Interview on {D:the 9th}.
Nobody at {C} could pronounce my surname, including {P}, whose name is longer.
New low: {C} rejected me for a job I already did for two years.
{P} asked "why us", I said "the bus stops outside". Got it. {C}, {L}, {M:£23,400}.
{C} was hiring, then {C} was not hiring, then {C} was on the news.
Today {P} taught me to say the number first. The number was {M:78k}.
Career changers: {C} takes people without a degree, ask for {P}.
We had layoffs at {C}. {P} packed my desk into a banana box.
Group interview, nine strangers, one job, {C} logo on every wall.
I cried in the {C} car park and {P} from security brought me water.
Thirty two, living in {L} with my mother, waiting on {C}.
{L} is lovely but {C} wants me in {L} by {D:Jan 11}.
My tutor at {S} remembered me after fifteen years.
{S} evening course starts {D:the 4th of Feb}, I'm the oldest by a decade.
Who else did the graduate day at {S}? The sandwiches were the highlight.
The hospital in {L} called, {P} in theatre recruitment.
Grateful for {P}, {P} and the whole Thursday call.
Bus driver at {C}, assessment {D:14/01}, medical after.
{C} HR, if you read this: I'm still here.
Recruiters who helped: {P} at {C}. Recruiters who didn't: everyone else.
Took the {C} job. {M:£11.90 an hour}. Rent first, dreams later.
{P} gave notice the same day as me, we toasted with vending machine coffee.
Do I tell {C} about {C}? Offer expires {D:Nov 28}.
Please, not another {C} personality test.
Dear {P}, thank you for rejecting me like a human being.
I'm {P} and I'm eleven months in.
I got {C}. I actually got {C}.
Mentor call w/ {P} helped, she did 14 years at {C}.
My ex-manager {P} (now {C}) says they pay {M:$130k} for my level.
Trial week at {C} in {L}, unpaid, is that legal?
{C}'s recruiter pinged me on a Sunday.
Asked {P} to be my reference, she cried, I cried.
Interviewed by {P}, {P} & someone called {P}.
Out of {S} with a first and into {C} with a broom.
Leaving {C} after 9 yrs. Last day {D:5 December}.
{P} put in my application for REQ {J:66120} herself.
I don't miss {C}. I miss {P} and the dog.
Contract with {C} extended to {D:June 30th}!
Even {P} got ghosted by {C} and she's brilliant.
{p} told me about a job at {c}
so {c} wants a video of me dancing
{c} offered me nights, {p} says take it
worked at {c} since school, let go on {D:jan 4}
just bombed {c}
interview at {c} got moved again, {p} is so disorganised
anyone know how long {c} takes to reply
my friend {p} got into {c} and im happy but also not
{c} assessment centre in {L} was chaos
{p} from {c} said they loved me then nothing
never work for {c}
hi im {p}, laid off from {c} in june
{p} and {p} are both at {c} now
"""
CLEAN = """
One of my interviewers wore the same jumper as me.
The office had a slide. I did not use the slide.
Two weeks of silence and then four emails in an hour.
I made a spreadsheet of every no, and then I deleted it.
My answer about conflict was about the dishwasher.
They wanted a rockstar. I'm more of a librarian.
Wearing a suit over pyjama bottoms, a modern classic.
Somebody stole my pitch and got the role. True story.
Tell me it's fine to want a boring job.
Feeling like the understudy in my own life.
A stranger on the tram wished me luck and I nearly hugged them.
Wrote to every contact I have, all four of them.
My laptop died in the middle of the SQL part.
The Python test was fine, the Excel test was not.
Do I list Power BI if I only watched a video?
We had to design a bridge out of straws.
The Jobcentre sent me on a course about making CVs. I have made forty.
Sick of Easy Apply.
Nobody replies in August.
In April I said summer. In July I said autumn.
March was kinder than January.
The Google Sheet says 212.
My LinkedIn has never looked better and neither has my cat.
Paid off a card with my first wage. Quiet joy.
Had a dream that I was late to an interview for a job I already have.
Sometimes the win is closing the laptop.
I asked what success looks like and they looked at each other.
They paused hiring. I paused breathing.
I'm the only Polish speaker on the team and they still said no.
My Business Analyst course ends next week.
Interview prep: breathe, water, breathe.
The Head of Product asked about my hobbies for twenty minutes.
Accepted! Then doubted! Then slept!
Question: does anyone actually read cover letters?
Third coffee, second draft, first hope.
"""
HARD = """
{C:Calm} is not calm, three rounds in a day.
i quit {c} for {c} and regret both
Heard {C:Brave} and {C:Opera} are both hiring, browsers everywhere.
{P:Rich} and {P:Penny} run payroll, honestly.
{P:Dawn} in HR, {P:Eve} at reception, I work in a poem.
{P:Chip} says the plant closes.
my lead {P:wade} let me go with a meme
{P:Sunny} from {C:Sunrun} rang, I laughed.
{P:Christian} got my desk.
{P:Paris} told me the role in {L:Paris} went to an intern.
{P:Jordan} thinks I'd fit.
{P:Austin} drove me to {L:Austin}.
{C:KFC} has better benefits than my old firm.
{C:NHSBT} wants a urine sample and a reference.
Passed the {C:RAF} fitness test at {L:Cosford}.
Screening with {C:GSK} then {C:AZ}.
{C:CBRE} put me on cleaning nights in the same tower I used to work in.
{C:Whistles} gave me Saturdays.
Four interviews at {C:Curve}, zero curve balls.
{C:The Alchemist} took me on as a bartender.
{C:Mama Rosa's} needs a waiter, cash, {M:ten quid an hour}.
{C:Number 9 Salon} said maybe after New Year.
{C:St Luke's Hospice} gave me a volunteer role.
they lowballed me at {M:forty two five}
base is {M:a hundred and thirty} plus stock
she said {M:low sixties}, i heard low
deadline is {D:the twelfth}
starts {D:second of may}
{P:Zainab}'s boss at {C:mott mac} needs a planner
{P:Oyinkan}, {P:Ekene}, {P:Nnamdi}: thank you.
{P:Ji-ho} passed, {P:Do-yun} didn't, I'm on hold.
{C:Tescos} are taking on, ask at the desk.
{C:Maccies} pays better than the lab.
{C:sainsburys} said i'm on the list
{C:Jonson & Jonson} spelt my name wrong, so fair.
{C:Goldmans} called. Mum cried.
"""
HARD_CLEAN = """
The Devil is in the onboarding documents.
Big Brother is watching my mouse.
It's the Ship of Theseus but it's my CV.
I have the Midas touch, everything I apply to gets frozen.
My job search is a Greek tragedy with a chorus of aunties.
Peter Principle in action, I watched it get promoted.
Occam's razor: they just forgot me.
The five stages of grief, but for a portal login.
Had my Work Capability Assessment.
The New Enterprise Allowance is gone now.
Signed up for the Level 3 Diploma in Adult Care.
Passed my Theory Test and my Food Safety.
Dress code: Business Casual. Me: neither.
In my Villain Era.
Hot Girl Walk, then cold applications.
Monday Motivation is a myth.
This is my Roman Empire.
My Spotify Wrapped is just rain sounds.
Ask Reddit said negotiate, so I negotiated.
YouTube taught me Excel, Excel taught me patience.
Grace period ends soon.
Art school to accounting, ask me anything.
Summer placement, autumn panic.
Will do. Can do. Did not do.
The Grand Canyon between the ad and the job.
AI wrote the ad, AI read my CV, I read a novel.
SOS.
The MD and the FD disagreed about me in front of me.
Page one of my Notebook Of Nos is full.
Sagittarius season better deliver.
Mercury is in retrograde and so is my inbox.
Chase your dreams, they said. I chased a bus.
Square peg, round hole, final round.
The Gap Year question again.
Shell of a person after that panel.
"""
CHUNKS = (
    ("post", "more", POSTS),
    ("clean", "more", CLEAN),
    ("post", "hard", HARD),
    ("clean", "hard", HARD_CLEAN),
)


def rows() -> list[dict[str, object]]:
    left = {letter: names.split("|") for letter, names in NAMES.items()}
    pick = random.Random(7)  # noqa: S311 -- the same names every time
    for names in left.values():
        pick.shuffle(names)
    return [
        {"id": f"dev-{style}-{kind}-{number:03}", "kind": kind, "style": style, **read(line, left)}
        for kind, style, lines in CHUNKS
        for number, line in enumerate(lines.strip().splitlines())
    ]


def read(line: str, left: dict[str, list[str]]) -> dict[str, object]:
    text, spans, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        name = mark[2] or left[mark[1]].pop()
        if not mark[2]:
            left[mark[1]].insert(0, name)
        spans.append({"start": len(text), "end": len(text) + len(name), "label": LABELS[mark[1].upper()]})
        text += name
        end = mark.end()
    return {"text": text + line[end:], "spans": spans, "optional": []}


if __name__ == "__main__":
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()), encoding="utf-8")
