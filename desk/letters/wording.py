"""What a letter's grammar asks for in each language: its greeting and closing; a post, an hour, a reason in a sentence.

These are no translations of one English text: each language has its own rules (elision, the German capital, the title
that comes back in the French closing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.units import format_unit

from desk.letters.addressee import Civility

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from desk.i18n.speech import Speech


@dataclass(frozen=True, kw_only=True, slots=True)
class Courtesy:
    """How one language greets somebody and takes leave. `{name}` is the family name."""

    greetings: dict[Civility, str]
    greeting: str
    """To somebody of whom nothing proves the title."""
    closings: dict[Civility, str]
    closing: str


_AGREER = "Nous vous prions d'agréer, {}, nos salutations distinguées."
COURTESIES = {
    "fr": Courtesy(
        greetings={Civility.MS: "Madame {name},", Civility.MR: "Monsieur {name},"},
        greeting="Madame, Monsieur,",
        closings={Civility.MS: _AGREER.format("Madame"), Civility.MR: _AGREER.format("Monsieur")},
        closing=_AGREER.format("Madame, Monsieur"),
    ),
    "nl": Courtesy(
        greetings={Civility.MS: "Geachte mevrouw {name},", Civility.MR: "Geachte heer {name},"},
        greeting="Geachte mevrouw, geachte heer,",
        closings={},
        closing="Met vriendelijke groeten,",
    ),
    "de": Courtesy(
        greetings={Civility.MS: "Sehr geehrte Frau {name},", Civility.MR: "Sehr geehrter Herr {name},"},
        greeting="Sehr geehrte Dame, sehr geehrter Herr,",
        closings={},
        closing="Mit freundlichen Grüßen",
    ),
    "en": Courtesy(
        greetings={Civility.MS: "Dear Ms {name},", Civility.MR: "Dear Mr {name},"},
        greeting="Dear Sir or Madam,",
        closings={Civility.MS: "Yours sincerely,", Civility.MR: "Yours sincerely,"},
        closing="Yours faithfully,",
    ),
}
_OF = {"fr": "de {}", "nl": "van {}", "de": "als {}", "en": "of {}"}
_QUOTED = {"nl": "“{}”", "de": "„{}“", "en": "“{}”"}
"""How a language shows a title that is in another: a notice is published in French."""
_ELIDED = re.compile(r"[aàâäeéèêëiîïoôöuùûü]|h(?!aut|éraut|ockey|arpiste|andball|uit)", re.IGNORECASE)
"""Before which "de" is "d'": a vowel or a mute h. The names of posts that begin with an aspirate h are few."""
_ORDINARY = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]")
"""A capital that the beginning of a title alone asks for: no acronym."""
_HOURS = {
    "fr": "{weekday} {day} à {hour}\xa0h\xa0{minute}",
    "nl": "{weekday} {day} om {hour}.{minute}\xa0uur",
    "de": "{weekday}, den {day}, um {hour}.{minute}\xa0Uhr",
}
_PLAIN_HOUR = "{weekday} {day} at {hour}:{minute}"


def salutation(language: str, civility: Civility | None, family_name: str | None) -> str:
    """By name where the title is proven, else to either."""
    forms = COURTESIES[language]
    if civility is None or not family_name:
        return forms.greeting
    return forms.greetings[civility].format(name=_written(family_name))


def closing(language: str, civility: Civility | None, family_name: str | None) -> str:
    """The closing formula that goes with the salutation."""
    forms = COURTESIES[language]
    return forms.closings.get(civility, forms.closing) if civility and family_name else forms.closing


def _written(family_name: str) -> str:
    """A family name in mixed case: many candidates write theirs in capitals."""
    return family_name.title() if family_name.isupper() else family_name


def post(title: str, language: str) -> str:
    """A notice's title as it stands in a sentence: quoted in other languages than its own."""
    if language in _QUOTED:
        return _QUOTED[language].format(title)
    return title[0].lower() + title[1:] if _ORDINARY.match(title) else title


def of_post(named: str, language: str) -> str:
    """The post after the word "function": "de chargé(e) de mission", "d'animateur"."""
    if language == "fr" and _ELIDED.match(named):
        return f"d'{named}"
    return _OF[language].format(named)


def sentence(text: str) -> str:
    """A text that somebody typed as a sentence: it begins with a capital and ends with a full stop."""
    kept = text.strip()
    if not kept:
        return ""
    ended = kept if kept[-1] in ".!?…»”" else f"{kept}."
    return ended[0].upper() + ended[1:]


def clause(text: str) -> str:
    """A text with which a sentence begins: nothing ends it."""
    return text.strip().rstrip(".,;: ")


def hour(says: Speech, at: datetime, zone: ZoneInfo) -> str:
    """Day and hour, as a letter has them."""
    local = at.astimezone(zone)
    words = _HOURS.get(says.language, _PLAIN_HOUR)
    day = local.date()
    return words.format(
        weekday=says.day_name(day), day=says.long_day(day), hour=local.hour, minute=f"{local.minute:02}"
    )


def length(says: Speech, minutes: int) -> str:
    """How long something lasts: "45 minutes"."""
    return format_unit(minutes, "duration-minute", length="long", locale=says.locale)
