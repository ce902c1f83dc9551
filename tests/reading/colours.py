"""Reads the tokens as a browser does, and measures the contrast of two colours."""

import math
import re
from pathlib import Path

TOKENS = Path(__file__).parents[2] / "static" / "site" / "parts" / "tokens.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLOCK = re.compile(r"(?:@media \((?P<when>[^)]*)\) \{\s*)?:root \{(?P<body>[^}]*)\}")
TOKEN = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);")
REFERENCE = re.compile(r"var\(--(?P<name>[\w-]+)\)")
OKLCH = re.compile(r"oklch\((?P<lightness>[\d.]+)% (?P<chroma>[\d.]+) (?P<hue>[\d.]+)\)")

DARK = "prefers-color-scheme: dark"
MORE_CONTRAST = "prefers-contrast: more"


def blocks() -> dict[str | None, dict[str, str]]:
    """Return the tokens of each block, by the condition it stands under."""
    text = COMMENT.sub("", TOKENS.read_text(encoding="utf-8"))
    return {
        found["when"]: {token["name"]: token["value"] for token in TOKEN.finditer(found["body"])}
        for found in BLOCK.finditer(text)
    }


def tokens(*conditions: str) -> dict[str, str]:
    """Return the tokens that hold while the conditions are true, the later block winning."""
    found: dict[str, str] = {}
    for when, body in blocks().items():
        if when is None or when in conditions:
            found |= body
    return found


def luminance(name: str, among: dict[str, str]) -> float:
    """Return the relative luminance of a token's colour, as WCAG defines it."""
    value = among[name]
    while reference := REFERENCE.fullmatch(value):
        value = among[reference["name"]]
    colour = OKLCH.fullmatch(value)
    if colour is None:
        raise ValueError(f"--{name} is not written as oklch(L% C H): {value}")
    return _luminance(
        float(colour["lightness"]) / 100, float(colour["chroma"]), float(colour["hue"])
    )


def contrast(one: str, other: str, among: dict[str, str]) -> float:
    """Return the contrast ratio of two tokens."""
    dark, light = sorted([luminance(one, among), luminance(other, among)])
    return (light + 0.05) / (dark + 0.05)


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return 0.2126 * _shown(red) + 0.7152 * _shown(green) + 0.0722 * _shown(blue)


def _shown(linear: float) -> float:
    """Return what a screen makes of a channel: within its range, in steps of eight bits."""
    linear = min(max(linear, 0.0), 1.0)
    encoded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    encoded = round(encoded * 255) / 255
    return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4
