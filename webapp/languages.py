"""The languages of the site, by BCP 47 tag, and what stands in for a text that lacks one.

The whole site speaks four languages. The pages of participants speak the languages of people who
come to groups, too: whoever opens one needs no other language.
"""

# Each language's locale; Easy Finnish is a catalogue laid over the Finnish one.
LOCALES = {
    "fi": "fi",
    "fi-simple": "fi@simple",
    "sv": "sv",
    "en": "en",
    "et": "et",
    "ru": "ru",
    "uk": "uk",
    "ar": "ar",
    "so": "so",
    "se": "se_FI",  # the weekdays differ from those of Norway
}
NAMES = {
    "fi": "Suomi",
    "fi-simple": "Selkosuomi",
    "sv": "Svenska",
    "en": "English",
    "et": "Eesti",
    "ru": "Русский",
    "uk": "Українська",
    "ar": "العربية",
    "so": "Soomaali",
    "se": "Davvisámegiella",
}
LANGUAGES = ["fi", "fi-simple", "sv", "en"]
"""What every page is in."""
PARTICIPANTS = list(LOCALES)
"""What the participants' pages are in."""
DEFAULT = "fi"

# Where a text is missing in the reader's language, the next best is shown and said to be so.
FALLBACKS = {
    "fi-simple": ("fi-simple", "fi", "sv", "en"),
    "fi": ("fi", "fi-simple", "sv", "en"),
    "sv": ("sv", "fi", "en", "fi-simple"),
    "en": ("en", "fi", "sv", "fi-simple"),
    "et": ("et", "fi-simple", "fi", "en", "sv"),
    "se": ("se", "fi", "fi-simple", "sv", "en"),
}
FALLBACKS |= {tag: (tag, "en", "fi-simple", "fi", "sv") for tag in ("ru", "uk", "ar", "so")}


def nearest(tag: str) -> str:
    """The best language for this reader among those of the whole site."""
    return next(near for near in FALLBACKS[tag] if near in LANGUAGES)
