"""The words of a text with their neighbours: what stands before and after, and what that says about a name."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from core.anonymise.vocabulary import Vocabulary
from core.anonymise.words import CLAIMED, Word, word_set

PREPOSITIONS = word_set("at from with for by to via in")
LOOSE_PREPOSITIONS = PREPOSITIONS | word_set("near and or than against like over about of outside around")
_ABOUT_WORK = word_set(
    "interview interviewed interviewing interviews work worked working works apply applied applying job"
    " jobs role roles offer offers position positions intern interned internship internships manager lead"
    " contract contracts employed employee hired rejected rejection rejections ghosted off go fired let"
    " recruiter recruiters call called callback email emailed screen screening reject news loop onsite"
    " round rounds panel process team director directors someone somebody people person guy folks contact"
    " friend start started starting referred referral boss years year months withdrew back heard hear"
    " passed chat meeting talk talked talking speak spoke speaking nurse internally engineer analyst"
    " developer designer rn shift shifts gig placement apprenticeship down away career careers lady woman"
    " man me tested assessment weeks volunteer volunteered signed got in promoted"
)
_ENTERING = word_set("joined joining left leaving quit quitting ex bombed declined former formerly")
_FILLERS = word_set(
    "just also finally never already has have had really still made me only even then now actually was is are"
)
_EMPLOYER_ACTS = word_set(
    "rejected reject rejects ghosted ghosts ghosting offered offers hired hires hire passed turned flew"
    " emailed lowballed cancelled canceled laid interview interviews interviewer recruiter recruiters"
    " recruiting recruitment onsite loop process panel hiring campus office offices superday hq"
    " headquarters team role portal assessment job jobs layoffs layoff account warehouse store regional"
    " corporate hr people freeze wants want said called replied responded let cut went opening posting"
    " position contract call round took gave loved hasnt moved pulled accepted closed isnt internship"
    " folks alum alumni engineers engineer keep keeps branch told site website application offer bus phone"
)
_SURE_EMPLOYER_ACTS = word_set(
    "rejected ghosted offered hired lowballed recruiter recruiters interview interviews onsite superday"
    " hiring hq wants replied hr"
)
_ACTS_ON_ME = frozenset(
    {
        ("passed", "on"),
        ("turned", "me"),
        ("flew", "me"),
        ("emailed", "me"),
        ("laid", "me"),
        ("laid", "us"),
        ("said", "no"),
        ("ghosted", "me"),
        ("rejected", "me"),
        ("hired", "me"),
        ("lowballed", "me"),
        ("called", "me"),
        ("let", "me"),
        ("told", "me"),
        ("cancelled", "on"),
        ("laid", "off"),
    }
)
_PEOPLE = word_set(
    "interviewer recruiter manager boss mentor friend colleague coworker director founder ceo cto cfo vp"
    " cousin aunt uncle sister brother professor advisor adviser counselor counsellor coach mr mrs ms miss"
    " mx dr prof guy named name im thanks thank told asked emailed texted messaged met hi hey hello talent"
    " headhunter owner dean principal head tell ask saw supervisor tutor teacher husband wife partner mate"
    " neighbour neighbor buddy under girl lady trainer lead dear cc colleague classmate roommate flatmate"
)
_PERSON_ACTS = word_set(
    "said says told tells asked asks called emailed texted helped thinks wrote sent introduced referred"
    " interviewed mentioned promised suggested who landed confirmed laughed explained smiled replied keeps"
    " offered rang wants reckons swears"
)
_MORE_PERSON_ACTS = _PERSON_ACTS | word_set(
    "from at will was is may got has works and in rejected didnt doesnt had"
)
_TOWARDS_PLACES = word_set("in near outside around to from")
_TITLES = word_set("mr mrs ms miss mx dr prof professor sir colonel")


class Line:
    """A text's words, asked about by position. Neighbours are never looked for across the end of a sentence."""

    def __init__(self, words: Sequence[Word], vocabulary: Vocabulary) -> None:
        self.words = words
        self.vocabulary = vocabulary
        self.lower_case = not any(word.capital and len(word.text) > 1 for word in words)

    def before(self, position: int, steps: int = 1) -> str:
        for step in range(steps):
            if position - step < 1 or self.words[position - step].opens:
                return ""
        return self.words[position - steps].key

    def after(self, position: int, steps: int = 1) -> str:
        for step in range(1, steps + 1):
            if position + step >= len(self.words) or self.words[position + step].opens:
                return ""
        return self.words[position + steps].key

    def covered(self, start: int, end: int) -> range:
        """Find the words that these letters of the text cover, or touch."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        return range(first, bisect_left(self.words, end, lo=first, key=lambda word: word.start))

    def capitals(self, first: int, last: int) -> bool:
        """Whether this is written like a name, small words such as "of" aside."""
        words = self.words[first : last + 1]
        return words[0].capital and all(
            word.capital or word.key in {"of", "the", "and", "&"} for word in words
        )

    def next_to(self, position: int, other: int) -> bool:
        return 0 <= other < len(self.words) and self.words[max(position, other)].joined

    def goes_on(self, position: int) -> bool:
        """Whether one name may run over this word and the next, as in "St Luke's Hospice"."""
        here, following = self.words[position], self.words[position + 1]
        possessive = following.start - here.end == len("'s ") and not following.opens
        return following.joined or possessive

    def begins_sentence(self, position: int) -> bool:
        return self.words[position].opens or position == 0

    def named(self, position: int) -> bool:
        """Whether this is written as a name, or has been found to be one already."""
        return position < len(self.words) and (
            self.words[position].capital or self.words[position].key == CLAIMED
        )

    # --- what the neighbours say --------------------------------------------------------------------------------

    def employer_before(self, position: int) -> bool:
        """As in "interviewed at …", "an offer from …", "joined …"."""
        article = self.before(position) == "the"
        word, about = self.before(position, 1 + article), self.before(position, 2 + article)
        if about == CLAIMED:
            return word in {"at", "from"}
        return word in _ENTERING or (word in PREPOSITIONS and about in _ABOUT_WORK)

    def led_to(self, position: int) -> str:
        """Name the word before, an article aside."""
        word = self.before(position)
        return self.before(position, 2) if word == "the" else word

    def employer_after(self, position: int) -> bool:
        """As in "… rejected me", "… has finally replied", "the … office"."""
        return self._act_after(position) in _EMPLOYER_ACTS

    def employer_surely_after(self, position: int) -> bool:
        act = self._act_after(position)
        pairs = pairwise(self.after(position, step) for step in range(1, 5))
        return act in _SURE_EMPLOYER_ACTS or any(pair in _ACTS_ON_ME for pair in pairs)

    def _act_after(self, position: int) -> str:
        for step in range(1, 5):
            key = self.after(position, step)
            if key not in _FILLERS:
                return key
        return ""

    def person_before(self, position: int) -> bool:
        """As in "my recruiter …", "thanks …", "named …"."""
        another = self.before(position) == "and" and self.before(position, 2) == CLAIMED
        return another or self.before(position) in _PEOPLE

    def place_before(self, position: int) -> bool:
        """As in "in …", "moved to …", "near …"."""
        return self.before(position) in _TOWARDS_PLACES

    def title_before(self, position: int) -> bool:
        return self.before(position) in _TITLES

    def person_after(self, position: int) -> bool:
        return self._act_after(position) in _PERSON_ACTS

    def person_maybe_after(self, position: int) -> bool:
        return self.after(position) in _MORE_PERSON_ACTS or self.ends_clause(position)

    def ends_clause(self, position: int) -> bool:
        return position + 1 >= len(self.words) or not self.words[position + 1].joined
