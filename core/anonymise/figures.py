"""Exact dates, exact pay, numbers of job adverts, street addresses: figures that give somebody away by their shape."""

import re
from collections.abc import Iterator

from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR = r"(?:,?\s+(?:19|20)\d\d\b)?"
_NTH = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)\b"
_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_COUNTED = (
    r"people|jobs|applications?|applicants|times|years?|interviews?|offers?|rejections?|rounds?|weeks?|months?|days?"
    r"|hours?|minutes?|steps?|followers|employees|views|words|lines|users|miles|km|run|race|candidates|emails|of us"
)
_VERBS_AFTER_MAY = r"be|have|not|also|get|apply|need|take|still|seem|sound|come|go"
_DAY_OF_MONTH = rf"(?<![\w.,:/-]){_OF_MONTH}\s?(?:of\s+)?{_MONTH}(?!\s+(?:{_VERBS_AFTER_MAY})\b){_YEAR}"
_SLASHED = r"(?:0?[1-9]|1[0-2]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]|[12]\d|3[01])(?![\d/])"

_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_DAY},?\s+)?(?:\bthe\s+)?{_DAY_OF_MONTH}",
        rf"(?:{_DAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?{_OF_MONTH}(?![\w%]|[:.,-]\d|\s+(?:{_COUNTED})\b){_YEAR}",
        r"(?<![\w.,/-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/-])",
        r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\w.,/-])\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d(?![\d/-]|\.\d)",
        rf"{_DAY},?\s+(?:the\s+)?{_NTH}",
        rf"{_DAY},?\s+{_SLASHED}",
    )
]
_TEENTH = r"(?:(?:four|fif|six|seven|eigh|nine|thir)(?:teen)?th|ninth|tenth|eleventh|twelfth)"
_SPOKEN = rf"(?:first|second|third|{_TEENTH}|(?:twenty|thirty)[ -](?:first|second|third|{_TEENTH})|twentieth|thirtieth)"
_DATES += [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_DAY},?\s+)?(?:\bthe\s+)?\b{_SPOKEN}\s+of\s+{_MONTH}{_YEAR}",
        rf"(?:{_DAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?{_SPOKEN}\b(?!\s+(?:{_COUNTED})\b)",
        rf"{_DAY},?\s+the\s+{_SPOKEN}\b",
        # Day and month as forms write them; "24/7" and "11/10" are not.
        r"(?<![\w.,/-])(?:0[1-9]|1[3-9]|2\d|3[01])/(?:0[1-9]|1[0-2])(?![\d/])",
    )
]
_LEADING_TO_A_DATE = r"\b(?:on|by|to|until|till|before|for|since|from|after|around|is|was|starts?|starting)"
_GOING_ON = r"at|and|with|but|so|for|in|because|or|then|i|we|they|is|was|if|when"
_THEN = rf"(?=\s*(?:[.,;:!?)]|$)|\s*\n|\s+(?:{_GOING_ON})\b)"
# In these only the date itself, the group, is hidden; the rest is what makes it one.
_DATES_BY_CUE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEADING_TO_A_DATE}\s+(the\s+{_NTH}){_THEN}",
        rf"{_LEADING_TO_A_DATE}\s+(the\s+(?:{_TEENTH}|twent(?:y|ieth)[ -]?\w*)){_THEN}",
        rf"\b(?:on|due|dated|starts?|starting)\s+({_SLASHED})",
        rf"\b(?:by|is|until|for|screen|in|before|to|since|from|after|interview|call)\s+(?!1/[234]|2/3|3/4)({_SLASHED})",
    )
]
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?(?:19|20)\d\d\b", re.IGNORECASE)

