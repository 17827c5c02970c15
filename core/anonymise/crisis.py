"""Words by which somebody may say that they are in danger.

A first list of phrases in plain English, written by people who are not clinicians. **A qualified person must review
it before anybody relies on it**, and it will always miss people: phrases like these catch only those who use them.
It leans towards showing help once too often, because what follows is help on the screen and a facilitator who
looks; nothing is blocked. Figures of speech of a job search ("this commute is killing me") are left alone.
"""

import re
from collections.abc import Iterable

from core.anonymise.plain import plain
from core.anonymise.worry import Heard, heard

_SOUNDS_LIKE_DANGER = 0.52

_WANT = (
    r"\b(?:want(?:ed|ing)?|wish(?:ed|ing)?|wanna|need(?:ed|ing)?|plan(?:ned|ning)?|going|gonna|ready|tempted|decided"
    r"|thinking (?:of|about)|thoughts? (?:of|about)|think about|urges?|try(?:ing)?|tried|feel like|felt like|might"
    r"|could|would|should|about)(?: to)?(?: just| really)?"
)
_NOT = r"\b(?:don't|dont|do not|didn't|didnt|did not|never|no longer|not)(?: really| even)?"
_CANNOT = r"\b(?:can't|cant|cannot|can not|couldn't|couldnt)"
_ANY_MORE = r"any ?(?:more|longer)\b"
_DEAD = r"(?:dead|gone|not here|never born|not alive)"
_SOMEONE = r"(?:everyone|everybody|them all|my (?:family|kids|wife|husband|partner|parents|friends))"

# What follows "die", "go on", "live" and the like when the words are meant otherwise.
_NOT_DYING = (
    r"(?! (?:of|from|with) (?:embarrassment|laughter|laughing|boredom|shame|cringe|curiosity|hunger)\b"
    r"| (?:happy|laughing|to know|to hear|to see|on (?:the|this|that) hill)\b)"
)
_NOT_A_PURSUIT = (
    r"(?! (?:holidays?|vacation|leave|strike|linkedin|indeed|tour|trips?|a|an|another|the|that|my|stage|camera|air"
    r"|to|about|there|dates?)\b)"
)
_NOT_AN_ADDRESS = r"(?! (?:in|at|near|with|off|on|so|early|abroad|there|that far)\b)"
_NOT_MILDLY = r"(?! (?:some slack|off|out|short|shaving)\b)"

_PHRASES = [
    # Naming it.
    r"(?<!career )(?<!social )(?<!professional )suicid(?:e|al)(?! squad)\b",
    r"\bunaliv(?:e|ing)\b|\bkms\b",
    r"\bkill(?:ing|ed)? (?:myself|my self)\b(?! (?:laughing|over|for|trying|with work)\b)",
    r"\b(?:take|taking|took|end|ending|ended) my (?:own )?life\b",
    r"\bend(?:ing)? it all\b",
    r"\b(?:want|ready|going|gonna|tempted) to end it\b(?! (?:early|with|there|on)\b)",
    # Wanting to be dead, or not to be.
    rf"{_WANT} (?:die|be dead|disappear forever|never wake up|not wake up|not exist)\b{_NOT_DYING}",
    rf"\bwish(?:ed|ing)? (?:that )?i (?:was|were|am) {_DEAD}\b",
    r"\bwish(?:ed)? i (?:had never been born|would not wake up|wouldn't wake up|could die|could sleep forever)\b",
    r"\bhope i (?:do not|don't|dont|never) wake up\b",
    rf"{_NOT} (?:want|wanna|wish)(?:ed)?(?: to)? (?:live|be alive|exist|wake up|go on living)\b{_NOT_AN_ADDRESS}",
    rf"{_NOT} (?:want|wanna|wish)(?:ed)?(?: to)? be (?:here|around) {_ANY_MORE}",
    rf"{_NOT} care if i (?:live|die|wake up)\b",
    # Being at the end.
    rf"{_CANNOT} (?:go|carry) on\b{_NOT_A_PURSUIT}",
    rf"{_CANNOT} keep (?:going|living)\b(?! (?:to|with|back|over)\b)",
    rf"{_CANNOT} (?:live|do life|do this life|take life|face life|face being alive)(?: like this)? {_ANY_MORE}",
    r"\b(?:no|any|a) (?:reason|point|purpose) (?:to|in|of|for) (?:live|living|life|being alive|staying alive)\b",
    r"\b(?:nothing|not much|not anything) (?:left )?to live for\b",
    r"\blife (?:is not|isn't|isnt|just isn't|is no longer) worth (?:living|it)\b|\bnot worth living\b",
    r"\bno way out (?:for me|of this life|any ?more)\b",
    # Being nobody's loss.
    r"\bbetter off (?:without me|dead|if i (?:was|were|wasn't|weren't))\b",
    r"\b(?:nobody|no one|no-one) would (?:miss me|care if i|notice if i (?:was|were|died|disappeared))\b",
    rf"\ba burden (?:to|on) {_SOMEONE}",
    # Hurting oneself.
    r"\bself[- ]?harm(?:ing|ed)?\b",
    rf"{_WANT} (?:hurt|harm|cut|burn|hang|shoot|drown)(?:ting|ing)? myself\b{_NOT_MILDLY}",
    rf"\b(?:been|started|keep|am|i'm|im|stop) (?:hurting|harming|cutting|burning) myself\b{_NOT_MILDLY}",
    r"\boverdos(?:e|ed|ing)\b(?! (?:on|of) (?:coffee|caffeine|linkedin|sugar|advice|news|chocolate|webinars)\b)",
    r"\b(?:take|taking|took|swallow|swallowed) (?:all (?:of )?(?:my|the|those)|too many) (?:pills|tablets|meds)\b",
    r"\bjump(?:ing)? (?:off|from) (?:a|the|that|some) (?:bridge|building|roof|balcony|cliff)\b",
    r"\b(?:in front of|under) (?:a|the) train\b",
    r"\b(?:write|wrote|writing|written) (?:a|my) (?:goodbye|final) (?:note|letter)\b(?! to (?:the|my) team)",
    r"\b(?:i'm|i am|im) (?:not safe|in danger of hurting)\b",
    r"\ba plan to (?:die|end my life)\b",
]
_CRISIS = re.compile("|".join(_PHRASES))


def needs_help(text: str) -> bool:
    """Say whether these words call for showing help at once. The list awaits review by a qualified person."""
    return _CRISIS.search(" ".join(plain(text).text.lower().split())) is not None


def maybe(text: str) -> bool:
    """Say whether to show help quietly and ask: "would you like your facilitator to know?". Wrong now and then."""
    return needs_help(text) or bool(heavy(heard(text)))


def heavy(said: Iterable[Heard]) -> list[str]:
    """Pick the sentences that sound like danger to the second ear."""
    return [one.sentence for one in said if one.danger >= _SOUNDS_LIKE_DANGER]
