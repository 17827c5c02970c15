# ruff: noqa: E501, INP001, S311 -- lines as people write them; a script is run, not imported; chance needs no secrecy
"""Write two halves of hard lines for the anonymiser: `python scripts/write_hard_lines.py`.

dev_hard.jsonl may be looked at and learned from; apart.jsonl is only counted. The lines are dealt out by chance. Both are
development sets: whoever wrote them wrote lists and sentences for training afterwards, and some names are in both.
Same letters as in write_test_lines.py.
"""

import json
import random
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "tests" / "anonymise"
LABELS = {
    "C": "COMPANY", "P": "PERSON", "S": "SCHOOL", "L": "PLACE", "E": "EMAIL", "H": "HANDLE", "D": "DATE", "M": "SALARY",
    "J": "REQ_ID",
}  # fmt: skip
Row = dict[str, object]
MARK = re.compile(r"\{(\w):([^}]+)\}")

POSTS = """
{P:Will} from {C:Indeed} rang and said will you start Monday.
Told {P:Rose} I'd resign, she handed me a biscuit.
{P:Mark} marked my test, {P:Bill} billed me for lunch, fun agency.
So {P:Grace} says no and {P:Joy} says yes, who do I believe.
{C:Gap} closed my store, so there's a gap on my CV called {C:Gap}.
Nobody at {C:Orange} speaks to each other.
{C:Square} had me draw squares on a whiteboard.
my sister does nights at {C:shell} and loves it
{C:Notion} said no, in a Notion page, obviously
Screened by {C:Apple} before breakfast.
{C:Target} gives seasonal people a discount and a sore back.
the lady from {C:next} was nice, the pay is not
{P:May} may leave in May and I want her desk.
my {C:amazon} badge stopped working so i guess that's it
{P:olu} from the {C:barclays} course got in, i didn't
{P:J.} at {C:Acme} said the req is frozen.
Spoke to {P:K.T.} at {C:Bechtel}, all good.
Dr {P:Szczepański} wrote my reference from {L:Łódź}.
{P:Oluwaseun} and {P:Ifeoma} shared their notes from the {C:Flutterwave} test.
{P:Jürgen} asks for my Zeugnis, {C:Henkel} asks for my patience.
{P:Priyanka} ma'am at {C:Infosys} told me bench is full.
{P:Íñigo} from {C:Inditex} ghosted after the {L:A Coruña} trip.
{P:Aurélie} thinks {C:Decathlon} in {L:Lille} will call.
Walked past {C:Pret} and their sign says baristas wanted, ask {P:Zsofia}.
{C:Wetherspoons} trial shift, {P:Big Dave} timed my pints.
{C:Boots} won't take me without references.
Got the boot from {C:Boots}.
i did three rounds with {C:monday} and they picked a tuesday person
{C:Octopus} has eight teams and none has budget.
{C:Wise} were not wise to let me go.
{C:Lush} smells great, pays poor.
Bank said {C:Chase} are hiring tellers, {P:Faith} sent me the link.
{C:Uber} deactivated me over one rating.
{C:Slack} offered, {C:Zoom} declined, I'm tired.
did two years at {C:costco}, would go back for the hot dogs
{C:Sky} had me on hold for an hour then asked if I like selling.
{C:Three} said I'd hear in three days. Four now.
{C:EE} turned me down, {C:O2} too
{P:Dean}, dean of nothing, runs my shift at {C:Iceland}.
Ask for {P:Hope} on the front desk at {C:Compass}.
{P:Summer} quit in the summer and I got her laptop.
old boss {P:frank} was frank, i'll give him that
me and {P:jas} both got binned by {C:tesla} same morning
{P:Chidi} reckons {C:MTN} pays on time
Nan's carer {P:Patience} told me the {C:Bupa} home needs a cook.
Sent {P:Archie} my portfolio, he runs hiring for {C:Monzo}, fingers crossed.
the {C:greggs} in {L:hexham} wants weekend staff
{L:Ullapool} has one hotel and it hired my cousin.
Commuting from {L:Slough} to {L:Reading} for minimum wage, reading on the train.
Moved back to {L:Nowy Sącz} because rent won.
{L:Truth or Consequences} is a town and I interviewed there.
If {L:Hull} had trams I'd have been on time.
Graduated from {S:Caltech} and stack shelves, ask me anything.
{S:UMass} people keep getting the internships.
my {S:leeds beckett} tutor wrote me the kindest note
Went to {S:Notre Dame} on a scholarship and nobody asks.
{S:Penn} alum night was awkward, {P:Thaddeus} wore a cape.
finished at {S:st marys} last june, still on the till
{S:IIT Madras} gave me maths, {C:Zomato} gave me a scooter.
Did my apprenticeship through {S:Weston College}.
{C:Kwik Save} was my first job, {P:Doreen} trained me.
{C:Nando's} manager said my CV has too much heat.
Rejected by {C:Nandos} on {D:the 14th}, chicken is cancelled.
{C:Hargreaves Lansdown} want me in on {D:the nineteenth of November}.
They pay {M:eleven forty an hour}, {P:Magda} told me not to sign.
offer was {M:twenty eight grand} and a fruit bowl, thanks {C:capita}
{C:Serco} say {M:thirty one five} is the ceiling
req {J:R-2204981} at {C:Siemens} closed overnight
Job ref {J:HX/4471} vanished, {P:Lorraine} says try again.
DM me, I'm {H:quietheron_88} on the bird site
my insta is {H:wren.writes.cvs} if you want the template
email me at {E:bea dot holt at example dot com} for the sheet
{P:Tamsin}'s dad owns {C:Pickles & Daughter}, I start Monday.
{C:The Sunflower} needs hands, cash in hand, ask behind the bar.
{C:Bluebell Wood} hospice let me volunteer in the shop.
{C:Harbour & Pine} sent the nicest no of my life.
{C:Kettle} wanted a take home. I took it home. It lives here now.
{C:Juniper} froze hiring, {C:Cedar} did not.
{C:Lantern} laid off design, all of us, on a call with confetti.
{C:Basecamp} people were kind about it
{C:HelloFresh} is goodbye fresh for me.
{C:DHL} had me lifting on the interview.
{C:UPS} ups and downs, mostly downs.
{C:HMRC} want a second reference from {C:DWP}, I kid you not
{C:NCP} parking attendant, that's me since {D:3 Feb}
{C:BT} or {C:BP}, whichever rings first.
{C:Accentrue} spelled my name wrong and I spell theirs wrong.
{C:Delloite} panel tomorrow, send tea.
{C:mcdonlads} said i was overqualified
{C:Vodaphone} shop needs cover in {L:Stockport}.
{P:Svetlana} cried with me in the car park of {C:Lidl}.
{P:Abdul-Rahim} covers my shifts when I interview.
{P:Nguyen} from payroll found my missing week.
{P:Xiomara} said breathe, so I breathed.
{P:Bartek}, my mentor, gets up at five to read my cover letters.
{P:Siobhán} got it. I clapped. I meant it, mostly.
{P:Ngozi} always says "we move", so we move.
{P:Wojtek} and {P:Agnieszka} opened a bakery instead of applying.
{P:Heike}'s reference was two lines long.
thanks {P:manpreet}, the mock helped
shoutout to {P:tyrell} for the lift to {L:swindon}
{P:Ash} burnt the contract, joking, he shredded it.
{P:Cliff} is off sick so my interview fell off a cliff.
{P:Gene} from genetics hired someone younger.
{P:Sandy} at the beach cafe can't afford me.
{P:Art} thinks art is dead and so is my contract.
{P:Melody} sang my praises to {C:Spotify}.
{P:Lance} the freelancer undercut me.
{P:Crystal} was clear: no budget.
{P:Ray} left, {P:Dale} left, {P:Heath} left, I lock up.
{P:Daisy} pushed my start date again.
{P:Miles} lives miles away and still gets in first.
{P:Skip} told me to skip the queue.
{P:Victor} won. I came second. Again.
{P:Angel} on reception remembers my name.
{P:Chase} at {C:Chase}, I'm not making this up.
{P:Drew} drew me a map to {C:Rolls Royce}.
{P:Guy} is the guy to ask at {C:Screwfix}.
{P:Sue} won't sue them, I might.
{P:Pat} gave me a pat on the back and a P45.
I lost the {C:Fujitsu} thing to someone called {P:Persephone}.
Dinner with my old {C:Kodak} lot, nine of us, two jobs.
Somebody in {L:Ealing} got my {C:Wickes} shift.
{C:Ford} have gone quiet since the {L:Dagenham} tour.
When {C:Woolworths} shut I was nineteen.
{C:Oscar} rejected me, not the statue, the insurer.
{C:Ladbrokes} bet on someone else.
{C:Dove} lied, the money isn't soft.
{C:Virgin} had fourteen people on the call
{C:Subway} let me go over a tuna melt.
{C:Visa} needs someone with a visa. I haven't one.
{C:Asda} price my labour low.
{C:Discord} was harmony itself, still a no.
{C:Patreon} cut us all before lunch.
{C:Toast} ghosted, I'm toast.
{C:Sprout Social} wants my socials.
"""