_CURRENCY = r"(?:\b(?:US|CA|A|AU|NZ|S|R))?[$£€₹¥₦₱]"
_CODE = (
    r"(?:USD|CAD|AUD|NZD|GBP|EUR|INR|SGD|CHF|SEK|NOK|DKK|PLN|NGN|PHP|ZAR|AED|Rs\.?"
    r"|dollars|pounds|euros|quid|bucks|rupees)"
)
_AMOUNT = r"(?:\d{1,3}(?:[,. ]\d{3}){1,3}(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)"
_SCALE = r"(?:\s?(?:k|m|mn|mil|million|thousand|grand|lakhs?|lacs?|lpa|crores?|cr)\b)"
_PER = (
    r"(?:\s*(?:(?:/|per|an?|p)\s*(?:hour|hr|h|year|yr|annum|month|mo|week|wk|day)\b"
    r"|(?:p\.?a\b\.?|p\.?m\b|ph\b|annually|hourly|lpa\b)))"
)
_NO_MIDDLE = r"(?<![\w#/.,-])"
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|point)"
)
_SALARIES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_CURRENCY}\s?{_AMOUNT}{_SCALE}?(?:\s*(?:-|to|and)\s*{_CURRENCY}?\s?{_AMOUNT}{_SCALE}?(?![\w%]))?{_PER}?",
        rf"\b{_CODE}\s?{_AMOUNT}{_SCALE}?{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}{_SCALE}?\s?{_CODE}\b{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}\s?[$£€₹](?![\w]){_PER}?",
        rf"{_NO_MIDDLE}\d{{2,3}}(?:\.\d)?\s?k?\s*(?:-|to)\s*\d{{2,3}}\s?k\b",
        rf"\b[NRP]\s?(?:\d{{1,3}}(?:[ ,]\d{{3}})+|\d{{2,4}}k)\b{_PER}?",
        rf"{_NO_MIDDLE}\d{{2,3}}(?:\.\d)?\s?(?:k|grand|thousand)\b(?!\s*(?:{_COUNTED})\b)(?:\s+(?:base|salary|total|tc|ote|gross|net)\b)?",
        rf"{_NO_MIDDLE}\d{{1,3}}(?:\.\d{{1,2}})?\s*(?:lpa|lakhs?|lacs?|crores?|cr)\b{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}{_SCALE}?\s*(?:/|per|an?)\s*(?:hr|hour|year|yr|annum)\b",
        rf"\b(?:{_NUMBER_WORD}[\s-]){{1,6}}(?:thousand|grand|k|lakhs?|million)\b(?!\s+(?:{_COUNTED})\b){_PER}?",
    )
]
_TENS = r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0'?s)"
_MONEY = r"(?:quid|bucks|dollars|pounds|euros|rupees)"
_UNITS_OF_TIME = r"(?:\s+(?:an?|per)\s+(?:hour|day|week|month|year|shift))"
_SPOKEN_AMOUNT = rf"(?:an?\s+)?{_NUMBER_WORD}(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,6}}"
_SPOKEN_HUNDREDS = rf"(?:{_NUMBER_WORD}[\s-]|an?\s+){{1,2}}hundred(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,3}}"
_PAY_ENDS = r"(?=\s*(?:[.,;!?)]|$|\n|plus|before|after|gross|net|base|and|but|for|at))"
_SALARIES += [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:low|mid|high|upper)(?:\s+to\s+(?:mid|high))?[\s-]{_TENS}(?!\w)(?:\s+(?:base|k))?",
        r"\b(?:low|mid|high)?\s?(?:five|six|seven)[\s-]figures?\b",
        # "eight quid" is a blazer and "two a week" a resolution; with an hour, a year or hundreds it is pay
        rf"\b{_SPOKEN_AMOUNT}\s+{_MONEY}\b{_UNITS_OF_TIME}",
        rf"\b{_SPOKEN_HUNDREDS}\s+{_MONEY}\b",
        rf"\b{_SPOKEN_AMOUNT}\s+(?:an?|per)\s+(?:hour|year){_PAY_ENDS}",
        rf"\b{_SPOKEN_HUNDREDS}{_UNITS_OF_TIME}{_PAY_ENDS}",
    )
]
# "pays a hundred and ten", "lowballed me at forty two five": an amount in words, where pay is spoken of.
_SPOKEN_SALARY = re.compile(
    r"\b(?:salary|base|pay|pays|paid|paying|offered|offering|offer|earn|earns|earning|lowballed|countered|asked|budget|max(?:ed|es)?"
    r"|caps?|capped|range|rate)\s+(?:(?!than)[a-z']+\s+){0,3}?"
    rf"((?:{_NUMBER_WORD}|a\s+hundred)(?:[\s-](?:and\s)?{_NUMBER_WORD}){{1,5}}(?:\s+k\b)?)\b(?!\s+(?:{_COUNTED})\b)",
    re.IGNORECASE,
)
_TENS_IN_WORDS = (
    rf"(?:(?:an?|{_NUMBER_WORD})\s+){{0,3}}(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
    rf"(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,3}}"
)
# "thirty one five is the ceiling", "they topped out at fifty two": the most somebody pays.
_MOST = r"max|tops|base|ote|plus\s+(?:bonus|stock|equity|commission|tips)"
_MOST += r"|is\s+(?:the|their|my)\s+(?:ceiling|max|maximum|top|cap|limit|budget|floor|number|best|most)"
_UP_TO = r"(?:topped\s+out|stuck|settled|capped|starts|starting)\s+(?:at|on|for)"
_SPOKEN_MOST = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b({_TENS_IN_WORDS})\s+(?:{_MOST})\b",
        rf"\b{_UP_TO}\s+({_TENS_IN_WORDS})\b(?!\s+(?:{_COUNTED})\b)",
    )
]
_SALARY_BY_CUE = re.compile(
    r"\b(?:salary|base|pay|pays|paying|paid|offered|offering|earn|earns|earned|earning|comp|compensation|tc|ote|asking"
    r"|makes?|making|package|wage)\s+(?:[a-z']+\s+){0,3}?((?<![\w#-])\d{2,3}(?:[, ]?\d{3})(?![\w,-]|\s+(?:"
    + _COUNTED
    + r")\b))",
    re.IGNORECASE,
)
# "paid 400 a week": without the word for pay it may be four hundred applications.
_WAGE_BY_CUE = re.compile(
    r"\b(?:pay|pays|paying|paid|offered|offering|earn|earns|earned|earning|makes?|making|wage)\s+(?:[a-z']+\s+){0,3}?"
    r"((?<![\w#-])\d{2,5}\s*(?:/|per|an?)\s*(?:day|week|wk|month|mo|shift)\b)",
    re.IGNORECASE,
)

