"""The wordings that Rebound never uses: rankings, streaks, guilt, promises. One list for every test that reads words.

Each is what a sentence would hold that ranks people, mourns a streak, blames, or promises an outcome. A word that has
honest uses stands here with the words around it that make it one of those.
"""

import re

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "ranking": (
        r"rank(s|ed|ing|ings)?",
        r"leader ?boards?|scoreboards?|podiums?|trophy|trophies|badges?|champions?|winners?|losers?",
        r"(first|second|third|last) place",
        r"top (members?|performers?|circles?|three|five|ten|\d+)",
        r"best (members?|performers?|circles?|of all)",
        r"most active",
        r"(more|less|fewer|better|worse|faster|slower) than (the )?(others?|average|most|rest)",
        r"(more|less|fewer|better|worse|faster|slower) than (every(body|one)|anybody|your circle|other \w+)",
        r"(above|below) (the )?average",
        r"ahead of (the )?(others?|everybody|everyone|your circle|most|other \w+|schedule|you)",
        r"compared (to|with) (the )?(others|rest|average|other (members|circles|people))",
        r"outperform\w*|outdo(es|ing)?|out-?ranks?",
    ),
    "streak": (
        r"streaks?",
        r"(days?|weeks?|times) in a row",
        r"unbroken|don.t break|break the chain|keep the chain",
        r"missed (a|one|two|your|the|this|that|\d+) (days?|weeks?|goal|target|step)",
        r"perfect (day|week|month|record)",
        r"back to zero|start(s|ed|ing)? over",
    ),
    "guilt": (
        r"(you|you.re|are|is|falls?|fell|falling|lags?|lagging|get|getting|far|stay) behind(?! (it|them|this|the|a)\b)",
        r"behind (schedule|the others|your (circle|goal|target|plan)|on your)",
        r"only \d+|only (did|done|managed|logged|made|reached)|(did|done|managed|logged|made|reached|has|have) only",
        r"you (have |.ve )?missed",
        r"you (have |.ve )?fail(ed)?|failed to|failures?|fell short|falls? short|falling short",
        r"you (should|ought to|must) have|you still (owe|have to|need to)|you owe|owing",
        r"ma(k|d)e up for|catch(ing)? up|(you|you.re|you are|steps?|days?) (are )?overdue",
        r"lazy|slack(ing|er)?|excuses?|guilt\w*|shame on|disappointing",
        r"(not|isn.t|wasn.t|aren.t) (good )?enough|too little|try harder|do better|do more than this",
        r"let(ting|s)? (us|them|your circle|everybody|everyone|anybody|others|yourself) down",
        r"no progress|wasted|what a pity",
    ),
    "promise": (
        r"guarantee\w*",
        r"proven|science proves|never fails|works (every time|for everybody|for everyone)",
        r"(will|.ll|to) (get|find|land|bring) (you )?(hired|(a|the|your|that) (dream )?(job|offer|interview|position))",
        r"gets? you (hired|a job|an offer|an interview|there)",
        r"leads? to (a job|an offer|an interview|success)",
        r"(you.ll|you will) (succeed|make it|be hired|feel better|be fine|win)",
        r"(sure|bound|certain) to (work|help|succeed|get|find)",
        r"success rate|pays? off|dream job|double(s)? your chances|better chances",
        r"everything will be",
    ),
}

_PATTERNS = {
    kind: re.compile("|".join(rf"\b(?:{wording})\b" for wording in wordings), re.IGNORECASE)
    for kind, wordings in FORBIDDEN.items()
}


def broken(text: str) -> list[str]:
    """Say which forbidden wordings a text holds, each with its kind; empty for words we would say."""
    plain = " ".join(text.replace("\u2019", "'").split())
    return [
        f"{kind}: {found.group()}" for kind, pattern in _PATTERNS.items() for found in pattern.finditer(plain)
    ]
