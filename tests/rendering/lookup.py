"""The small world that the rendering examples lean on."""

from content.rendering import Call, FindingBlock, ImageFile, LinkTarget, Lookup

UPLOADED = "media:" + "ab12" * 16
WIDE, NARROW = "cd34" * 16, "ef56" * 16

LOOKUP = Lookup(
    links={
        "night-cramps": LinkTarget(
            "/night-cramps/", "Night cramps", {"stretches": "Stretches before bed"}
        ),
        "quinine-for-cramps": LinkTarget("/quinine-for-cramps/", "Quinine: benefits & dangers"),
    },
    sources=frozenset({"trial-a", "trial-b", "service-page", "taken-back"}),
    retracted={"taken-back": "3 May 2026: the numbers were made up."},
    findings={
        "fewer-cramps": FindingBlock(
            say="People who stretched had about 1 fewer cramp a night.",
            picture='<svg viewBox="0 0 1 1" role="img" aria-label="Less"><path d="M0 0H1"/></svg>',
            caption="The same in numbers: one trial, 80 people",
            head=("Taking part", "Cramps a night"),
            rows=(("Stretched", "1.4 < 2"), ("Did not", "2.6")),
            doubt="It was a small trial.",
            source="trial-b",
        ),
        "unsourced": FindingBlock(
            say="Nobody knows.",
            picture='<div class="finding__arms"></div>',
            caption="Nothing",
            head=(),
            rows=(("Best estimate", "none"),),
            doubt="All of it.",
            source="gone",
        ),
    },
    terms={
        "deep vein thrombosis": "a blood clot in a deep vein",
        "statin": "a tablet that lowers cholesterol",
    },
    flags={
        "dvt": "one calf is swollen, warm or sore. It may be a clot",
        "pe": "you are suddenly short of breath",
    },
    images={
        "drawing:calf-stretch": ImageFile("/static/drawings/calf-stretch.svg", 264, 232),
        UPLOADED: ImageFile(f"/media/{'ab12' * 16}.webp", 800, 600),
        f"media:{WIDE}": ImageFile(
            f"/media/{WIDE}.webp", 1600, 1200, narrow=ImageFile(f"/media/{NARROW}.webp", 800, 600)
        ),
    },
    calls=(Call("UK", "999"), Call("EU", "112")),
)