_JOB_IDS = [
    re.compile(
        r"(?<![\w/])#?(?:JR|REQ|R|PD|JOB|ID|REF|VAC|POS|IRC|AB|RQ|JD|TR)[-_]?\d[\d-]{3,30}\w{0,12}(?![\w/])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w/])(?:req|ref|job|vac|pos)[-_]\d{1,12}(?:[-_]\d{1,12}){0,4}", re.IGNORECASE),
    re.compile(r"(?<![\w/])#?(?!ISO|COVID|GPT)[A-Z]{2,5}[-_]\d{3,12}(?:[-_]\d{1,12}){0,4}"),
    re.compile(r"(?<![\w/])#\d{4,12}(?!\w)"),
    re.compile(r"(?<![\w/])\d{4,12}[A-Z]{2}(?!\w)"),
]
_JOB_ID_BY_CUE = re.compile(
    r"\b(?:req|jr|requisition|job|posting|opening|role|ref|reference|vacancy|id|application|candidate)\.?"
    r"(?:\s+(?:is|was|no\.?|number|id|code)){0,2}\s?[:(]?\s?(#?\d[\d/-]{3,30}|[A-Z]{1,5}[-/]?\d[\d/-]{2,20}|\d{1,6}[-/][A-Z]{1,3}\d{0,6})(?!\w)",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")

_ADDRESSES = [
    re.compile(
        r"(?<!\w)\d{1,5}[A-Za-z]?\s+(?:[NSEW]\.?\s+)?[A-Z][\w']{1,30}(?:\s+[A-Z][\w']{1,30})?\s+"
        r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Close)\b"
    ),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
    re.compile(r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?(?![\w-])"),
]


def dates(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _whole(_DATES, text, Kind.DATE)
    for pattern in _DATES_BY_CUE:
        yield from _group(pattern, text, Kind.DATE)


def months(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    """Find months of a year: each is coarse enough to stay, and exact enough to ask about."""
    for match in _MONTH_OF_YEAR.finditer(text):
        yield Hit(match.start(), match.end(), Kind.DATE, sure=False)


def salaries(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _whole(_SALARIES, text, Kind.SALARY)
    for pattern in (_SALARY_BY_CUE, _WAGE_BY_CUE, _SPOKEN_SALARY, *_SPOKEN_MOST):
        yield from _group(pattern, text, Kind.SALARY)


def job_ids(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _whole(_JOB_IDS, text, Kind.JOB_ID)
    for hit in _group(_JOB_ID_BY_CUE, text, Kind.JOB_ID):
        if not _A_YEAR.fullmatch(text, hit.start, hit.end):
            yield hit


def addresses(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _whole(_ADDRESSES, text, Kind.PLACE)


def _whole(patterns: list[re.Pattern[str]], text: str, kind: Kind) -> Iterator[Hit]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), kind)


def _group(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        yield Hit(match.start(1), match.end(1), kind)