CLEAN = """
Will I ever learn to stop refreshing my inbox.
Rose early, wrote two letters, went back to bed.
Mark my words, spring hiring is a myth.
May as well apply for the moon.
Grace under pressure is my only skill left.
Bill after bill after bill.
I need to march in there and ask.
August heat, no AC, one interview in a wool suit.
The gap in my work history is called grief.
My target is three applications and one walk.
Squared my shoulders, said my number, heard nothing.
The notion that I'd work for free is rich.
An apple a day keeps the recruiter away.
I was next in line and the line closed.
Wise words from my nan: eat first, cry later.
It's like Waiting for Godot but with Workday.
My career is a Picasso, everything is in the wrong place.
Interview panel had real Hunger Games energy.
Titanic violinists had more job security.
I prepared like Rocky and lost like Rocky.
Main Character Energy for once.
Delulu Is The Solulu, as they say.
The Bermuda Triangle is where my applications go.
Mount Everest of laundry, molehill of replies.
Murphy's law: the doorbell rang during my answer.
Cinderella left the ball with a better package.
My brain has forty tabs open and one is Tetris.
Pavlov would love what the Outlook chime does to me.
Schrodinger's offer: verbal, unwritten, both alive and dead.
Gandalf voice: you shall not pass to the next stage.
Every rejection letter reads like Shakespeare wrote it drunk.
I'm the Hermione of spreadsheets.
Marie Kondo'd my CV and it sparked nothing.
This is the Wild West of contracts.
I have an Oscar worthy poker face.
The Friday Feeling has left the building.
Imposter Syndrome, my old friend.
Netflix asked if I was still watching. I was not even living.
Learned Figma from YouTube and cried in Canva.
Excel, Word, PowerPoint, the holy trinity of nobody cares.
Took a Coursera thing on SQL and it was actually fun.
My LinkedIn headline is a cry for help.
Indeed and Reed both sent me the same forklift job.
Glassdoor reviews said run, I walked.
Zoom froze while I was mid sneeze.
ChatGPT wrote my cover letter and it sounds like a hostage note.
I asked Siri for a job and she set a timer.
Slack pings still give me a stomach ache.
My Fitbit thinks interviews are cardio.
Half my week is Teams, the other half is tears.
Registered with the Job Centre, bring a book.
Universal Credit took five weeks, noodles took three minutes.
The Equality Act exists, people, use it.
Doing my Level 2 in Food Safety on the kitchen table.
DBS came back clear, obviously, I'm boring.
My PGCE is framed next to the toilet.
Right to Work check passed, will to work pending.
NVQ done, confidence pending.
The Hiring Manager was late and blamed Daylight Savings.
Senior Vice President of Nothing reporting for duty.
Assistant to the Regional Manager jokes got me through it.
Head of People has never met one.
Business Development Representative means phone calls. So many calls.
I'm a Taurus, I do not do group tasks.
Capricorn season and still no contract.
Mercury can stay in retrograde if it pays my rent.
Happy Friday, sad Friday, same Friday.
Sunday Scaries start on Saturday when you're unemployed.
Merry Christmas to everyone except applicant tracking systems.
New Year, same me, fewer savings.
Black Friday deal: me, half price.
Easter eggs are cheaper than therapy.
The city is loud and the home office is a wardrobe.
Up north the rent is kinder, down south the jobs are.
The coast is clear of vacancies.
I grew up near the sea and I miss it on bus days.
My mum says hi, my dad says apply in person.
Auntie reckons it's all about who you know.
My therapist calls it grief, I call it Tuesday.
The recruiter called me "champ" and I have never felt less like one.
THIS IS FINE.
ZERO. REPLIES. TODAY.
PSA: drink water and close the laptop.
TGIF, said nobody without a job.
IMHO cover letters are fan fiction.
WFH means crying near a kettle.
YOLO, I asked for more money.
OK so the KPI was vibes.
HR said EOD, it is EOM.
ISO 9001 trained, emotionally uncertified.
CRM, ERP, LMS, I can spell them all.
I speak German and Polish and fluent rejection.
French press coffee and Spanish flashcards, that's my morning.
Danish pastry for breakfast, humble pie for lunch.
The Swiss cheese of CVs, mine.
Swedish Death Cleaning but for my downloads folder.
Indian summer, English weather, universal silence.
Turkish coffee in hand, ready to be ignored.
Frank answers scare people.
Joy, briefly.
Hope is a muscle, they say. Mine is sore.
Faith in humanity: loading.
Penny for your thoughts, twenty for my time.
Chip on my shoulder, salsa in the fridge.
Jack of all trades, hired by none.
Rich people networking is just dinner.
Dawn is the best time to not think about work.
Crystal clear feedback would be lovely for once.
Sunny spells, cloudy mood.
I'll cross that bridge when someone builds it.
Sterling effort, said the form letter.
Pearl of wisdom: sleep.
Basil on the windowsill is thriving, unlike me.
Art is long, notice periods are short.
Faced a dragon, it was the photocopier.
shell shocked after that call, wow
orange juice and overthinking
my bread rose and so did my mood
may be a while until i post again
in a pickle and in a queue
i could murder a curry after that panel
paris would be nice, or just a bus that comes
chasing, always chasing
brave face on, camera off
calm before the norm
three strikes and i'm napping
dear diary, dear hiring team, dear god
sky high rent and a low bar
lush green park, one bench, me
boots on, door shut, walk done
sea view from the bench, no view from the career
Ctrl C, Ctrl V, Ctrl Cry.
Step one: breathe. Step two: lie about enjoying Jira.
Python bit me again, indentation this time.
Java or tea, the kettle decides.
Amazon delivered my interview shoes a day late.
Google Maps sent me to the wrong car park.
Paid for parking with Apple Pay and regret.
Listening to Spotify on shuffle to avoid my thoughts.
Uber to the interview cost more than lunch.
The Guardian crossword is my whole personality now.
Booked a Travelodge the night before so I wouldn't be late.
Ryanair had better customer service than this portal.
Read Designing Your Life, designed a nap.
What would Dolly Parton do.
Big Sad Energy, small biscuit.
The Great Resignation passed me by.
A Series of Unfortunate Interviews.
Fifty Shades of Beige, this office.
Sliding Doors moment: missed the train, missed the job.
"""


def row(kind: str, number: int, line: str) -> Row:
    text, spans, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        spans.append({"start": len(text), "end": len(text) + len(mark[2]), "label": LABELS[mark[1]]})
        text += mark[2]
        end = mark.end()
    text += line[end:]
    return {
        "id": f"apart-{kind}-{number:03}", "kind": kind, "text": text, "style": "hard", "spans": spans, "optional": [],
    }  # fmt: skip


def halves(rows: list[Row], pick: random.Random) -> tuple[list[Row], list[Row]]:
    pick.shuffle(rows)
    return rows[: len(rows) // 2], rows[len(rows) // 2 :]


def main() -> None:
    pick = random.Random(7)
    posts, clean = (
        halves([row(kind, at, line) for at, line in enumerate(lines.strip().splitlines())], pick)
        for kind, lines in (("post", POSTS), ("clean", CLEAN))
    )
    for name, at in (("dev_hard", 0), ("apart", 1)):
        lines = [json.dumps(one, ensure_ascii=False) for one in (*posts[at], *clean[at])]
        (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
