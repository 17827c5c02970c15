# ruff: noqa: INP001 -- lines as people write them; a script is run, not imported
"""Write the anonymiser's test set, tests/anonymise/test.jsonl: `python scripts/write_test_lines.py`.

Every line was written by hand, with what gives somebody away between braces: {C:Adobe} is a company, P a person,
S a school, L a place, E an e-mail address, T a telephone number, U a link, H a handle, D a date, M pay, J a job id,
N a card, account or national number, which may be read as any kind of figure. {?:Friday} may be masked or left.

The set is for reporting. Nothing is tuned on it, and no name and no sentence in it is used to train the tagger.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "tests" / "anonymise" / "test.jsonl"
LABELS = {
    "C": "COMPANY", "P": "PERSON", "S": "SCHOOL", "L": "PLACE", "E": "EMAIL", "T": "PHONE", "U": "URL",
    "H": "HANDLE", "D": "DATE", "M": "SALARY", "J": "REQ_ID", "N": "NUMBER",
}  # fmt: skip
MARK = re.compile(r"\{([A-Z?]):([^}]+)\}")

ORDINARY = """
Heard back from {C:Wayfair} this morning. It's a no, but {P:Danielle} wrote three paragraphs about why.
Signed with {C:Cloudflare} last night and I have not stopped shaking.
{C:Kestrelworks} moved me to the final round. I bought a blazer.
Two years at {C:Rackspace}, one calendar invite, and it was over.
My old lead {P:Ifeoma Adichie} put in a word for me at {C:Zapier}.
{P:Thandiwe} says the team at {C:Monzo} is kinder than the pay suggests.
I drove to {L:Tacoma} for an interview that lasted eleven minutes.
We're relocating to {L:Eindhoven} because {C:ASML} said yes to my wife.
Did anyone else get the coding test from {C:HackerEarth} on behalf of {C:Walmart}?
The recruiter, {P:Bronagh}, asked if I'd take {M:62k}.
They came in at {M:$74,500} and wouldn't budge an inch.
Offer is {M:£38,000} plus a bike I do not need.
{C:Lumenfold} pays {M:eighty five thousand} for the same work I do for forty.
I asked for {M:ninety grand} and the line went quiet.
Contract rate is {M:$62 an hour}, six months, no benefits.
They want me to start on {D:March 9} and I have a holiday booked.
Assessment centre moved to {D:the 23rd}, so I get another week to panic.
My last day is {D:14 February 2027}, romantic.
Portal says the decision comes by {D:02/11/2027}.
The role was {J:REQ-20871} and it vanished from the site overnight.
If you apply, quote {J:JR0098123}, otherwise they lose you.
Job number {J:554120} is the one, not the senior one.
Write to {E:talent.team@lumenfold.com} and mention the meetup.
I sent it to {E:p.okonkwo@outlook.com} by mistake, she was lovely about it.
Recruiter says call her on {T:(503) 555-0147} after five.
Missed a call from {T:+44 7911 123456}, is that anybody's office?
My portfolio lives at {U:https://marisol.design/work} if anyone has five minutes.
Slides are on {U:github.com/tobiasfrost/deck}, feedback welcome.
DM me {H:@hannah_codes} if you want to practise.
I went through {S:Flatiron} at night and it nearly broke me.
Graduated from {S:Wayne State University} in spring, still nothing.
{S:Howard University} careers office read my essay twice.
Half my cohort from {S:Ada Developers Academy} is still looking.
Career fair at {S:Purdue}: forty booths, thirty nine QR codes.
Professor {P:Abernathy} wrote the reference in an hour.
Dr. {P:Venkataraman} remembered me from the lab, I nearly cried.
Ms. {P:Delacroix} from HR said the budget was pulled.
Mr. {P:Oyelaran} offered me the Saturday shift.
Thank you {P:Rosamund} for the mock interview, it paid off.
Shout out to {P:Dmitri} and {P:Soo-jin} who stayed up with me.
Had coffee with {P:Marguerite Thibodeaux}, ex {C:Unilever}, who gave me four names.
{P:Kwabena} from the alumni group forwarded my CV to someone at {C:Arup}.
{P:J. Kowalczyk} interviewed me and never once looked up.
I report to {P:Lucinda} from Monday, she seems fair.
Final chat with the VP, {P:Harpreet Gill}, is tomorrow at nine.
{C:Dunlin Energy} posted the same role a fourth time.
The {C:Ocado} group task had us building a tower from spaghetti.
{C:Bellweather Insurance} wants a reference from a job I had at sixteen.
I have been temping at {C:Capita} and today they asked me to stay.
{C:PagerDuty} let go of the whole team, me included.
After eight rounds {C:Gitpod} went with an internal candidate.
My visa runs out and {C:Infosys} still hasn't filed anything.
Got through to stage three with {C:Sainsbury's}.
Laid off from {C:Intel} in {L:Hillsboro}, along with half my street.
{C:Trellis & Vine} hired me as shift lead. First yes since winter.
Coffee shop in {L:Galway} took me on for weekends.
There's nothing hiring in {L:Wichita} unless you weld.
I moved back to {L:Ludhiana} to save money while I search.
The train to {L:Reykjavik} joke did not land with the panel.
Anyone around {L:Tallinn} who can look over a cover letter?
Third interview at the {L:Glasgow} office of {C:Barclays}.
My flight from {L:Lagos} was longer than the notice they gave me.
Housing in {L:Santa Rosa} eats the whole salary anyway.
{P:Aroha} in {L:Dunedin} is hiring two carers, ask me how.
I shadowed {P:Sister Bernadette} on the ward and now I want to be a nurse.
{P:Callum} at the job centre actually listened today.
Emailed {P:Noor} to withdraw from {C:Deliveroo}. Felt good.
{C:Quillmark} and {C:Penrose Digital} both closed their roles this week.
Between {C:Siemens} and a charity, and I think the charity wins.
{C:Teladoc} cut our contract on {D:Jan 31st} with no warning.
Interview on {D:Tuesday 8 December}, prayers welcome.
I start {D:2027-02-01} and I'm counting sleeps.
{C:Hilti} offered {M:€52k} and a van.
Base of {M:110k} at {C:Datadog}, I had to read it twice.
Told them {M:45 to 50k} and they laughed, politely.
The posting by {C:Moderna} said entry level and asked for a decade.
Weekly check in with my mentor {P:Xiomara}: apply less, talk more.
{P:Ngozi}'s advice got me the offer: ask what happens next.
I owe {P:Padraig} a pint and probably my mortgage.
{P:Aaliyah} thinks I should wait until {C:Merck} replies.
Messaged {P:Bartholomew}, who left {C:Ericsson} for teaching. He has no regrets.
The hiring manager's name is {P:Yuki} and she also hates whiteboards.
Turned down {C:Amazon} today because of the hours. Scared and proud.
{C:Netlify} answered within a day, even though it was a no.
I passed the {C:Deutsche Bahn} medical.
{C:Google} rejected me for the third time, so I baked bread.
The contract with {C:Airbus} ended and so did my sense of time.
I'm finally out of {C:Wells Fargo}. Nobody clapped.
{C:Accenture} ghosted me after the case study.
Our branch of {C:Lloyds} closes in spring.
{C:Northvale Clinic} has asked me back for a trial day.
{C:Pembroke Veterinary} let me bring the dog to the interview.
My referral at {C:Spotify} left the week I applied.
Group call with {P:Esperanza}, {P:Tyrell} and {P:Wei Ling}: everyone is tired, everyone keeps going.
{P:Olamide} got her work permit and starts at {C:Tesco} next week.
He was trained at {S:Cranfield University} like half the panel.
Back to {S:Lambeth College} for an evening course, at fifty two.
I teach at {S:St. Brendan's Primary School} until the summer, then nothing.
{S:Georgia Tech} alumni thread got me two calls.
My boss {P:Ottoline} read my resignation and hugged me.
Sat next to {P:Gethin} from {C:Admiral} at a wedding, start on {D:the 5th of January}.
I answered the phone with the wrong company name while {C:HSBC} listened.
No idea why {C:Tata Consultancy Services} needs my tenth grade marks.
{P:Rukhsana} from {C:Boots} told me I was overqualified and underdressed.
They flew me to {L:Minneapolis} and then froze hiring. Thanks, {C:Target}.
Trial shift at {C:Nando's} on {D:Sat 12/12}, wish me luck.
My union rep {P:Declan O'Rourke} got me {M:$4,200} in back pay.
Someone at {C:Bosch} read my blog, {U:www.quietgears.net}, and wrote to me.
Text {P:Imani} on {T:07700 900482} if the room is locked.
Ref {J:VAC-3391}, closing date {D:30 Nov}.
Quote reference {J:TR-88214} when you ring.
{C:Fennimore & Daughters} pays {M:£11.44 per hour} and it shows.
i think {C:workday} the company and workday the form hate me equally
got the job at {C:lidl}!! starts {D:dec 7}
{C:shopify} said no again, fourth time, i'm done for the year
my recruiter {P:tamika} says {C:salesforce} froze the role
phone call with {P:anders} from {C:klarna} went ok i think
moved to {L:bristol} for a job that no longer exists
interviewed in {L:hyderabad} on saturday, results {D:dec 18th}
i was at {C:cisco} for nine years and they sent a link to a form
anyone worked for {C:hcl}? the offer is {M:9 lpa}
{P:mehwish} says hi, she got into {S:uc davis}
{C:bain} wants another case, i want a nap
they want {M:55k} experience for {M:31k}
i did my masters at {S:aston university} and still can't get a call
{P:joaquin} from {C:stripe} was so kind on the phone
left {C:deloitte} for my sanity, day one of nothing
second round with {C:nvidia} and i forgot my own name
{P:shanelle} on the panel smiled once, i'm holding on to that
Feeling hopeful: {C:Patagonia} opened my portfolio eleven times.
The lady at {C:Aldi} told me they hire in January.
Ended my notice at {C:Lufthansa}, cried at the gate, then slept.
I was one of 400 let go at {C:Ubisoft}.
{C:Starling} asked for a five minute video of me talking to nobody.
{C:Rivian} rescinded. I had already given notice.
Do not give {P:Gareth} your passport number, ever.
{P:Luz Marina} and I rehearsed the stories until midnight.
My card {N:4111 1111 1111 1111} was charged by a fake job board.
They asked for my {N:GB29 NWBK 6016 1331 9268 19} before any contract. Scam?
A form wanted my social, {N:078-05-1120}, on page one.
{C:Kaplan} tutors got an email and that was that.
{P:Femi}, {P:Astrid} and I share one spreadsheet and one broken printer.
Interning at {C:Maersk} in {L:Copenhagen} from {D:1st of June}.
It was {P:Perpetua} who found the typo in my headline.
Interview went long, {P:Vikram} kept asking about my daughter, in a nice way.
"You are exactly what we need", said {P:Lorraine} of {C:Harbourline}, eleven days ago.
Starting at {C:Chevron}: scared, early, with the wrong shoes.
{C:Santander} called me by the wrong name and still hired me.
{C:Okta} to {C:Twilio} to nothing in one calendar year.
"""

ORDINARY_CLEAN = """
Third no this week. I am going for a walk.
I rewrote my summary and it finally sounds like a person.
Does anyone else dread Sunday evenings more now than when they had a job?
Got through the phone screen. Small step, but mine.
The interviewer was late, apologised, and then it went really well.
I have sent sixty two applications since August and heard back from four.
We practised the STAR method for an hour and I can finally tell a story in order.
My printer jammed, my tie was crooked, and they still want a second chat.
Today I asked for feedback and actually got some.
Monday again. One application, one walk, one call.
Rejected at the last stage. They said it was close. It never feels close.
I updated LinkedIn for the first time in three years.
Learning SQL at night and it is starting to make sense.
The Excel test was all pivot tables and I was ready.
My Python script now fills the tracker for me.
I finished a React course and built a tiny budgeting app.
Is it normal to hear nothing for three weeks after a final round?
The hiring manager laughed at my joke, so that's something.
My sister lent me her good shoes.
Cried in the car, then ate a sandwich, then wrote a thank you note.
Offer came in low. I'm going to negotiate tomorrow.
I turned it down and I don't regret it.
The recruiter said I was too senior. The next one said too junior.
I took the weekend off and nothing terrible happened.
They asked where I see myself in five years. Asleep, ideally.
Anyone want to swap mock interviews this week?
I got the job. I keep opening the email to check that it's real.
The commute would be ninety minutes each way, so I said no.
Career change at forty five: terrifying, but I slept well.
My manager gave me a glowing reference and I did not expect that.
My CV is down to one page. It only took a month.
I applied for a Senior Project Manager role even though I meet seven of ten points.
They want a cover letter, a video and a personality test for a part-time job.
The Zoom call froze on my worst face.
Used ChatGPT for a first draft and then threw most of it away.
Ghosted again. I'm starting to take it less personally.
The group task was fun, surprisingly.
Rent is due and I have one interview. Deep breaths.
I start in January and I'm already nervous about the first day.
Thanks for the kind words yesterday, they helped.
I finally told my parents that I was laid off.
Wore headphones to the park and did not think about work for an hour.
My notes fell on the floor in the middle of the presentation.
The job centre appointment was shorter and kinder than I feared.
Someone read my portfolio and left a comment. A good one.
Should I follow up after ten days or leave it?
They reposted the role I was rejected for yesterday.
Passed the driving theory, one more box ticked.
I have two interviews on the same morning, a luxury problem.
This is my first week of evening classes and everyone is half my age.
It was a no, but a human no, with reasons.
I asked for more money and they said yes. I should have asked earlier.
Nobody tells you how lonely looking for work is.
I made a list of small wins and it was longer than I thought.
Back to the drawing board, with tea.
The online assessment had a camera watching me the whole time.
I said I was comfortable with ambiguity. I am not.
Interview in twenty minutes and the cat is on the keyboard.
Half the ads want ten years of experience for entry-level pay.
I cleaned the whole flat instead of applying, and that's allowed.
She told me they had already picked someone before I walked in.
Our circle kept me going this month.
The background check is taking forever.
My last contract ended on a Thursday and by Friday they had replaced me.
Feeling stuck between two fields and good at neither.
I'm proud that I asked for help.
Got certified in first aid last night.
The AWS exam was harder than the practice papers, but I passed.
I put my phone in a drawer until noon. Recommended.
Just finished my fourth take-home this month, unpaid of course.
My neighbour knows someone who knows someone. We'll see.
They liked my questions more than my answers.
Being overqualified is a strange way to be rejected.
In May I will have been looking for a year.
I will try again in the spring when budgets reopen.
Question for the designers here: do you include student work?
Today's win: I got out of bed before eight and sent one good application.
My English is fine until somebody asks me about my weaknesses.
I've been a teacher for twelve years and I want out of the classroom.
The nurse in charge said I had a calm way with people.
I froze on the first question and thawed by the third.
Hope everyone has a gentle week.
Will they ever stop asking for references up front?
May I vent for a second? Thank you.
Faith in the process: low. Coffee: high.
I'm waiting to hear about a warehouse job, nights, decent pay.
Trying the Pomodoro thing, twenty five minutes at a time.
Networking event survived. I spoke to three people and left early.
I was told the salary band only in the final round.
My bus was cancelled, I ran, I was sweaty, I got the second interview.
Finished the Google Data Analytics certificate, slowly.
I keep refreshing Gmail like it owes me something.
Spent the day on Indeed and closed it with nothing to show.
Nothing today, and that's fine.
i bombed the whiteboard and then explained it perfectly in the shower
they said they'd call by friday and it's wednesday now
anyone else just really tired
got the offer today and i cried on the bus
my confidence is in the basement
the interview was supposed to be thirty minutes and it was ninety
i miss having colleagues, even the loud one
applied to twelve jobs, rested for one day
i can't tell if the silence means no
first paycheck in five months, bought good cheese
my old team had a party and i was invited, that felt nice
"""

HARD = """
got an offer from {C:gap}, retail again but it's money
{C:square} said no, {C:block} is the same company so that's two for one
i was a temp at {C:orange} in the call centre
did a trial shift at {C:subway}, the sandwich kind
{C:shell} put me through to the assessment day
my contract at {C:sky} ended and they kept my headphones
Four years at {C:Oracle}, then a meeting called Catch-up.
{C:next} never called about the christmas role
interview with {C:three} tomorrow, the phone people
Sales job at {C:Boots}, but the {L:Reading} branch is an hour away.
I joined {C:Buffer} as a writer and left as a manager.
{C:Mercury} the bank, not the planet, passed on me.
i left {C:indeed} because of the targets, ironic i know
so {C:chime} has my resume and {C:dave} has my dignity
{C:Ally} wants a second background check.
A friend at {C:Loom} says the team is gone.
{C:bolt} cancelled on me while i was on the bus
Recruiter from {C:Ramp} rang twice, so that's new.
My interview with {C:EY} was cut short by a fire alarm.
{C:BDO} and {C:RSM} both want the same exams.
The {C:DVLA} job needs a medical first.
Sent my forms to {C:HMRC} where I'd be an apprentice.
{C:TfL} put me on the waiting list.
Two rounds with {C:P&G} and then silence.
She used to be at {C:M&S}, now she's looking like me.
{C:PwC} asked about my A levels, I'm forty.
{C:JPM} superday on {D:3 Dec}.
{C:BCG} moved me to the waitlist.
I clean offices for {C:ISS} at night.
{P:Will} said he'd put my name forward, and he did.
I asked {P:Mark} for a reference and {P:Grace} wrote it instead.
{P:Hope} from the agency has gone quiet.
{P:May} runs the workshop on Thursdays and she's brilliant.
Ask {P:Bill} about the night shifts.
{P:Faith} and {P:Joy} run the food bank where I volunteer.
{P:Rose} told me they had 900 applicants.
Had a good cry with {P:Summer} after the no.
{P:Chase} from {C:Chase} interviewed me, I kept a straight face.
{P:Jack} at the shop next door is hiring for Christmas.
{P:Art} and {P:Dot} have run the bakery forever, they took me on.
my mate {P:rob} got me the shift
{P:jo} from hr says it's not personal
{P:sue} in payroll is the only one who answered
thanks to {P:skye} for the lift to the interview
{P:Xochitl Ixchel} taught me how to read a contract.
{P:Ng} asked me one question and hired me.
{P:Siobhán} was kind, {P:Caoimhe} was not.
{P:Mbali} told me to breathe between sentences.
{P:Wojciech} says the yard needs two drivers.
{P:Thuy} forwarded my CV before lunch.
{P:Bjørn} and {P:Åsa} interviewed me in a sauna, true story.
my supervisor {P:oluwadamilare} fought for me
{P:Jagmeet} said yes. {P:Jagmeet} said yes!
{P:Priyanka} intervewed me and {C:Micorsoft} still hasn't replied.
{C:Gooogle} careers page crashed again.
got rejcted by {C:amzon} lol
{C:Linkdin} the employer turned me down too.
{C:Delloite} offred me {M:41k}
{C:Kohls} cut my hours to six.
{C:walgreen's} hired my cousin and not me
{C:chick-fil-a} said come back when school ends
Loop at {C:FAANG} is a myth, I got {C:Oracle} in {L:Nashville}.
{C:Ødegaard Marine} answered in Norwegian and I had to guess.
{C:Nkosi Brothers} need a bookkeeper, I need a job.
{C:Wobblefish} has beanbags and no revenue.
{C:zibbl} let go of everyone by text
{C:Tuesday Bakery} took me on for Wednesdays.
{C:Little Otter} is the nursery that hired me.
{C:The Red Lion} wants me behind the bar from Friday.
I wash dishes at {C:Golden Dragon} and study after.
Reception at {C:Dr Patel's Dental Practice}, part time, finally.
{C:Hair by Lindy} is looking for a junior.
A man from {C:Grantham & Sons} rang about the forklift job.
{S:Oxbridge}-type panel, all from {S:Eton}.
my kid's school, {S:oakfield primary}, needs a lunchtime assistant and took me
did two years at {S:brown} and dropped out, they asked about it
{S:Rice} alumni are strangely helpful.
{S:UMich} career services saved me.
{S:Notre Dame} grads everywhere, I felt small.
The shop in {L:Bath} is hiring.
took the coach to {L:reading} for nothing
{L:Mobile} has two employers and both said no
Anyone in {L:Nice} who speaks worse French than me?
Job in {L:Hell}, {L:Norway}... not a joke, {C:Statkraft} hires there.
{L:Hull} to {L:Leeds} every day, could you?
they pay {M:a hundred and ten} for the senior role
it's {M:twelve fifty an hour}, take it or leave it
{M:six figures}, apparently, if you never sleep
they said {M:mid fifties}, i said sixty
write me, mira dot holm at gmail, {?:ok}
ring {T:oh seven seven hundred nine hundred four one two}
my number is {T:zero one six three two nine six zero three three one}
she's {H:@the.real.lindy} on there
mail {E:sam (at) wobblefish (dot) io}
{U:wobblefish dot io slash jobs} is the page
Interview the day after {?:Christmas}, on {D:27/12}.
see you on {D:the 3rd} or {D:the 4th}
it starts {D:first of march}
"""

HARD_CLEAN = """
Cue the Rocky theme, I got up at five.
Murphy's Law: the one day I wore slippers they asked me to stand up.
My inbox is a Bermuda Triangle.
I have Schrödinger's job: hired and not hired.
It was like an episode of Black Mirror.
Watched The Apprentice and felt better about myself.
The Hunger Games have fewer rounds.
I'm the Frodo of this job hunt, and the ring is a cover letter.
Main Character energy today, minor character results.
My Mondays have become Sundays.
They asked me which Disney princess I would be, in an interview, for accounting.
Marie Kondo would throw out my whole CV.
Goldilocks problem: too junior, too senior, never right.
The Universal Credit form took four hours.
Applied for Carer's Leave before I even had a job.
I did the Kickstart scheme and it did start something.
My Prince's Trust mentor scheme ended, sad.
The NHS app told me to rest.
My CSCS card arrived, finally.
The Bridge to Employment course is actually good.
I passed the PRINCE2 Foundation with one mark to spare.
Six Sigma Green Belt done, still no belt.
Is Power BI worth it, or should I stay with Tableau?
Docker, Kubernetes, Terraform: I can spell all three now.
Go or Rust for a first backend language?
I moved my notes from Notion to Obsidian and called it work.
My Figma file is cleaner than my kitchen.
The Slack message just said "quick chat?" and I knew.
Excel crashed in the middle of the Excel test.
Photoshop and I are on speaking terms again.
I wrote my resignation in Google Docs and my novel in Word.
Teams wouldn't let me in, so I knocked on the Zoom door.
LinkedIn Premium is a tax on hope.
Indeed shows me the same nine jobs.
Indeed, it was worth it.
Glassdoor reviews scared me off.
I put a Spotify playlist together for interview mornings.
Netflix and applications, that's my evening.
I asked for an Uber and cried in the back of it.
Amazon delivered the wrong blazer.
An Apple a day keeps the recruiter away, I guess.
I googled my own name and found nothing, good.
My target is three applications a day.
The whole thing hinges on one reference.
I chase, they hide. Hide and seek for adults.
I will bill them for my time in my dreams.
Rob me of sleep, why don't you, final round.
Grace under pressure is not my thing.
Hope is a discipline, somebody said.
Will I ever learn to say no to unpaid tests?
May was hard. June was harder. July is off to a start.
Mark the date, because I finally said no.
Joy is a parking space near the interview.
Frank feedback is rare and I got some.
To be frank, the pay is insulting.
Dawn came and I was still on question six.
In the Heat of the moment I accepted. Regrets later.
Earnest people do best in panels, apparently.
Fellow Engineers, how do you answer the weakness question?
Dear Hiring Manager, I am begging you.
Head Chef, Sous Chef, Kitchen Porter: I'll take anything.
Regional Sales Director sounds grand but it is me and a van.
From Junior Developer to Team Lead in four years, then to nothing.
My Degree in Fine Art strikes again.
A Level Maths at forty three, wish me luck.
The Civil Service exam has a section on judgement and I judged it.
Bank Holiday Monday and no emails, bliss.
Black Friday shifts are all gone already.
New Year, same search.
Do Not Reply is the only person who writes to me.
NOT doing another unpaid task. EVER.
OMG they replied!!! It was an auto reply.
TL;DR: no.
BIG NEWS: small news, I got an interview.
PSA: check your spam folder.
The CFO and the CTO argued in front of me.
My OCD and the blank form are not friends.
ADHD tax: I missed the deadline by four minutes.
Spanish speakers, how do you translate "stakeholder"?
French bureaucracy is a sport.
The British way: apologise for being rejected.
An Irish goodbye, but from a recruiter.
I feel like Cinderella at a group assessment.
Einstein could not solve this timetable.
It's giving Titanic, we all saw the iceberg.
Had a Eureka moment in the bath.
Plan A failed, Plan B failed, the alphabet is long.
The Dunning Kruger chart in the slide was me.
Friday the thirteenth interview. Fearless, or foolish.
Stepped on a Lego on my way to the video call.
Ctrl C, Ctrl V, that's the job hunt.
I read Designing Your Life and designed a nap.
Big Four or bust? I chose neither.
The final boss was a Personality Quiz.
Swipe right on jobs, it's like Tinder for the tired.
"""

CHUNKS = (
    ("post", "hand", ORDINARY),
    ("clean", "hand", ORDINARY_CLEAN),
    ("post", "hard", HARD),
    ("clean", "hard", HARD_CLEAN),
)


def rows() -> Iterator[dict[str, object]]:
    for kind, style, lines in CHUNKS:
        for number, line in enumerate(lines.strip().splitlines()):
            yield {"id": f"test-{style}-{kind}-{number:03}", "kind": kind, "style": style, **read(line)}


def read(line: str) -> dict[str, object]:
    text, spans, optional, end = "", [], [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        place = {"start": len(text), "end": len(text) + len(mark[2])}
        if mark[1] == "?":
            optional.append(place)
        else:
            spans.append({**place, "label": LABELS[mark[1]]})
        text += mark[2]
        end = mark.end()
    return {"text": text + line[end:], "spans": spans, "optional": optional}


if __name__ == "__main__":
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()), encoding="utf-8")
