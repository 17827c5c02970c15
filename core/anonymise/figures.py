"""Exact dates, exact pay, numbers of job adverts, street addresses: figures that give somebody away by their shape."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=\s*[\d,]|\s+[a-z]))?"
)
_MONTH_3 = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# As people write them who think in French, Spanish, Portuguese, Italian, German, Dutch, Polish or a Nordic language.
_FOREIGN_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro"
    r"|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januar|februar|marz|juni|juli"
    r"|august|oktober|dezember|desember|januari|februari|maart|mei|augustus|augusti|stycznia|lutego|marca|kwietnia|maja"
    r"|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia|maj|(?:okt|dez|mrz|janv|juil)\.?)"
)
_DAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR = r"(?:,?\s+(?:(?:19|20)\d\d\b|'\d\d\b))?"
_NTH = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)\b"
_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_COUNTED = (
    r"people|jobs|applications?|applicants|times|years?|interviews?|offers?|rejections?|rounds?|weeks?|months?|days?"
    r"|hours?|minutes?|steps?|followers|employees|views|words|lines|users|miles|km|run|race|candidates|emails|of us"
)
_VERBS_AFTER_MAY = (
    r"be|have|not|also|get|apply|need|take|still|seem|sound|come|go|leave|lose|want|feel|never|only|even|just"
)
_DAYS = rf"{_OF_MONTH}(?:\s?(?:-|to|and|or|&)\s?{_OF_MONTH})?"
_DAY_OF_MONTH = rf"(?<![\w.,:/])(?<!\d-){_DAYS}[\s-]?(?:of\s+)?{_MONTH}(?!\s+(?:{_VERBS_AFTER_MAY})\b){_YEAR}"
_SLASHED = r"(?:0?[1-9]|1[0-2]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]|[12]\d|3[01])(?![\d/])"

_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_DAY},?\s+)?(?:\bthe\s+)?{_DAY_OF_MONTH}",
        rf"(?:{_DAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?{_DAYS}(?![\w%]|[:.,-]\d|\s+(?:{_COUNTED})\b){_YEAR}",
        rf"(?<![\w-])(?:{_OF_MONTH}-?{_MONTH_3}-?|{_MONTH_3}-{_OF_MONTH}-)(?:19|20)?\d\d(?![\w-])",
        r"(?<![\w.,/-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/-])",
        r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\w.,/-])\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d(?![\d/-]|\.\d)",
        rf"{_DAY},?\s+(?:the\s+)?{_NTH}",
        rf"{_DAY},?\s+{_SLASHED}",
        rf"(?<![\w.,:/-])(?:0?[1-9]|[12]\d|3[01])\.?\s(?:de\s)?{_FOREIGN_MONTH}(?!\w)(?:\s(?:de\s)?(?:19|20)\d\d\b)?",
        r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日",
        # Day and month as forms write them; "24/7" and "11/10" are not.
        r"(?<![\w.,/-])(?:0[1-9]|1[3-9]|2\d|3[01])/(?:0[1-9]|1[0-2])(?![\d/])",
    )
]
_TEENTH = r"(?:(?:four|fif|six|seven|eigh|nine|thir)(?:teen)?th|ninth|tenth|eleventh|twelfth)"
_SPOKEN = rf"(?:first|second|third|{_TEENTH}|(?:twenty|thirty)[ -](?:first|second|third|{_TEENTH})|twentieth|thirtieth)"
_SPOKEN_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_DAY},?\s+)?(?:\bthe\s+)?\b{_SPOKEN}\s+of\s+{_MONTH}{_YEAR}",
        rf"(?:{_DAY},?\s+)?\b{_MONTH}\s+(?:the\s+)?{_SPOKEN}\b(?!\s+(?:{_COUNTED})\b)",
        rf"{_DAY},?\s+the\s+{_SPOKEN}\b",
    )
]
# Most of these patterns want a digit. After the first reading a text seldom has one left, and is read again.
_DIGIT = re.compile(r"\d")
_LEADING_TO_A_DATE = r"\b(?:on|by|to|until|till|before|for|since|from|after|around|is|was|starts?|starting)"
_GOING_ON = r"at|and|with|but|so|for|in|because|or|then|i|we|they|is|was|if|when"
_THEN = rf"(?=\s*(?:[.,;:!?)]|$)|\s*\n|\s+(?:{_GOING_ON})\b)"
# In these only the date itself, the group, is hidden; the rest is what makes it one.
_DATES_BY_CUE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEADING_TO_A_DATE}\s+(the\s+{_NTH}){_THEN}",
        rf"\b(?:on|due|dated|starts?|starting|ends?|ended|ending|finish(?:es)?|closes)\s+({_SLASHED})(?!\s+(?:{_COUNTED}|tries|pages|stars|questions)\b)",
        rf"\b(?:applied|rejected|called|sent|emailed|posted|submitted|heard|interviewed)\s+({_SLASHED}){_THEN}",
        r"\b(?:on|until|since|ended|from|by|due)\s+((?:1[3-9]|2\d|3[01])\.(?:0?[1-9]|1[0-2])\.?|\d{1,2}\.(?:0?[1-9]|1[0-2])\.)(?!\d)(?=\s|$|[,;)])",
        rf"\b(?:by|is|until|for|screen|in|before|to|since|from|after|interview|call)\s+(?!1/[234]|2/3|3/4)({_SLASHED})",
    )
]
_SPOKEN_DATE_BY_CUE = re.compile(
    rf"{_LEADING_TO_A_DATE}\s+(the\s+(?:{_TEENTH}|twent(?:y|ieth)[ -]?\w*)){_THEN}", re.IGNORECASE
)
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?(?:19|20)\d\d\b", re.IGNORECASE)

_CURRENCY = r"(?:\b(?:US|CA|C|A|AU|NZ|S|R|HK|NT|GH))?[$£€₹¥₦₱₺₪₽₴₵฿₫₩]"
# Letters that are words too in lower case, or beside a small number: "6 ft", "try 3 times".
_CODE = (
    r"(?:USD|CAD|AUD|NZD|GBP|EUR|INR|SGD|CHF|SEK|NOK|DKK|PLN|NGN|PHP|ZAR|AED|HKD|MYR|CNY|RMB|JPY|KRW|MXN|BRL|HUF|CZK|RON|BGN"
    r"|ILS|SAR|QAR|KWD|EGP|KES|GHS|UGX|TZS|PKR|BDT|LKR|IDR|THB|VND|TWD|COP|CLP|ARS|(?-i:TRY|RM|Rp|Fr)|Ksh|Rs\.?"
    r"|dollars?|pounds|euros?|quid|bucks|rupees?)"
)
_AFTER = (
    rf"(?:{_CODE}|zl|Kc|kr(?:oner|onor|ona)?|yen|yuan|rand|naira|cedis|shillings|pesos?|reais|lei|dirhams?|ringgit"
    r"|francs?)"
)
_AMOUNT = r"(?:\d{1,3}(?:[,.' ]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,2}(?:,\d\d){1,3},\d{3}|\d{1,9}(?:[.,]\d{1,2})?)"
_SCALE = r"(?:\s?(?:k|m|mn|mil|million|thousand|grand|lakhs?|lacs?|lpa|crores?|cr)\b)"
_PER = (
    r"(?:(?:\s(?:in\shand|take\shome|gross|net|brutto|netto))?"
    r"\s*(?:(?:/|per|an?|p|each|every)\s*(?:hour|hr|h|year|yr|y|annum|month|mth|mo|fortnight|week|wk|w|day|diem|shift|session|night)\b"
    r"|(?:p\.?a\b\.?|p\.?m\b|p\.?w\b|p\.?h\b|annually|yearly|(?:bi-?)?monthly|(?:bi-?)?weekly|fortnightly|daily|hourly|lpa\b"
    r"|(?:im|pro|par|al|por|i|im)\s(?:monat|jahr|mois|an|mes|ano|maned(?:en)?|manad(?:en)?)\b|/(?:bulan|ho|mes|mois|monat)\b)))"
)
_NO_MIDDLE = r"(?<![\w#/.,-])"
# Neither a run nor a pension: "a 10k", "my 401k".
_THOUSANDS = rf"{_NO_MIDDLE}(?!401 ?k\b)(?!(?<=\ba )10k\b)\d{{2,3}}(?:[.,]\d)?\s?(?:k|grand|thousand)\b"
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|point)"
)
_SALARIES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_CURRENCY}\s?{_AMOUNT}{_SCALE}?(?:\s*(?:-|to|and)\s*{_CURRENCY}?\s?{_AMOUNT}{_SCALE}?(?![\w%]))?(?:/-)?{_PER}?",
        rf"\b{_CODE}\s?{_AMOUNT}{_SCALE}?(?:/-)?(?:\s*(?:-|to)\s*{_AMOUNT}{_SCALE}?(?![\w%]))?{_PER}?",
        rf"{_NO_MIDDLE}(?:{_AMOUNT}{_SCALE}?\s*(?:-|to)\s*)?{_AMOUNT}{_SCALE}?\s?{_AFTER}\b{_PER}?",
        rf"{_NO_MIDDLE}\d[\d., ]{{2,9}}\d\s?(?-i:Ft|won)\b{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}\s?[$£€₹](?![\w]){_PER}?",
        rf"{_NO_MIDDLE}(?<=between )\d{{2,3}}(?:\.\d)?\s?k?\s+and\s+\d{{2,3}}\s?k\b",
        rf"{_NO_MIDDLE}\d{{2,3}}(?:\.\d)?\s?k?\s*(?:-|to)\s*\d{{2,3}}\s?k\b",
        rf"\b[NRP]\s?(?:\d{{1,3}}(?:[ ,]\d{{3}})+|\d{{2,4}}k)\b{_PER}?",
        rf"{_THOUSANDS}(?!\s*(?:{_COUNTED})\b)(?:\s+(?:base|salary|total|tc|ote|gross|net)\b)?",
        rf"{_NO_MIDDLE}(?:1\d\d|[2-9]\d)\s(?:base|basic|ote|tc)\b",
        rf"{_NO_MIDDLE}(?:\d{{1,3}}(?:\.\d{{1,2}})?\s*(?:-|to)\s*)?\d{{1,3}}(?:\.\d{{1,2}})?\s*(?:lpa|lakhs?|lacs?|crores?|cr)\b{_PER}?",
        rf"{_NO_MIDDLE}\d{{1,3}}(?:\.\d)?\s?k{_PER}",
        rf"\bkr\.?\s?\d{{1,3}}(?:[., ]\d{{3}})+{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}/-{_PER}?",
        rf"{_NO_MIDDLE}{_AMOUNT}{_SCALE}?\s*(?:/|per|an?)\s*(?:hr|hour|year|yr|annum)\b",
    )
]
_TENS = r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0'?s)"
_MONEY = r"(?:quid|bucks|dollars|pounds|euros|rupees)"
_UNITS_OF_TIME = r"(?:\s+(?:an?|per)\s+(?:hour|day|week|month|year|shift))"
_SPOKEN_AMOUNT = rf"(?:an?\s+)?{_NUMBER_WORD}(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,6}}"
_SPOKEN_HUNDREDS = rf"(?:{_NUMBER_WORD}[\s-]|an?\s+){{1,2}}hundred(?:[\s-](?:and\s)?{_NUMBER_WORD}){{0,3}}"
_PAY_ENDS = r"(?=\s*(?:[.,;!?)]|$|\n|plus|before|after|gross|net|base|and|but|for|at))"
_SPOKEN_SALARIES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_NUMBER_WORD}[\s-]){{1,6}}(?:thousand|grand|k|lakhs?|million)\b(?:\s(?:and\s)?{_NUMBER_WORD}\b){{0,4}}(?!\s+(?:{_COUNTED})\b)(?:\s{_AFTER}\b)?{_PER}?",
        rf"\ba\s+grand(?:\s(?:and\s)?(?:a\s)?{_NUMBER_WORD}\b){{0,4}}{_PER}",
        rf"\b(?:low|mid|high|upper)(?:\s+to\s+(?:mid|high))?[\s-]{_TENS}(?!\w)(?:\s+(?:base|k))?",
        r"\b(?:low|mid|high)?\s?(?:five|six|seven)[\s-]figures?\b",
        # "eight quid" is a blazer and "two a week" a resolution; with an hour, a year or hundreds it is pay
        rf"\b{_SPOKEN_AMOUNT}\s+{_MONEY}\b{_UNITS_OF_TIME}",
        rf"\b{_SPOKEN_HUNDREDS}\s+{_MONEY}\b",
        rf"\b{_SPOKEN_AMOUNT}\s+(?:an?|per)\s+(?:hour|year){_PAY_ENDS}",
        rf"\b{_SPOKEN_HUNDREDS}{_UNITS_OF_TIME}{_PAY_ENDS}",
        # "nine fifty a week": nobody counts applications so
        rf"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\s(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:\s{_NUMBER_WORD})?\s(?:an?|per)\s(?:week|shift|month|day){_PAY_ENDS}",
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
    r"((?<![\w#-])(?:\d{1,3}(?:[,. ]\d{3})+|\d{2,5})\s*(?:/|per|an?)\s*(?:day|week|wk|month|mo|shift)\b)",
    re.IGNORECASE,
)
# "pay 41 to 44", "the band is 38-42": thousands that everybody knows to be thousands.
_BAND_BY_CUE = re.compile(
    r"\b(?:pay(?:s|ing)?|salary|band|bracket|range|wage|offer(?:ed|ing)?|budget)\s+(?:(?:is|was|of|me|us|from|between|about|around|at|says)\s+){0,2}"
    rf"((?<![\w#-])[2-9]\d\s?(?:-|to|and)\s?(?:1\d\d|[2-9]\d))\b(?![\w%/,.:-]*\w|%|\s+(?:{_COUNTED}|percent|year|per|olds?)\b)",
    re.IGNORECASE,
)
_SALARY_CUES = (_SALARY_BY_CUE, _WAGE_BY_CUE, _BAND_BY_CUE)

# What something cost is nobody's pay: "a £4 coffee", "£60 on trains", "rent went up to £950".
_PRICED = (
    r"coffee|latte|tea|lunch|dinner|meal|sandwich|pint|beer|cake|fare|bus|train|taxi|cab|tickets?|vouchers?|fees?|bills?|rent"
    r"|deposit|fine|books?|suit|shirt|shoes|blazer|tie|dress|haircut|subscription|membership|parking|petrol|gas"
    r"|groceries|shopping|note|coin|phone|laptop|chair|headset|webcam|gift\s+card"
)
_IT_COST = (
    r"rent|bills?|fees?|fares?|tickets?|deposit|mortgage|loans?|debts?|overdraft|owe|costs?|costing|spent|spend|worth|priced?"
    r"|refund(?:ed)?|fined?|borrowed|lent|saved|bought|cheaper|buying|train|taxi|bus|groceries|petrol|webinar|went\s+on"
)
_PRICE_AFTER = re.compile(
    rf"\s(?:[a-z]{{2,12}}\s)?(?:{_PRICED})\b|\s(?:on|for)\s(?:[a-z]+\s){{0,2}}(?:{_PRICED})\b", re.IGNORECASE
)
_PRICE_BEFORE = re.compile(
    rf"\b(?:{_IT_COST})\s+(?:(?:is|was|are|me|us|about|around|over|nearly|up|to|went|only|just|by|of|a|the|it|for|like|my|last)\s+){{0,4}}$",
    re.IGNORECASE,
)
_BY_THE_HOUR = re.compile(r"\b(?:hour|hr|h|day|week|wk|month|mo|year|yr|annum|shift)$", re.IGNORECASE)
_LONGEST_LEAD = 60

_JOB_IDS = [
    re.compile(
        r"(?<![\w/])#?(?:JR|REQ|R|PD|JOB|ID|REF|VAC|POS|IRC|AB|RQ|JD|TR)[-_]?\d[\d-]{3,30}(?:-?\w{1,12})?(?![\w/])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w/])(?:req|ref|job|vac|pos)[-_]\d{1,12}(?:[-_]\d{1,12}){0,4}", re.IGNORECASE),
    re.compile(
        r"(?<![\w/])#?(?!ISO|COVID|GPT|AZ-|DP-|PL-|MD-|MB-|SC-)[A-Z]{2,5}[-_]\d{3,12}(?:[-_]\d{1,12}){0,4}"
    ),
    re.compile(
        r"(?<![\w/])[A-Z]{1,5}(?:[-_/][A-Z]{1,5})?[-_/]\d{2,8}(?:[-_/](?:[A-Z]{1,5}|\d{2,8}|[A-Z][\w]{2,20}))+(?![\w/])"
    ),
    re.compile(r"(?<![\w/])[A-Z]{2,5}[-_/][A-Z]{2,5}[-_/]\d{3,8}(?![\w/])"),
    re.compile(r"(?<![\w/-])\d{4,12}(?:-[A-Z]{2,5}|/[A-Z]/\d\d)(?![\w/-])"),
    re.compile(r"(?<![\w/-])(?=[A-Z\d]*\d)(?=\d*[A-Z])[A-Z\d]{4,6}-[A-Z]{3,6}(?![\w/-])"),
    re.compile(r"(?<![\w/])#\d{4,12}(?!\w)"),
    re.compile(r"(?<![\w/])\d{4,12}[A-Z]{2}(?!\w)"),
    re.compile(r"(?<![\w/])(?=[A-Z\d]*\d{4})(?=\d*[A-Z])[A-Z\d]{8,20}(?!\w)"),
]
_JOB_ID_BY_CUE = re.compile(
    r"\b(?:req|jr|requisition|job|posting|opening|role|ref|reference|vacancy|advert|kennziffer|control|id|application"
    r"|candidate|reapply\s+under|apply\s+under|quote|quoting)\.?"
    r"(?:\s+(?:is|was|no\.?|number|id|code)){0,2}\s?[:(]?\s?(#?\d[\d/-]{3,30}(?:-?[A-Z]{1,3})?|[A-Z]{1,5}[-/]?\d[\d/-]{2,20}|\d{1,6}[-/][A-Z]{1,3}\d{0,6})(?!\w)",
    re.IGNORECASE,
)
_CODE_BY_CUE = re.compile(
    r"\b(?:code|quote|quoting|ref|reference)(?:\s+(?:is|was|no\.?|number))?\s?[:(]?\s?['\"\u201c\u2018]?"
    r"((?=[A-Za-z\d-]{0,60}\d)(?=[A-Za-z\d-]{0,60}[A-Za-z])[A-Za-z\d]{2,12}(?:-[A-Za-z\d]{1,12}){1,4})(?![\w-])",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")

_UNIT = r"(?:Flat|Apt|Apartment|Unit|Suite|Ste|Room|Plot|Block|House)\.?\s?\d{1,4}[A-Za-z]?"
_ADDRESSES = [
    re.compile(
        rf"(?<!\w)(?:{_UNIT},?\s+)?\d{{1,5}}[A-Za-z]?,?\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w']{{1,30}}|\d{{1,3}}(?:st|nd|rd|th))(?:\s+[A-Z][\w']{{1,30}})?\s+"
        r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Close|Crescent|Gardens|Grove|Parade|Hwy|Highway)\b"
    ),
    re.compile(
        r"(?<!\w)\d{1,4},?\s(?:bis\s)?(?:rue|avenue|boulevard|place|chemin|via|calle|rua)\s(?:(?:de|du|des|la|le|da|del)\s|d'){0,2}[A-Z][\w'-]+"
    ),
    re.compile(
        r"\b[A-Z][\w-]{1,30}(?:strasse|straße|str\.|platz|allee|gasse|weg)\s\d{1,4}[a-z]?(?:,\s\d{5}(?=\s))?"
    ),
    re.compile(rf"\b{_UNIT}(?=,\s[A-Z\d])"),
    re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\s(?:Ave|Avenue|St|Street)\b"),
    re.compile(
        r"\b(?:(?:flat|apt|unit)\s\d{1,4}[a-z]?,?\s)?\d{1,4}[a-z]?\s(?:(?!(?:the|a|an|my|our|their|this|that|down|up|in|on|of|off|to|from"
        rf"|along|across|per|way|year|or|and|{_COUNTED})\b)[a-z']{{2,20}}\s){{1,3}}(?:rd|street|road|ave|avenue|lane|crescent)\b"
    ),
    re.compile(r"\bP\.?\s?O\.?\s?Box\s\d{1,6}"),
    # Postal codes: Britain, the United States, Canada, Ireland, Australia.
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"),
    re.compile(r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?(?![\w-])"),
    re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"),
    re.compile(r"\b[AC-FHKNPRTV-Y]\d[\dW]\s(?=[A-Z\d]*\d)[A-Z\d]{4}\b"),
    re.compile(r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s\d{4}\b"),
]


def dates(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    for hit in _dates(text):
        ends_a_sentence = text[hit.end - 1] == "." and text[hit.end - 2].isalpha()
        yield replace(hit, end=hit.end - ends_a_sentence)


def _dates(text: str) -> Iterator[Hit]:
    if _DIGIT.search(text):
        yield from _whole(_DATES, text, Kind.DATE)
        for pattern in _DATES_BY_CUE:
            yield from _group(pattern, text, Kind.DATE)
    yield from _whole(_SPOKEN_DATES, text, Kind.DATE)
    yield from _group(_SPOKEN_DATE_BY_CUE, text, Kind.DATE)


def months(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    """Find months of a year: each is coarse enough to stay, and exact enough to ask about."""
    for match in _MONTH_OF_YEAR.finditer(text):
        yield Hit(match.start(), match.end(), Kind.DATE, sure=False)


def salaries(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    in_figures = _DIGIT.search(text)
    for hit in _whole([*(_SALARIES if in_figures else ()), *_SPOKEN_SALARIES], text, Kind.SALARY):
        if not _is_price(text, hit):
            yield hit
    for pattern in (*(_SALARY_CUES if in_figures else ()), _SPOKEN_SALARY, *_SPOKEN_MOST):
        yield from _group(pattern, text, Kind.SALARY)


def _is_price(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - _LONGEST_LEAD) : hit.start]
    by_the_hour = _BY_THE_HOUR.search(text, hit.start, hit.end)
    return not by_the_hour and bool(_PRICE_AFTER.match(text, hit.end) or _PRICE_BEFORE.search(before))


def job_ids(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    if not _DIGIT.search(text):
        return
    yield from _whole(_JOB_IDS, text, Kind.JOB_ID)
    for hit in _group(_JOB_ID_BY_CUE, text, Kind.JOB_ID):
        if not _A_YEAR.fullmatch(text, hit.start, hit.end):
            yield hit
    yield from _group(_CODE_BY_CUE, text, Kind.JOB_ID)


def addresses(text: str, _vocabulary: Vocabulary) -> Iterator[Hit]:
    if _DIGIT.search(text):
        yield from _whole(_ADDRESSES, text, Kind.PLACE)


def _whole(patterns: list[re.Pattern[str]], text: str, kind: Kind) -> Iterator[Hit]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), kind)


def _group(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        yield Hit(match.start(1), match.end(1), kind)
