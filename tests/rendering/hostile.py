"""Documents made to be slow, deep or long: each must be answered at once, one way or the other."""

from collections.abc import Callable, Iterator

from content.rendering import MAX_BYTES

FULL = MAX_BYTES - 100
MOST_SIGNS = 9_900
MOST_LINES = 2_900


def fill(piece: str, size: int = FULL) -> str:
    """Repeat a piece until it is as long as a document may be."""
    return piece * (size // len(piece.encode()))


def most(piece: str) -> str:
    """Repeat a piece as often as the guard lets pass, in size, in signs and in lines."""
    signs = sum(piece.count(sign) for sign in "[]*_`<>&!{}\\")
    lines = sum(bool(line.strip(" \t>")) for line in piece.split("\n"))
    times = min(
        FULL // len(piece.encode()),
        MOST_SIGNS // signs if signs else FULL,
        MOST_LINES // lines if lines else FULL,
    )
    return piece * times


def lines_of(piece: Callable[[int], str]) -> str:
    """Write numbered lines until they are as many as a document may have."""
    lines: list[str] = []
    length = marked = 0
    while True:
        line = piece(len(lines))
        length += len(line.encode()) + 1
        marked += sum(bool(part.strip(" \t>")) for part in line.split("\n"))
        if length > FULL or marked > MOST_LINES:
            return "\n".join(lines)
        lines.append(line)


def spread(piece: str, width: int = 9_000) -> str:
    """Repeat a piece in paragraphs that are each as long as the guard lets them be."""
    longest = most(piece)[:width]
    return most(longest + "\n\n") or longest


def wrapped(piece: str) -> str:
    """Repeat a piece on lines of one paragraph after another."""
    return spread(piece * max(60 // len(piece.encode()), 1) + "\n")


def listed(piece: str) -> str:
    """Repeat a piece in short items of a list."""
    return most(f"- {piece * 5}\n")


PIECES = {
    "open brackets": "[",
    "close brackets": "]",
    "open and close brackets": "[]",
    "brackets in brackets": "[[]]",
    "brackets with words": "[a](",
    "links without end": "[a](b",
    "links that open an angle": "[a](<b",
    "links with a quote": '[a](b "c',
    "links with a single quote": "[a](b 'c",
    "links with a bracket title": "[a](b (c",
    "images without end": "![a](b",
    "images in images": "![![",
    "images in brackets": "[![a",
    "full references": "[a][b]",
    "collapsed references": "[a][]",
    "shortcut references": "[a] ",
    "escaped brackets": "\\[\\]",
    "stars": "*",
    "underscores": "_",
    "stars and words": "*a ",
    "words and stars": "a* ",
    "stars in pairs": "**a ",
    "stars and underscores": "*_a ",
    "closed emphasis": "*a* ",
    "emphasis both ways": "*a_ ",
    "emphasis in threes": "***a** ",
    "emphasis against punctuation": "*!a* ",
    "strong in emphasis": "*a **b ",
    "back-ticks": "`",
    "back-ticks of two lengths": "`a``",
    "back-ticks of three lengths": "`a``b```",
    "tildes": "~",
    "angles": "<",
    "angles closed": "<>",
    "automatic links": "<http://a",
    "automatic mail": "<a@a",
    "comments": "<!--",
    "instructions": "<?",
    "declarations": "<!A ",
    "CDATA": "<![CDATA[",
    "tags": "<a b=",
    "tags with quotes": '<a b="',
    "closing tags": "</a ",
    "ampersands": "&",
    "entities": "&amp;",
    "long entities": "&CounterClockwiseContourIntegral;",
    "numbered entities": "&#65;",
    "open entities": "&#",
    "back-slashes": "\\",
    "back-slashes and ticks": "\\`",
    "quotation marks": '"',
    "greater than": "> ",
    "colons": ":",
    "commas": ",",
    "pipes": "|",
    "bangs": "!",
    "braces": "{",
    "braces closed": "{}",
    "words in braces": "{a} ",
    "open words in braces": "{a ",
    "citations": "[@a]",
    "open citations": "[@a",
    "many citations in one": "[@a;@b;@c]",
    "warning signs": "[!a]",
    "open warning signs": "[!a",
    "article links": "[[a]]",
    "open article links": "[[a|",
    "article links with sections": "[[a#b|c]]",
    "article links in links": "[[[a]]](",
    "hard breaks": "a  \n",
    "back-slash breaks": "a\\\n",
    "tabs": "\t",
    "spaces": " ",
    "words": "leg ",
    "one word": "a",
    "accents": "e\u0301",
    "piled accents": "\u0301\u0323",
    "letters from far away": "\U0001f9b5",
    "no-break spaces": "\u00a0",
}

LINES: dict[str, Callable[[int], str]] = {
    "definitions": lambda n: f"[a{n}]: b",
    "definitions and uses": lambda n: f"[a{n}]: b\n\n[a{n}]\n",
    "one name defined again": lambda n: "[a]: b",
    "definitions without end": lambda n: f"[a{n}]: b 'c",
    "definitions of many lines": lambda n: f"[a{n}]:\nb\n'c\nd'",
    "definitions that are not": lambda n: f"[a{n}]: b c d",
    "lists one deeper each line": lambda n: "  " * n + "- a",
    "lists one deeper each line, numbered": lambda n: "   " * n + "1. a",
    "quotations one deeper each line": lambda n: "> " * n + "a",
    "quotations and lists in turn": lambda n: "> - " * n + "a",
    "lists": lambda n: "- a",
    "empty list items": lambda n: "-",
    "loose lists": lambda n: "- a\n",
    "lists of every kind": lambda n: ("- a", "+ a", "* a", "1. a", "1) a")[n % 5],
    "lists with code": lambda n: "-     a",
    "numbers": lambda n: f"{n}. a",
    "lists twelve deep": lambda n: "- " * 12 + "a",
    "lists six deep, again and again": lambda n: "  " * (n % 6) + "- a",
    "quotations twenty deep": lambda n: ">" * 20 + "a",
    "quotations opened and closed": lambda n: "> a\n",
    "lazy quotations": lambda n: "> a\nb",
    "headings": lambda n: "## a",
    "headings with keys": lambda n: f"## a {{#k{n}}}",
    "headings with one key": lambda n: "## a {#k}",
    "headings of the sixth level": lambda n: "###### a",
    "underlined headings": lambda n: "a\n===",
    "underlines": lambda n: "=",
    "rules": lambda n: "---",
    "rules of stars": lambda n: "* * *",
    "fences": lambda n: "```",
    "fences of growing length": lambda n: "`" * (n % 200 + 3),
    "fences in lists": lambda n: "- ```",
    "indented code": lambda n: "    a",
    "tables": lambda n: "|a|b|\n|-|-|\n|c|d|\n",
    "table rulers": lambda n: "|-|-|",
    "boxes": lambda n: "::: note a\nb\n:::",
    "boxes that stay open": lambda n: "::: note a",
    "boxes that close nothing": lambda n: ":::",
    "boxes of no kind": lambda n: ":::: b c",
    "boxes in boxes": lambda n: ":" * (n % 100 + 3) + " note a",
    "care cards": lambda n: "::: emergency a\n- b\n:::",
    "lists of what not to do": lambda n: "::: dont\n- a\n:::",
    "steps": lambda n: "::: steps\n1. a\n:::",
    "findings": lambda n: "::: finding a\n:::",
    "findings by the thousand": lambda n: f"::: finding a{n}\n:::",
    "pictures": lambda n: "![a](drawing:a)\n",
    "pictures without words": lambda n: "![](drawing:a)\n",
    "pictures that are not": lambda n: f"![a](drawing:a{n})\n",
    "glossary words by the thousand": lambda n: f"{{a{n}}}\n",
    "article links by the thousand": lambda n: f"[[a-{n}]]\n",
    "citations by the thousand": lambda n: f"[@a-{n}]\n",
}


def _tables() -> Iterator[tuple[str, str]]:
    def table(columns: int, rows: int, row: str) -> str:
        return f"{'a|' * columns}\n{'-|' * columns}\n" + f"{row}\n" * rows

    yield "a table that fills itself", table(95, 95, "a|")
    yield "a table that fills itself further", table(256, 256, "a|")
    yield "a wide table", table(1_900, 3, "a|")
    yield "a table too wide", table(2_100, 2, "a|")
    yield "a table too large", table(100, 250, "a|" * 100)
    yield "a tall table", table(2, 2_800, "a|b")
    yield "many tables that fill themselves", (table(40, 40, "a") + "\n") * 6
    yield "many small tables", (table(3, 1, "a") + "\n") * 960
    yield "a table in a quotation", "> " + table(95, 95, "a|").replace("\n", "\n> ")
    yield "a table in a list", "- " + table(95, 95, "a|").replace("\n", "\n  ")
    yield "a table of links", table(5, 480, "[a](b)|" * 5)
    yield "a table of escaped pipes", "\n".join([table(2, 100, "\\|" * 40 + "|b")] * 2)


def _others() -> Iterator[tuple[str, str]]:
    long = "a" * 9_000
    yield "a million new lines", "\n" * 1_000_000
    yield "new lines", "\n" * FULL
    yield "carriage returns", "\r\n" * (FULL // 2)
    yield "two megabytes", "a" * 2_000_000
    yield "one address used by all", f"[a]: /{long}\n\n" + spread("[a] ")
    yield "one title used by all", f"[a]: /b '{long}'\n\n" + spread("[a] ")
    yield "one web address used by all", f"[a]: https://b.example/{long}\n\n" + spread("[a] ")
    yield "long links", spread(f"[{'a' * 4_000}](https://b.example/{'c' * 4_000}) ")
    yield "emphasis nested", "*a _b " * 700 + "c_ d*" * 700
    yield "emphasis nested and spread", fill("*a _b " * 300 + "c_ d*" * 300 + "\n\n")
    yield "strong nested", "**a __b " * 500 + "c__ d**" * 500
    yield "stars, then words, then stars", "*" * 9_000 + "a" + "*" * 9_000
    yield "brackets nested", "[" * 3_000 + "a" + "]" * 3_000
    yield "brackets nested fifty deep", spread("[" * 49 + "a" + "]" * 49)
    yield "links nested fifty deep", spread("[" * 49 + "a" + "](b)" * 49)
    yield "pictures nested", spread("![" * 49 + "a" + "](drawing:b)" * 49)
    yield "parentheses nested", spread("[a](" + "(" * 40 + ")" * 40 + ")")
    yield "quotations nested", ">" * 20_000 + "a"
    yield "quotations nested with spaces", "> " * 9_000 + "a"
    yield "lists nested", "- " * 9_000 + "a"
    yield "numbers nested", "1. " * 6_000 + "a"
    yield "lists and quotations nested", "- > " * 4_000 + "a"
    yield "back-ticks, each run longer", " ".join("`" * n for n in range(1, 180))
    yield "back-ticks, spread", fill(" ".join("`" * n for n in range(1, 120)) + "\n\n")
    yield "an unclosed fence", "```\n" + "a\n" * 40_000
    yield "an unclosed comment", "<!--\n" + "a\n" * 9_000
    yield "a long heading", "## " + "a" * 15_000
    yield "a long key", "## a {#" + "a" * 15_000 + "}"
    yield "a long box name", "::: " + "a" * 15_000
    yield "a long glossary word", "{" + "a" * 15_000 + "}"
    yield "a long citation", "[@" + ";@".join(["a"] * 4_000) + "]"
    yield "a hidden character", "a\u200bb"
    yield "a hidden entity", "a&#x202e;b"
    yield "half a character", "a\ud800b"
    yield "spaces inside a heading", fill("## a" + " " * 9_900 + "b\n\n")
    yield "spaces after a dash", fill("-" + " " * 9_900 + "b\n\n")
    yield "spaces after a ruler", fill("|-|-" + " " * 9_900 + "b\n\n")
    yield "spaces in a citation", fill("[@" + " " * 990 + "\n")
    yield "full stops", spread(". A")
    yield "links open to the last allowed", spread("[a](" + "b" * 90, 9_000)
    yield "links open a little", fill("[a](b" * 20 + ")" * 20 + "\n\n")
    yield "links open in sixties", fill(("[a](b" * 60 + "\n\n") + "(a)" * 60 + "\n\n")
    yield "nothing", ""
    yield "a nought", "a\x00b"


def documents() -> dict[str, str]:
    """Give every hostile document by its name."""
    return {
        **{f"{name}, in one line": fill(piece) for name, piece in PIECES.items()},
        **{f"{name}, in paragraphs": spread(piece) for name, piece in PIECES.items()},
        **{f"{name}, in lines": wrapped(piece) for name, piece in PIECES.items()},
        **{f"{name}, in a list": listed(piece) for name, piece in PIECES.items()},
        **{name: lines_of(piece) for name, piece in LINES.items()},
        **dict(_tables()),
        **dict(_others()),
    }
