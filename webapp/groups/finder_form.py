from collections.abc import Iterable

from babel import dates
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SearchField, SelectMultipleField

from webapp.forms import FacetForm, by_name, tidy
from webapp.groups.finding import FACETS
from webapp.groups.labels import FOR_WHOM, PARTS_OF_THE_DAY, WAYS, WELCOMES
from webapp.i18n import language_name

LONGEST_SEARCH = 100


class FinderForm(FacetForm):
    """What group someone is looking for."""

    FACETS = FACETS
    words = SearchField(
        _("What has happened, or who is it for?"),
        filters=[lambda typed: tidy(typed)[:LONGEST_SEARCH]],
    )
    municipality = SelectMultipleField(_("Municipality"))
    weekday = SelectMultipleField(_("Day of the week"))
    part = SelectMultipleField(_("Time of day"))
    topic = SelectMultipleField(_("Topic"))
    audience = SelectMultipleField(_("For whom"))
    language = SelectMultipleField(_("Language spoken"))
    way = SelectMultipleField(_("How it meets"))
    welcome = SelectMultipleField(_("What you need"))
    view = HiddenField()
    month = HiddenField()

    def __init__(
        self, municipalities: Iterable[str], languages: Iterable[str], topics: dict[str, str]
    ) -> None:
        names = dates.get_day_names("wide", "stand-alone", locale=get_locale())
        super().__init__(
            municipality=[(name, name) for name in sorted(municipalities)],
            weekday=[(str(day), capital(names[day])) for day in range(7)],
            part=PARTS_OF_THE_DAY.items(),
            topic=by_name(topics),
            audience=FOR_WHOM.items(),
            language=by_name({tag: language_name(tag) for tag in languages}),
            way=WAYS.items(),
            welcome=WELCOMES.items(),
        )


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]
