# ruff: noqa: E501, INP001, S311 -- lines as people write them; a script is run, not imported; chance needs no secrecy
"""Write hard lines for the anonymiser: `python scripts/write_hard_lines.py`.

The lines of dev_hard.jsonl and apart.jsonl are dealt out by chance; dev_fresh.jsonl and apart_late.jsonl were written later, by the
same hand, before anything was learned from them. The two called apart were only counted at first. All four are development sets now:
what was missed in them has been looked at, and lines for training were written after it. Same letters as in write_test_lines.py.

other_hand.jsonl is only counted: somebody else wrote other_hand_lines.txt, who had not seen any line, list or rule of ours.
dev_fifth.jsonl came last, in four batches, each counted once before rules and lists were widened for what was missed in it.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "tests" / "anonymise"
LABELS = {
    "C": "COMPANY", "P": "PERSON", "S": "SCHOOL", "L": "PLACE", "E": "EMAIL", "H": "HANDLE", "D": "DATE", "M": "SALARY",
    "J": "REQ_ID", "N": "PHONE", "U": "URL",
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


FRESH_POSTS = """
Had my second chat with {C:Pebble} and it went better than I hoped.
{C:frontline} never wrote back after the take home.
spent the morning on the {C:halcyon} application and nothing else
So {C:Ripple} said no, again, by form letter.
{C:Marigold} wants a third round. I am so tired.
my old team at {C:sage} had a reunion and I couldn't face it
Interviewed at The {C:Crooked Billet} for bar work, trial shift on {D:Thursday 4 June}.
{C:NCTQ} posted the role and took it down the same day
Turned down by {C:BRK Partners} after four rounds.
got ghosted by {C:Lemonade} lol
{C:Monday} rejected me on a monday, you can't make it up
Rejection from {C:Sunrise} today, I had really pictured myself there.
My manager at {C:Hobbycraft} used to say I was too quiet.
{P:Rain} from HR was lovely but it's a no.
the recruiter, {P:sunny}, ghosted me after two calls
{P:Joy} said they went with an internal candidate
I asked {P:Dee-Dee} for a referral and she did it within an hour.
{P:Mx Okonjo-Bell} wrote me the longest feedback I ever had
{P:april} in talent says march at the earliest
{P:Xiu} told me to ask for more money.
Phone screen with {P:Art} tomorrow, he sounded kind.
my mentor {P:Bear} says aim higher
moved back to {L:Reading} to save on rent while I look
the commute to {L:Deal} would have killed me anyway
They want me in {L:Mobile} three days a week.
Everything near {L:nowra} pays half of what I made
I grew up in {L:Penistone} and nobody there hires for this.
trial day at the {C:copper kettle}, came home smelling of chips
{C:Blue Bottle Vets} offered me two days a week reception
Six weeks since the interview at {C:Kestrel}. Nothing.
{C:Amazn} recruiter pinged me again, not going back there
{C:Deloite} assessment centre done
{C:microsft} says no
Did {S:Ravensbourne} and nobody here knows it
my degree from {S:Keele} never comes up, the bootcamp does
{S:Makers} was worth it for the friends alone
I taught at {S:St Wilf's} for nine years
{S:UEA} was where I last felt clever
{C:Gusto} and {C:Rippling} both passed on me in one day
Offer from {C:Two Chairs}, I cried in the bath
{C:Notion} liked my portfolio but froze hiring
Accepted a job at {C:Slack}! Starting slow.
{C:Zoom} laid off my whole pod
{C:linear} asked for a paid trial, which felt respectful
I failed the {C:Stripe} loop on system design
{C:Figma} design challenge took my whole weekend
{C:square} ghosted
First shift at {C:Nando's} went ok, my feet hurt
{C:boots} pharmacy counter interview in the morning
{C:Next} turned me down for christmas temp
temping at {C:dhl} nights till something comes up
{C:TfL} said no after the psychometrics
{C:HMRC} sift passed!!
went for a porter job at the {C:royal infirmary}
{C:Dunder and Daughters} lost my cv twice
Caught up with {P:Yusra} and {P:Bo} from my {C:Vertex} days
I left {C:Oak & Iron} with nothing lined up
{P:chance} got the role I wanted and I am trying to be happy
{C:Beacon Hill Nursery} wants references from {C:Tiny Acorns}
{C:ASDA} home shopping picker, starting {D:9 March}
worked six years at {C:orbit housing}, made redundant by zoom
Recruiter from {C:Hays} put me forward to {C:Bupa}
{C:Copper} wants me to relocate to {L:Nice}, which would be nice
Turns out {C:Rally} already hired the founder's cousin
{C:Iris} sent the contract over
Got to the last two at the {C:Wren}, lost out to someone local
My reference is {P:Fr. Anselm}, does that look odd?
{P:Priyanshu}'s advice: stop apologising in the cover letter.
The guy at {C:Loaf} said my sofa pun was the best part
{C:Plenty} is a plenty odd place to interview
{C:Harbor} came back with a no on my birthday
Applied to {C:Tide} and {C:Monzo} before breakfast
{C:meadow} said my salary ask was too high
I was at {C:orange} before the merger, ten good years
{C:Target} seasonal said I'm overqualified, to fold towels
nine interviews with {C:grammarly}, nine!
{C:Costa} offered me barista max, I said yes
Waiting on {C:Arup}. Waiting is its own job.
{C:compass} cancelled twenty minutes before
Final stage at {C:Bloom & Wild}, presenting to three heads
{C:Wayfair} took the offer back, said budget
the {C:Anchor} let me do a trial in the kitchen
my cousin got me in the door at {C:Falcon}
{C:quantum} hr keeps saying soon
I told {C:Ember} I need mornings for the school run and they went quiet
{C:JLP} turned me away for a Saturday job
{C:BAE} clearance form took a whole day
Ghosted by {C:Parity} after they asked for my references
{C:sprout} wants me to start unpaid, hard no
{C:Curry's} said they'd keep me on file
two rounds with {C:Mistral}, then silence
Handed my notice in at {C:Greggs} for this and now they ghost me
{C:vodaphone} call centre said maybe in spring
{C:Goldmann Sachs} hirevue, I froze
{C:Salesfroce} put me on hold again
I did it, I emailed {P:Bex} at {C:Nomad} and she replied in a minute
{P:River} is leaving {C:Patchwork} so there is a gap
{P:Faith} on the panel asked why I left, I just breathed
thank you {P:dove} for the mock interview
my advisor {P:Wren} swears by cold emails
{P:Precious} rang to say no, at least she rang
{P:Ty} and I both got cut the same morning
{P:shanice} from the agency found me two weeks of cover
{P:Oluwadamilola} reviewed my cv line by line
I still think of {P:Mr. Quill} who gave me my first job
{P:Sasha B} asked if I had plans for kids, in 2026
spoke to {P:will} about the warehouse thing, he will ask
my sister {P:Summer} drove me to the interview
told {P:Gray} I can't do commission only
{P:Nguyễn} on reception wished me luck, nearly cried
there's nothing going in {L:hull}
train to {L:Slough} twice for the same ten minute chat
{L:Battle} is pretty but there are no jobs in {L:battle}
Turned it down, I'm not moving to {L:Rugby}
looking anywhere between {L:Sandwich} and {L:Margate} now
the office is in {L:Truth or Consequences}, what a place to be rejected from
back in {L:Split} with my parents till something lands
{S:Imperial} careers still answers alumni, try yours
{S:LSE} on my cv and still nothing
I dropped out of {S:Brunel} and every form asks
got the {S:General Assembly} scholarship
{S:Bath Spa} wants me for one term of cover
The {S:Brit School} asked me back to run a workshop
started the hgv thing at {S:west college}
The role at {C:Fable} pays {M:42k} and I still said no
{C:Sequel} interview on the {D:14th}, wish me calm
{C:Bright Horizons} called me in for {D:12 May}
First rejection from {C:Cedar}, framed it
i miss {C:Debenhams} and everyone in it
The woman from {C:Relish} said I talked too fast
{C:Apex} group interview, eleven of us and a spaghetti tower
Contract at {C:Ofcom} ends soon, nobody says if it renews
{C:KPMG} said try next cycle
{C:NHS Lothian} bank shifts keep me going
{C:Wise} asked for my motivations in 300 words
Temp desk job at {C:Savills}, phones all day
wrote to {C:penguin} about the assistant job
I ride for {C:Deliveroo} at night and apply by day
{C:Starling} tech test due, brain is soup
Never thought I'd beg {C:Wetherspoons} for hours
"""
FRESH_CLEAN = """
I put the kettle on after every rejection, a small ritual
Calm is what I want, not another pep talk
Monday again and the inbox is empty
My notion of success has changed
I slack off on Fridays and I forgive myself
Zoom fatigue is real, three calls today
The linear path was never for me
Indeed is full of ghosts
I bought myself a coffee at Nero and read the feedback twice
Hope is a discipline, said somebody
Will I ever hear back? Probably not.
Art therapy was good today
Ordered boots for the interview, my old ones leak
My sage of a sister told me to eat first
Read the whole advert twice, still no salary
The deal is: one application, then a walk
Nice people, wrong role
I square my shoulders and send it
April and May were the worst months so far
Rain all day, wrote two letters anyway
Reading the feedback out loud helped
Stripe by stripe I painted the fence instead of applying
Sunny morning, phone face down
A copper sky when I closed the laptop
I make lists in Notion and cross nothing off
Used Figma for the first time, quite proud
Watched The Bear instead of applying, worth it
The STAR method feels like acting
Failed my CBT session homework, laughed about it
ATS ate my CV again
LinkedIn says I'm in the top 10 percent of applicants, sure
HR said they'd get back by EOD
Bank Holiday so no emails, bliss
GCSE maths came back to haunt me in the test
The VP asked about gaps and I told the truth
MBA or not, they want ten years
My PhD scares people off
Dr Google says my back hurts from sitting
God grant me patience with one way video interviews
Netflix and rest day
Mum made jollof to celebrate the interview
Universal Credit appointment went fine
Jobcentre lady was kind for once
I did my Duolingo streak and nothing else, fine
Lost my temper at a captcha
Excel test: passed, hands shaking
Python course done up to loops
Old boss wrote a two line reference
Big tech is not hiring, small tech is not paying
The Daily stand up I miss most
Taking Christmas off from applying
Black Friday retail shifts are all that's out there
I am Plan B for everyone this week
Green flags: they paid for the trial day
Sent thank you notes to the panel of four
My Irish accent gets comments in every call
In English class I learned the word resilience and now I hate it
Rejected. Cried. Soup. Bed.
Beat my nerves with Beethoven
Early bird got the worm but not the job
Cold plunge, warm toast, one cover letter
The Great Resignation passed me by
Ghosted by bots, hired by no one, loved by the cat
Sir, this is a group chat, but I got an offer
Kind of a Groundhog Day week
Google sheet of rejections now has colours
Printed my CV at the library for 20p
They went with someone with more Salesforce
No reply since Tuesday and that's an answer too
Frank feedback, frankly brutal
The harbor was calm so I sat there after the no
Tide is out, so am I
Set myself a target of two a week, met it
An orange, a walk, an application. That was Tuesday.
Compass of my life is broken today
Bloom where you are planted, my gran says, annoying
My references said yes, small miracle
Anchor yourself, says the workbook
Faith in humanity restored by a receptionist
Precious little to report this week
The river walk saved my head
Summer is dead for hiring
Gray day, gray mood, one cv sent
Battle of the cover letter, round nine
A sandwich for lunch and a no for dessert
The truth is I am scared of getting it
I split the day: mornings apply, afternoons garden
Bath and bed by nine, recommended
General advice to myself: eat first
Imperial units in the test, of all things
Said the wise thing for once and asked for time
Apex of the week: someone read my portfolio
Will power is a myth, routine is not
Cedar candle on, one application done
The fable of the tortoise is about me
Penguin documentary instead of the tech test
The bank holiday queue at the jobcentre
Costa Rica is the dream, rent is the fact
I took the offer back to my partner and we talked
Falcon eyes on my bank account
My quantum of patience is spent
The Falcon and the mouse, that's me and recruiters
Ember days, low and warm, no sending
Sprout soup and self pity
Nomad life sounds good until you need a landlord
Mistral wind knocked my cv folder into the road
Wore my good Clarks to the interview, got blisters
Typed my cover letter in Google Docs, lost it, typed it again
The DBS check is back, clear
CBT says thoughts aren't facts
Asked ChatGPT to be kind to me
ESOL level 2 passed!
P45 came in the post and I felt it
My VAT return is late on top of all this
Took the GRE once, never again
TV off, phone off, one form done
In March I had hope, in October I have soup
Wednesday group said take the week off
Told my German class about the no, in German
Got my first ever yes from a Scottish recruiter
Head of People asked if I was a people person
The Senior Lead Principal whatever title made me laugh
Zero Hours is not a job it is a raffle
Speak up, they said. I spoke up. Silence.
Ran a 5k, sent a CV, that order
Did the Myers Briggs again, still the sad one
Cooked Nigella's pasta after the no
Listening to Brene Brown on the bus
Read Man's Search for Meaning on the night bus
Snow on the ground and a no in the inbox
The Archers on, kettle on, laptop off
"""
LATE_POSTS = """
Heard through the grapevine that {C:Canopy} is letting half of design go.
{C:bolt} wants me on a six month rolling thing, no sick pay
after {C:Thistle} I can't look at another whiteboard
My badge photo from {C:Lumen} is the saddest picture of me
{P:Skye} pulled me aside and told me I wasn't the problem
{C:Primrose} kept me waiting in the lobby fifty minutes
dinner ladies at {S:oakfield} make more than my offer
{C:Monument} do four stages for a receptionist, four
{P:Kit} swapped seats so I could see the panel's faces
why does {C:echo} need my GCSE grades, I am forty one
{C:SWR} have me booked for the track course
{P:Haven} lent me her blazer again, bless her
no luck in {L:Poole}, no luck in {L:Wells}, packing up
{C:Rowan & Daughter} want a handyman who bakes
still bitter that {C:Velvet} reposted my job at twenty grand more
{P:Blessing} and I cried in the {C:Tesco} car park
I start at {C:Cinder} on Monday!!! my hands won't stop shaking
the {C:Grove} people ring at dinner time, every time
i used to run the floor at {C:habitat} and now i can't get a stockroom job
my uncle says {C:Brook} take anyone with a licence
{P:Justice} wrote "great energy" on my scorecard and scored me two
{C:Aurora} made us role play firing each other
{L:Hope} is forty minutes away and has one hotel, which said no
did my placement with {C:Lark} and they pretend not to know me
{C:Mondey.com} sent a reject at 3am
{C:Barclay's} have my documents since march and nothing
{P:Oz} at {C:Pylon} is the only recruiter who ever rang me back
{S:Goldsmith's} let me use the library still
{P:Amity} found the listing, {P:Rune} fixed my grammar
{C:Tandem} said culture fit, we all know what that is
Two days of unpaid trial at {C:Saffron}, never again
went to {S:Hull} for a year, left with a cat
{C:RSPB} warden job closed early
sent forty, one answer, from {C:Bramble}, a no
{C:clarity} ghosted, ironic
{P:Storm} in payroll fixed my final payslip
{C:Northstar} and {C:Drift} are in the same building and I got lost between two rejections
told {P:Honey} at the desk I was nervous and she winked
My landlord works for {C:Crystal} and keeps asking if I applied
{C:Gala} wants weekends only, I have kids
"""
LATE_CLEAN = """
The canopy over the bus stop leaks on job seekers too
Bolt upright at 4am doing salary maths
A thistle in my sock and a no in my pocket
Primrose tea, window open, one form
Echo of last year: same portal, same error
Haven't slept, sent it anyway
Velvet blazer from the charity shop, eight quid
Cinder block feeling in my stomach all morning
Brook no argument from the inner critic, says my book
Justice for the overqualified
Hope, wells up, goes again
Lark mornings suit me, I do forms at six
Honey in the tea and nobody to call
Storm outside, storm inside, kettle on
Drift of the week: from panic to soup
Crystal clear feedback for once, they wanted someone cheaper
Gala dinner at my nan's: beans
Clarity came on a bench, not in a course
Saffron rice and self respect tonight
Tandem job hunting with my flatmate, we share printer ink
I rowed with my inner critic and lost
Kit list for the interview: water, tissues, nerve
A rune of a job ad, nobody can read it
Habitat for one: sofa, laptop, crumbs
Monumental effort, tiny reply
Grove of trees behind the jobcentre, I sit there
Dating apps and job portals: same silence
Northern trains ate my interview slot
Pylon hum, field walk, clear head
Blessing in disguise, they folded a month later
Sent forty, heard from one. That's the ratio.
OMG they actually replied
Big up the librarian who fixed the printer
HGV theory passed on the third go
Third Monday of the month, benefits day
Dear Hiring Manager, I am tired
To Whom It May Concern, it no longer concerns me
Yes Chef energy at the trial shift
No Country for Old Admins
Team Leader, Shift Leader, Cheerleader, I'd take any
"""


def row(kind: str, number: int, line: str, name: str = "apart", style: str = "hard") -> Row:
    text, spans, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        spans.append({"start": len(text), "end": len(text) + len(mark[2]), "label": LABELS[mark[1]]})
        text += mark[2]
        end = mark.end()
    text += line[end:]
    return {
        "id": f"{name}-{kind}-{number:03}", "kind": kind, "text": text, "style": style, "spans": spans, "optional": [],
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
        write(name, [*posts[at], *clean[at]])
    for name, texts in (
        ("dev_fresh", (("post", FRESH_POSTS), ("clean", FRESH_CLEAN))),
        ("apart_late", (("post", LATE_POSTS), ("clean", LATE_CLEAN))),
    ):
        rows = [
            row(kind, at, line) for kind, lines in texts for at, line in enumerate(lines.strip().splitlines())
        ]
        write(name, rows)
    write("other_hand", list(by_another_hand("other")))
    write("dev_fifth", list(by_another_hand("fifth")))


def by_another_hand(hand: str) -> Iterator[Row]:
    """Read a text whose blocks begin with what they are: "# post hard"."""
    lines = (Path(__file__).parent / f"{hand}_hand_lines.txt").read_text(encoding="utf-8").splitlines()
    kind = style = ""
    for number, line in enumerate(lines[1:]):
        if line.startswith("# "):
            kind, style = line[2:].split()
        else:
            yield row(kind, number, line, f"{hand}-hand", style)


def write(name: str, rows: list[Row]) -> None:
    lines = [json.dumps(one, ensure_ascii=False) for one in rows]
    (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
