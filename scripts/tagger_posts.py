# ruff: noqa: E501, INP001, PLR2004 -- a script is run, not imported; shares are weighed by hand
"""What the tagger of `core.anonymise` is taught on: posts made of sentences written for it, with names in their slots.

Two ways of writing. Sentences with slots and choices stand in tagger_sentences.txt and tagger_quiet_sentences.txt. Whole lines,
as different people would type them, stand in tagger_lines.txt, where a name is written with its kind, as in <C:Calm>, and most of
the time another of its kind and form is put in its place; and in tagger_quiet_lines.txt, where nobody is named. The names come
from the frozen lists and from syllables; a name of the development or the test sets is never drawn, and never kept where a line
has it.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.anonymise.vocabulary import FOLDER, Vocabulary
from core.anonymise.words import phrase_key

ROOT = Path(__file__).parents[1]
SETS = [
    ROOT / "tests" / "anonymise" / f"{name}.jsonl"
    for name in ("dev", "dev_more", "dev_hard", "dev_fresh", "apart", "apart_late", "other_hand", "test")
]
SLOT = re.compile(r"\{(\w+)\}")
CHOICE = re.compile(r"\(([^()\[\]]*)\)")
OPTION = re.compile(r"\[([^()\[\]]*)\]")
MARKED = re.compile(r"<([PCSL]):([^<>]+)>")
KINDS = "PCSL"  # in the order of `core.anonymise.tagger.KINDS`
WHOLE, KEPT = 0.6, 0.3  # how often a sentence is a whole line, and how often one keeps its own name

Pick = random.Random


def words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\n", " ").split("|")]


SURNAME_ENDS = words(
    "son|sen|ova|escu|wala|enko|ski|idis|oglu|aga|mann|berg|well|worth|ford|stad|ini|ez|yan|ou|dze|nathan|ram"
)
COMPANY_ENDS = words(
    "Inc|Labs|Group|Analytics|Logistics|Solutions|Technologies|Health|Partners|Capital|Studios|Foods|Media|Energy"
    "|Robotics|Systems|Consulting|Staffing|Insurance|Bank|Credit Union|Pharma|Software|Freight|Optics|Digital|Ventures"
    "|Holdings|Care|Homes|Motors|Airlines|Hotels|Hospital|Clinic|Dental|Veterinary|Bakery|Brewery|Coffee|Construction"
    "|Plumbing|Roofing|Law|Legal|Recruitment|Cleaning|Security|Services|Housing Association|Council|Trust|Museum|Press"
    "|Books|Games|Fitness|Salon|Nursery|Farms|Garden Centre|Supermarket|Pharmacy|Electric|Steel|Marine|Rail|Interiors"
)
PUB = words(
    "The {adj} {noun}|{adj} {noun}|{noun} & {noun}|{noun} and {noun}|The {noun} House|{noun} Kitchen|Cafe {noun}"
    "|{noun} Street {end}|{adj} {end}|{F}'s {end}|Hotel {noun}|{L} {end}|{L} Council|St {F}'s Hospital|City of {L}"
    "|{noun}{low}|{noun}{low} {end}|{noun}ly|{noun}ify|{noun}.ai|Get{noun}|{Sur} & Sons|{Sur} {end}|{Sur} & {Sur}|{Sur} Brothers"
    "|{Sur}, {Sur} & Co|{syl}|{syl} {end}|{syl}{low}|{syl}|{syl}|{noun} Labs|{noun}works|{noun}base|{noun}hub|Mama {F}'s|{noun} {num}|Number {num} {end}|The {noun}|St {F}'s Hospice|{adj} {noun} {end}"
)
SCHOOLS = words(
    "University of {L}|{L} University|{L} State|{L} State University|{L} College|{syl} University|{Sur} College"
    "|{Sur} University|{noun} Academy|{L} High School|{L} High|{Sur} Elementary|St {F}'s Primary School|{L} Primary|{L} Tech"
    "|{L} Community College|{L} School of {skill}|{noun} Bootcamp|{noun} Coding School|{syl} Institute|uni of {L}"
    "|{L} Polytechnic|{Sur} School of Business|{L} Institute of Technology|UC {L}|{acr}|{acr}|{Sur}|{L}|{L} Uni|U of {L}"
)
PLACE_ENDS = words(
    "ford|ton|ville|bury|field|port|dale|ham|burg|stad|pur|abad|mouth|wick|minster|haven|hurst|worth|by"
)
SYLLABLES = words(
    "ka|lo|mi|ra|ze|no|vi|ta|shu|be|qua|fi|lu|dre|spo|kri|ne|xo|bri|va|ga|tho|mu|ya|ji|so|el|an|or|is|um|ax|ly|oo|ee|tri"
    "|nex|vel|cor|mon|sta|ver|lum|zen|aru|ola|chi|ngo|kwe|abi|sri|dev|jai|phu|linh|xia|zho|hye|min|yo|shi|haru|olu|tun"
)
CODES = words("REQ-{4}|JR{6}|R-{5}|#{5}|job {6}|req {5}|ID {6}|2026-{4}")
PAY = words(
    "${2}k|{2}k|${2},000|£{2},500|€{2}k|${2} an hour|£1{1}.50 an hour|{2}k base|{2},000 a year|sixty grand|ninety thousand"
    "|{1} lpa|$1{2}k|1{2}k|seventy five k|£{2}k|eighty thousand"
)
DATES = words(
    "March {d}|{d} April|the {d}th|{d}/11|Jan {d}th|2026-11-{d}|Friday the {d}th|Tuesday 4 May|Dec {d}|the 3rd|{d}th of June"
    "|12/{d}|feb {d}|Mon {d}th"
)
CONTACTS = words(
    "jane.d@example.com|07700 900{3}|@quiet_{3}|https://example.org/x|+1 415 555 0{3}|me{3}@mail.com|site.io/cv"
)
MOODS = words(
    "I'm tired|on to the next|I'm fine|I cried|it stings|feeling hopeful|small wins|here we go|I don't know|help"
    "|send luck|I'm numb|proud of myself|still standing|what a week|never again|one step at a time|I need a nap|not bad"
    "|we move|I can breathe|nothing else to say|ask me tomorrow|that's life|I slept at last|wish me luck|keep going"
    "|I'm over it|could be worse|tea helps|I gave up|day by day|no regrets|deep breaths|such is life|I laughed"
)
SKILLS = words(
    "data science|nursing|Marketing|computer science|Economics|accounting|History|web development|Fine Art|UX|law|biology"
    "|project management|Mechanical Engineering|teaching|hospitality|Public Health|English literature|cybersecurity"
)
ROLES = words(
    "data engineer|product manager|nurse|barista|project coordinator|software developer|teacher|care assistant|driver"
    "|sales associate|graphic designer|bookkeeper|receptionist|warehouse operative|chef|security guard|data analyst"
    "|marketing manager|customer success manager|HR generalist|paralegal|electrician|lab technician|copywriter"
    "|finance manager|teaching assistant|QA engineer|store manager|executive assistant|research associate|cleaner"
    "|business analyst|social worker|civil engineer|account executive|content strategist|recruiter|office manager"
    "|solutions architect|support worker|delivery driver|product designer|software engineer|night porter|site manager"
)
DEPARTMENTS = words(
    "Marketing|Finance|People|Engineering|Operations|Sales|Product|Design|Customer Success|Legal|Data|Growth|Public Policy"
    "|Talent|Nursing|Education|Social Work|Business Administration|Computer Science|Psychology|International Relations|Arts"
)
THINGS = words(
    "Christmas|Thanksgiving|New Year|Easter|Eid|Diwali|Halloween|Labor Day|Black Friday|Mother's Day|Boxing Day|Ramadan|Pride"
)
SCHEMES = words(
    "Universal Credit|the Kickstart Scheme|Restart|Access to Work|Jobseeker's Allowance|the Work Programme|Medicaid"
    "|Unemployment Insurance|Statutory Sick Pay|the Apprenticeship Levy|Skills Bootcamps|the Graduate Route|OPT|the H-1B lottery"
    "|Sure Start|Help to Buy|the Youth Guarantee|Maternity Leave|Job Corps|Section 8|Food Stamps|the GI Bill|Social Security"
    "|Workers Comp|Child Benefit|Council Tax|Carer's Allowance|Personal Independence Payment|the Skilled Worker visa|Blue Badge"
    "|First Aid at Work|Food Hygiene Level 3|the CSCS card|the DBS check|the Forklift Licence|Health and Safety Level 2"
    "|PRINCE2|Lean Six Sigma|Scrum Master|Cyber Essentials|CompTIA Security+|the Life in the UK test|the Civil Service Fast Stream"
    "|Teacher Training|the National Citizen Service|Return to Work|Step into Health|New Deal|the Bar Exam|the Real Living Wage"
)
TALES = words(
    "Game of Thrones|Squid Game|the Matrix|Star Wars|Lord of the Rings|Harry Potter|Narnia|Sherlock|Sisyphus|Don Quixote"
    "|Waiting for Godot|Alice in Wonderland|Wonderland|Groundhog Day|Love Island|Survivor|Jurassic Park|Jaws|Shrek|Frozen"
    "|The Office|Parks and Rec|Severance|Succession|Mad Men|Breaking Bad|Friends|Seinfeld|Ted Lasso|Bridgerton|Downton Abbey"
    "|Doctor Who|Mission Impossible|Mario Kart|Tetris|Pokemon|Minecraft|The Sims|Jenga|Monopoly|Snakes and Ladders|Hamlet"
    "|Macbeth|Romeo and Juliet|Oliver Twist|Scrooge|a Dickens novel|an Orwell novel|a Kafka story|Catch 22|Moby Dick|Ahab"
    "|Gandalf|Yoda|Batman|Superman|Spider-Man|the Hulk|Wonder Woman|Iron Man|Thor|Hermione|Dumbledore|Voldemort|Katniss"
    "|Dorothy|the Wizard of Oz|Peter Pan|Pinocchio|Snow White|Sleeping Beauty|Rapunzel|Humpty Dumpty|Icarus|Atlas|Hercules"
    "|Odysseus|the Odyssey|Pandora's box|Achilles heel|Midas|Medusa|Zeus|Noah's ark|Job from the Bible|David and Goliath|Jonah"
    "|Murphy|Parkinson's law|Pareto|Occam's razor|Stockholm syndrome|the Peter Principle|Newton|Galileo|Picasso|Van Gogh|Mozart"
    "|Beethoven|Beyonce|Taylor Swift|Adele|Dolly Parton|Elvis|Freddie Mercury|Nietzsche|Plato|Socrates|Confucius|Buddha"
    "|James Bond|Indiana Jones|Forrest Gump|Cast Away|Tom Hanks|Die Hard|Mean Girls|Legally Blonde|Devil Wears Prada"
    "|a Bond villain|Disney|Netflix|Marvel|Eurovision|the Olympics|the World Cup|Wimbledon|Super Bowl|Everest|Niagara|Hogwarts"
    "|Mordor|Westeros|Gotham|Hollywood|Broadway|Vegas|Twilight Zone|X Factor|Bake Off|Strictly|Shark Tank|Dragons' Den|Big Brother"
    "|Who Wants to Be a Millionaire|Mastermind|Jeopardy|Wheel of Fortune|Candy Crush|Wordle|Duolingo owl|Black Swan|Atomic Habits"
    "|Lean In|Bullet Journal|What Color Is Your Parachute|the Bechdel test|Maslow's pyramid|Russian roulette|Chinese whispers"
    "|Trojan horse|Swiss cheese|Dutch courage|Mexican standoff|French exit|Irish luck|Greek tragedy|Roman empire"
)
QUOTES = words(
    "grass is greener|no pain no gain|Rome wasn't built in a day|when one door closes another opens|better late than never"
    "|fake it till you make it|keep calm and carry on|winter is coming|may the odds be with you|Mark my words|Grace be with us"
    "|Hope springs eternal|Frankly I don't care|Bob's your uncle|Jack of all trades, master of none|for Pete's sake|every Tom, Dick and Harry"
    "|keeping up with the Joneses|what in the name of Mike|Robbing Peter to pay Paul|Joy to the world|Chance would be a fine thing"
    "|All work and no play|happy as Larry|Jane Doe of applicants|average Joe energy|Jolly good|Will do|Bill me later|Rise and shine"
    "|Sunny side up|Rich coming from them|Drew a blank|Sue me|Nick of time|Carol of the bells|Peg me as tired|Rusty but ready"
)
ABBREVIATIONS = words(
    "MD|FD|FAQ|DIY|PTA|MOT|GCSE|AGM|EOD|ETA|KPI|OKR|POC|MVP|NDA|RFP|SLA|SOP|BYOD|CPD|DSE|HRIS|LMS|LOL|MIA|RSVP|TBC|TBD|TLDR|VPN"
    "|ICU|ER|GP|OT|PT|SEN|TA|CTO|CFO|CMO|CPO|COO|EA|PA|PM|QA|SDR|AE|CSM|SRE|SWE|IC|EM|PO|BA|UX|UI|AI|ML|NLP|API|SDK|IDE|CI|CD|SQL"
    "|CSS|PDF|CSV|URL|CV|UK|US|EU|NYE|VAT|PAYE|NI|ISA|IRA|HSA|PTO|FMLA|ESA|PIP|JSA|UC|SSP|EAP|TUPE|ACAS|ATS|ASAP|OOO|WFH|RTO|HGV|CSCS"
    "|SIA|NVQ|BTEC|TEFL|PGCE|QTS|IELTS|GRE|GMAT|LSAT|MCAT|NCLEX|PMP|CFA|CPA|ACCA|CIPD|PHR|CISSP|CCNA|ITIL|XP|HP|NPC|GG|AFK|TBT|SOS"
)
EMPHASES = words(
    "NOT|NEVER|SO|REALLY|FINALLY|VERY|ALWAYS|THIS|NO|YES|STILL|ZERO|JUST|ALL|MY|EVERY|ONLY|HUGE|ACTUALLY"
)
NATIONS = words(
    "German|French|Spanish|Indian|Nigerian|Polish|British|American|Dutch|Japanese|Arabic|Mandarin|Canadian|Irish|Turkish|Ukrainian"
    "|Brazilian|Australian|Swedish|Italian|Urdu|Hindi|Portuguese|Welsh|Korean|Russian|Kenyan|Filipino"
)
LANDS = words(
    "Germany|France|Canada|India|Nigeria|Ireland|Scotland|Australia|the UK|the US|Poland|Japan|Europe|Spain|Mexico|Kenya|Brazil|America|Ukraine|Wales"
)
RELATIVES = words(
    "sister|brother|mum|mom|dad|wife|husband|partner|friend|cousin|aunt|neighbour|therapist|coach|grandma|roommate|son|daughter"
)
TOOLS = words(
    "Python|Excel|React|SQL|AWS|Azure|Power BI|Tableau|Figma|Slack|Zoom|Teams|Notion|LinkedIn|Indeed|Glassdoor|Google Docs|Word"
    "|PowerPoint|Photoshop|Illustrator|Canva|Java|JavaScript|TypeScript|Docker|Kubernetes|Terraform|Rust|Go|Kotlin|Swift|Jira"
    "|Trello|Asana|Salesforce|HubSpot|SAP|Workday|QuickBooks|Xero|Git|GitHub|Gmail|Outlook|Google|ChatGPT|Copilot|Claude|Gemini"
    "|Coursera|Udemy|Handshake|Upwork|Fiverr|YouTube|Instagram|TikTok|WhatsApp|Reddit|Twitter|Facebook|Spotify|Netflix"
    "|Wordpress|Shopify|Snowflake|Spark|Hadoop|Airflow|dbt|Django|Flask|Angular|Vue|Node|Linux|R|C++|SPSS|Stata|MATLAB|AutoCAD"
    "|Revit|SolidWorks|Blender|Unity|InDesign|Premiere|Final Cut|Ableton|Miro|Loom|Calendly|Airtable|Zapier|Google Sheets"
    "|Google Analytics|Ads Manager|Mailchimp|Zendesk|ServiceNow|Confluence|SharePoint|Dropbox|Obsidian|Evernote|Monday"
    "|Grammarly|Duolingo|Leetcode|HackerRank|Codility|Kaggle|Stack Overflow|HTML|CSS|REST APIs|GraphQL|Postgres|MongoDB|Scrum|Agile"
    "|Kanban|STAR|SWOT|Pomodoro|Myers Briggs|GTD|OKRs|Uber|DoorDash|Tinder|Kindle|iPhone|Mac|Windows|Chrome|Android|Chromebook"
)
BRANDS = words(
    "Starbucks|Costa|Nero|Ikea|Primark|Zara|Uniqlo|Argos|Lidl|Aldi|Greggs|Subway|Domino's|Pizza Hut|KFC|Burger King|Taco Bell|Dunkin"
    "|Walmart|Costco|CVS|Walgreens|Ryanair|EasyJet|Amtrak|Greyhound|Megabus|National Express|Trainline|Premier Inn|Travelodge|Hilton"
    "|Airbnb|Uber|Lyft|Bolt|Deliveroo|Just Eat|DoorDash|Spotify|Netflix|Audible|Kindle|Disney Plus|Vinted|Depop|eBay|Etsy|Poundland"
    "|Spotify|Headspace|Strava|Fitbit|Garmin|PlayStation|Xbox|Nintendo|Lego|Tesco|Morrisons|Waitrose|Co-op|Boots|Superdrug|Oxfam"
    "|Vodafone|Verizon|Revolut|Monzo|PayPal|Apple Pay|Google Pay|Klarna|Red Bull|Pepsi|Coke|Nescafe|Yorkshire Tea|Oatly|Haribo"
    "|The Guardian|the BBC|the Sun|the Times|Channel 4|Indeed|Reed|Totaljobs|Glassdoor|LinkedIn|Monster|Adzuna|CV-Library|Handshake"
)
# Employers whose names are words too; read as names only where somebody works there.
WORDS_THAT_EMPLOY = words(
    "Pier|Guess|Express|Champion|Anthem|Humana|Elevance|Progressive|Nationwide|Discover|Fidelity|Principal|Vanguard|Spring|Sprint"
    "|Cricket|Boost|Mint|Metro|Giant|Stop & Shop|Acme|Fresh|Sprouts|Kroger|Staples|Best|Limited|Anchor|Beacon|Compass|Cameo|Calm"
    "|Headspace|Noom|Oscar|Clover|Hinge|Bumble|Match|Hulu|Roku|Sonos|Ring|Nest|Arlo|Wise|Affirm|Brave|Opera|Segment|Amplitude"
    "|Mixpanel|Heap|Front|Drift|Gong|Outreach|Lattice|Carta|Pilot|Bench|Brex|Plaid|Toast|Chewy|Grove|Thrive|Imperfect|Bark|Sweetgreen"
    "|Chipotle|Panera|Dominion|Southern|Duke|Entergy|Vistra|Sunrun|Tesla|Lucid|Canoo|Cruise|Aurora|Nuro|Zoox|Bird|Lime|Spin|Via|Flex"
    "|Ball|Crown|Emerson|Cummins|Deere|Parker|Eaton|Textron|Boots|Currys|Dunelm|Iceland|Poundland|Wilko|Halfords|Pets at Home|The Works"
    "|The Range|Matalan|Peacocks|River Island|Oasis|Warehouse|Monsoon|Jigsaw|Reiss|Whistles|Fat Face|White Stuff|Joules|Seasalt|Superdry"
    "|Hobbs|Phase Eight|Mountain Warehouse|Blacks|Go Outdoors|Evans|Bodycare|Savers|Greene King|Slug and Lettuce|Harvester|Toby Carvery"
    "|Pret|Leon|Itsu|Wasabi|Bella Italia|Zizzi|Prezzo|Ask|Giraffe|Turtle Bay|Las Iguanas|Revolution|Atom|Tide|Curve|Cleo|Plum|Chip|Freetrade"
    "|Octopus|Bulb|Ovo|Shell|Thames Water|Severn Trent|Anglian|Southern Water|Amey|Kier|Wates|Mears|Bellway|Persimmon|Crest|Redrow"
    "|Delta|United|Southwest|Frontier|Spirit|Alaska|Hertz|Enterprise|Avis|Budget|National|Alamo|Concentrix|Teleperformance|Unum|Cigna|Aetna"
)


@dataclass
class Names:
    """Names from the lists and from syllables, without those of the development and the test set."""

    pick: Pick
    known: Vocabulary
    never: frozenset[str]

    def __post_init__(self) -> None:
        known = self.known
        usable = sorted(set(known.first_names) - self.never)
        self.first_words = [name for name in usable if name in known.common]
        self.first_rare = [name for name in usable if name not in known.dictionary]
        self.last = sorted(known.last_names - self.never)
        self.places = sorted(known.places - self.never)
        self.place_words = [name for name in self.places if name in known.dictionary]
        self.schools = sorted(known.schools - self.never)
        self.companies = sorted(known.companies - self.never)
        lists = (FOLDER / "employers.txt").read_text(encoding="utf-8").splitlines()
        self.employers = [
            name for name in lists if name and name[0] != "#" and phrase_key(name) not in self.never
        ]
        self.words = sorted(word for word in known.common if 3 < len(word) < 8 and word not in known.everyday)
        self.platforms = sorted(known.platforms - self.never)
        self.employing = [name for name in WORDS_THAT_EMPLOY if phrase_key(name) not in self.never]

    def first(self) -> str:
        chance = self.pick.random()
        if chance < 0.54:
            return titled(self.pick.choice(self.first_rare))
        if chance < 0.78:
            return titled(self.pick.choice(self.first_words))
        one, two = self.syllables(1, 1), self.syllables(1, 1)
        return self.pick.choice([f"{one}-{two.lower()}", f"{one} {two}", *[self.syllables(2, 3)] * 5])

    def surname(self) -> str:
        chance = self.pick.random()
        if chance < 0.6:
            return titled(self.pick.choice(self.last))
        made = self.syllables(1, 2) + self.pick.choice(SURNAME_ENDS)
        return (
            f"{made}-{titled(self.pick.choice(self.last))}"
            if chance < 0.65
            else self.pick.choice(["", "", "O'", "Mc"]) + made
        )

    def person(self) -> str:
        chance = self.pick.random()
        if chance < 0.6:
            return self.first()
        if chance < 0.9:
            return f"{self.first()} {self.surname()}"
        if chance < 0.94:
            return f"{self.first()[0]}. {self.surname()}"
        return self.pick.choice(["Dr. ", "Mr ", "Ms. ", "Mrs. ", "Prof. ", "Sister "]) + self.surname()

    def company(self) -> str:
        chance = self.pick.random()
        if chance < 0.16:
            return titled(self.pick.choice(self.companies))
        if chance < 0.32:
            return shown_employer(self.pick.choice(self.employers), self.pick)
        if chance < 0.45:
            return self.pick.choice(self.employing)
        if chance < 0.53:
            return titled(self.pick.choice(self.platforms))
        if chance < 0.68:
            return titled(self.pick.choice(self.words))
        return self.acronym() if chance < 0.74 else self.made(PUB)

    def brand(self) -> str:
        """Name what somebody buys from or looks at; where nobody works, it gives nobody away."""
        source = self.pick.choice([self.employers, self.employing, self.platforms, BRANDS])
        return shown_employer(self.pick.choice(source), self.pick)

    def school(self) -> str:
        return titled(self.pick.choice(self.schools)) if self.pick.random() < 0.3 else self.made(SCHOOLS)

    def place(self) -> str:
        chance = self.pick.random()
        if chance < 0.2:
            return titled(self.pick.choice(self.place_words))
        if chance < 0.75:
            return titled(self.pick.choice(self.places))
        made = self.syllables(1, 2) + self.pick.choice(PLACE_ENDS)
        return (
            f"{titled(self.pick.choice(['north', 'new', 'san', 'st', 'upper', 'port', 'west', 'el']))} {made}"
            if chance > 0.93
            else made
        )

    def acronym(self) -> str:
        return "".join(self.pick.choices("ABCDEFGHIKLMNOPRSTUVW", k=self.pick.choice([2, 3, 3, 3, 4])))

    def syllables(self, least: int, most: int) -> str:
        return "".join(self.pick.choices(SYLLABLES, k=self.pick.randint(least, most))).title()

    def made(self, shapes: list[str]) -> str:
        fill: dict[str, Callable[[], str]] = {
            "adj": lambda: titled(self.pick.choice(self.words)),
            "noun": lambda: titled(self.pick.choice(self.words)),
            "low": lambda: self.pick.choice(self.words), "num": lambda: self.pick.choice("123456789"),
            "end": lambda: self.pick.choice(COMPANY_ENDS),
            "F": self.first, "L": self.place, "Sur": self.surname, "acr": self.acronym,
            "syl": lambda: self.syllables(2, 3), "skill": lambda: titled(self.pick.choice(SKILLS)),
        }  # fmt: skip
        return SLOT.sub(lambda slot: fill[slot[1]](), self.pick.choice(shapes))


def titled(name: str) -> str:
    small = {"of", "the", "and", "at", "for", "in"}
    return " ".join(
        word if word in small and at else word[:1].upper() + word[1:]
        for at, word in enumerate(name.split(" "))
    )


def told() -> list[str]:
    """Read the tales of the frozen sayings, written as titles."""
    groups = (FOLDER / "sayings.txt").read_text(encoding="utf-8").splitlines()
    return [titled(tale) for group in groups[4:16] if group and group[0] != "#" for tale in group.split(", ")]


def shown_employer(name: str, pick: Pick) -> str:
    name = name.replace(" & ", pick.choice([" & ", "&", " and "])) if "&" in name else name
    return name.upper() if len(name) <= 4 and pick.random() < 0.7 else titled(name)


@dataclass
class Filler:
    """Fills a sentence, and knows which characters are whose."""

    pick: Pick
    names: Names

    def __post_init__(self) -> None:
        self.words = sorted(
            self.names.known.common - self.names.known.first_names - self.names.known.last_names
        )
        self.usual = [word for word in self.words if self.names.known.ranks[word] < 9_000]
        self.plain: dict[str, list[str]] = {
            "D": DATES, "M": PAY, "E": CONTACTS, "J": CODES, "tool": TOOLS, "skill": SKILLS, "role": ROLES, "Role": ROLES,
            "Dept": DEPARTMENTS, "thing": THINGS, "scheme": SCHEMES, "tale": TALES + told(), "quote": QUOTES, "Quote": QUOTES,
            "EMPH": EMPHASES, "nation": NATIONS, "Nation": LANDS, "rel": RELATIVES, "mood": MOODS,
            "month": words("January|March|May|June|October|spring|summer|the new year|April|August"),
            "Month": words("January|February|March|April|May|June|July|August|September|October|November|December"),
            "day": words("Monday|Friday|Tuesday|Wednesday|Sunday|Thursdays|weekends|Saturday"),
            "Day": words("Monday|Friday|Tuesday|Sunday|Wednesday|Saturday"),
            "she": words("she|he|they"), "himself": words("himself|herself|myself"),
            "ab": ABBREVIATIONS, "w": self.usual, "W": [word.title() for word in self.usual],
            "number": words("2|3|4|five|six|seven|8|ten|eleven|12|three|20|forty|200|1000|two"),
        }  # fmt: skip
        self.named = {
            "P": (self.names.person, 1), "F": (self.names.first, 1), "X": (self.names.surname, 1),
            "C": (self.names.company, 2), "S": (self.names.school, 3), "L": (self.names.place, 4),
        }  # fmt: skip

    def filled(self, sentence: str) -> tuple[str, list[tuple[int, int, int]]]:
        text, marks, end = "", [], 0
        for slot in SLOT.finditer(sentence):
            text += sentence[end : slot.start()]
            value, label = self.value(slot[1])
            if label:
                marks.append((len(text), len(text) + len(value), label))
            text += value
            end = slot.end()
        return text + sentence[end:], marks

    def value(self, slot: str) -> tuple[str, int]:
        name = slot.rstrip("0123456789")
        if name in {"c", "p", "s", "l", "b"}:
            value, label = self.value(name.upper())
            return value.lower(), label
        if name == "B":
            return self.names.brand(), 0
        if name in self.named:
            make, label = self.named[name]
            return self.misspelled(make()), label
        value = self.pick.choice(self.plain[name])
        value = re.sub(
            r"\{(\d)\}", lambda digits: "".join(self.pick.choices("123456789", k=int(digits[1]))), value
        )
        value = value.replace("{d}", str(self.pick.randint(5, 28)))
        if name in {"Role", "Quote"}:
            value = (
                " ".join(word[0].upper() + word[1:] for word in value.split())
                if name == "Role"
                else value[0].upper() + value[1:]
            )
        return value, 0

    def misspelled(self, name: str) -> str:
        """Swap or drop a letter now and then, or forget an apostrophe."""
        if len(name) > 5 and self.pick.random() < 0.04:
            at = self.pick.randrange(1, len(name) - 2)
            swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            return self.pick.choice([swapped, name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]])
        return name.replace("'", "") if self.pick.random() < 0.2 else name


def chosen(sentence: str, pick: Pick) -> str:
    """Settle every choice of a sentence, the innermost first."""
    while CHOICE.search(sentence) or OPTION.search(sentence):
        sentence = CHOICE.sub(lambda part: pick.choice(part[1].split("|")), sentence)
        sentence = OPTION.sub(
            lambda part: joined_option(pick.choice(part[1].split("|"))) if pick.random() < 0.5 else "",
            sentence,
        )
    sentence = re.sub(r"\s+", " ", sentence).strip()
    return re.sub(r"\s+([.,?!])", r"\1", sentence)


def joined_option(option: str) -> str:
    return option if option[:1] in {",", ".", " ", "!", "?"} else f" {option} "


def sentences(name: str) -> list[str]:
    lines = (ROOT / "scripts" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def said_of_words(folder: Path, known: Vocabulary) -> list[str]:
    """Read what WordNet gives as examples of words in use, where nobody seems to be named."""
    lines = (line for path in sorted(folder.glob("data.*")) for line in path.read_text("utf-8").splitlines())
    said = (example for line in lines for example in re.findall(r'"([^"]{12,110})"', line))
    return [
        example
        for example in said
        if example.count(" ") > 2
        and not re.search(r"[(){}\[\]|]|\b(?!I\b)[A-Z]", example[1:])
        and example.split()[0].lower() in known.dictionary
    ]


Marks = list[tuple[int, int, int]]  # from which character to which stands a name, and of which kind


@dataclass
class Lines:
    """Whole lines whose names are put in anew."""

    pick: Pick
    names: Names

    def filled(self, line: str) -> tuple[str, Marks]:
        text, marks, end = "", [], 0
        said: dict[str, str] = {}
        for mark in MARKED.finditer(line):
            kind, name = mark[1], mark[2]
            shown = said.setdefault(name.lower(), self.kept(name) or self.like(kind, name))
            shown = shown.lower() if name.islower() else shown
            text += line[end : mark.start()]
            marks.append((len(text), len(text) + len(shown), 1 + KINDS.index(kind)))
            text += shown
            end = mark.end()
        return text + line[end:], marks

    def kept(self, name: str) -> str:
        key = phrase_key(name)
        return name if self.pick.random() < KEPT and self.names.never.isdisjoint({key, *key.split()}) else ""

    def like(self, kind: str, name: str) -> str:
        """Find another name of the same kind that is as long, and as loud."""
        names, several = self.names, " " in name
        short = name.isupper() and 1 < len(name) < 6
        if kind == "C" and short and self.pick.random() < 0.8:
            return names.acronym()
        draw = {
            "P": names.person if several else names.first,
            "C": names.company,
            "S": names.school,
            "L": names.place,
        }[kind]
        drawn = (draw() for _ in range(20))
        found = next((one for one in drawn if kind != "C" or (" " in one) == several), draw())
        return found.upper() if name.isupper() and not short else found


@dataclass
class Writer:
    """Writes one sentence after the other: from the slots, from WordNet, or from the lines."""

    pick: Pick
    names: Names
    examples: list[str]

    def __post_init__(self) -> None:
        self.filler, self.lines = Filler(self.pick, self.names), Lines(self.pick, self.names)
        self.slotted = {
            True: sentences("tagger_quiet_sentences.txt"),
            False: sentences("tagger_sentences.txt"),
        }
        self.whole = {True: sentences("tagger_quiet_lines.txt"), False: sentences("tagger_lines.txt")}

    def one(self, *, quiet: bool, capital: bool) -> tuple[str, Marks]:
        if self.pick.random() < WHOLE:
            return self.lines.filled(self.pick.choice(self.whole[quiet]))
        source = self.slotted[quiet]
        if quiet and self.examples and self.pick.random() < 0.4:
            source = self.examples
        text, marks = self.filler.filled(chosen(self.pick.choice(source), self.pick))
        begun = text[0].upper() if capital and self.pick.random() < 0.5 else text[0]
        return begun + text[1:], marks


def posts(pick: Pick, names: Names, number: int, examples: list[str]) -> Iterator[tuple[str, Marks]]:
    """Write so many posts of one to three sentences; about half of them give nobody away."""
    writer = Writer(pick, names, examples)
    for _ in range(number):
        text, marks = "", []
        only_quiet, style = pick.random() < 0.4, pick.random()
        for _ in range(pick.choice([1, 1, 1, 2, 3])):
            one, found = writer.one(quiet=only_quiet or pick.random() < 0.35, capital=style > 0.35)
            marks += [(len(text) + start, len(text) + end, label) for start, end, label in found]
            text += one + pick.choice([" ", " ", " ", "\n", "  "])
        yield restyled(text.rstrip(), style, pick), marks


def restyled(text: str, style: float, pick: Pick) -> str:
    """Type it as people do: all in lower case, now and then in capitals, without a full stop."""
    text = text.rstrip(".") if pick.random() < 0.3 else text
    if style < 0.27:
        text = text.lower()
    elif style < 0.29:
        text = text.upper()
    return text.replace("'", "\u2019") if pick.random() < 0.2 else text


def names_of_the_sets() -> frozenset[str]:
    names: set[str] = set()
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for mark in row["spans"]:
                name = phrase_key(row["text"][mark["start"] : mark["end"]])
                names |= {name, *(name.split() if mark["label"] == "PERSON" else ())}
    return frozenset(names)
