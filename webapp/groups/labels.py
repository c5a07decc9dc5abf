from typing import Any

from flask_babel import lazy_gettext as _

from webapp.accounts.models import Offer
from webapp.groups.models import Audience, Visibility, Welcome
from webapp.groups.proposal_models import ProposalState

# The languages groups in Finland speak most, by BCP 47.
SPOKEN = (
    "fi fi-simple sv en fse se ar de es et fa fr ku pl ro ru so sq th ti tr uk ur vi zh"
).split()

VISIBILITIES = {
    Visibility.PUBLIC: _("Anyone can find it"),
    Visibility.UNLISTED: _("Only those who have the address"),
    Visibility.INTERNAL: _("Only our own people"),
}
NAMES = {
    "names": _("Nicknames: the leader ticks who came"),
    "count": _("Only the number of people, no names at all"),
}

# What must be told of a group before it is published: the page that asks for it, and its name.
TASKS = {
    "about": _("What and for whom"),
    "where": _("Where you meet"),
    "when": _("When you meet"),
    "leaders": _("Who leads the group"),
    "privacy": _("Privacy"),
}

# What makes it easier to come: the word and its symbol.
WELCOMES = {
    Welcome.STEP_FREE: _("Step-free way in"),
    Welcome.TOILET: _("Accessible toilet"),
    Welcome.LOOP: _("Hearing loop"),
    Welcome.SIGN_LANGUAGE: _("Sign language"),
    Welcome.QUIET: _("A quiet room to rest in"),
    Welcome.CHILDREN: _("Children are welcome"),
    Welcome.PARKING: _("Parking"),
    Welcome.BUS: _("Bus stop near by"),
    Welcome.FREE: _("Free of charge"),
}
SYMBOLS = {
    Welcome.STEP_FREE: "wheelchair",
    Welcome.TOILET: "accessible",
    Welcome.LOOP: "ear",
    Welcome.SIGN_LANGUAGE: "hand-finger",
    Welcome.QUIET: "armchair",
    Welcome.CHILDREN: "baby-carriage",
    Welcome.PARKING: "parking",
    Welcome.BUS: "bus",
    Welcome.FREE: "gift",
}

# Whom a group is for.
AUDIENCES: dict[str, Any] = {
    Audience.WOMEN: _("Women"),
    Audience.MEN: _("Men"),
    Audience.YOUNG: _("Young adults"),
    Audience.PARENTS: _("Parents"),
    Audience.OLDER: _("Older people"),
    Audience.RELATIVES: _("Those close to someone ill or in trouble"),
    Audience.IMMIGRANTS: _("People who have moved to Finland"),
}
EVERYONE = "everyone"
FOR_WHOM = {EVERYONE: _("Everyone"), **AUDIENCES}

# How a group meets.
WAYS = {
    "place": _("Face to face"),
    "online": _("Online"),
    "both": _("Both face to face and online"),
}
PARTS_OF_THE_DAY = {
    "morning": _("Before noon"),
    "day": _("In the afternoon"),
    "evening": _("In the evening"),
}

# What an organisation gives to its groups: the words and their symbols.
OFFERS = {
    Offer.ROOMS: _("Rooms to meet in"),
    Offer.TRAINING: _("Training for leaders"),
    Offer.CONTACT: _("A person to call"),
    Offer.SUPERVISION: _("Regular support talks for leaders"),
}
OFFER_SYMBOLS = {
    Offer.ROOMS: "sofa",
    Offer.TRAINING: "school",
    Offer.CONTACT: "phone",
    Offer.SUPERVISION: "friends",
}

# Wishes to start a group.
PROPOSAL_STATES = {
    ProposalState.NEW: _("Waits for an answer"),
    ProposalState.ANSWERED: _("Answered"),
    ProposalState.STARTED: _("A group came of it"),
    ProposalState.CLOSED: _("Closed"),
}
PROPOSAL_TONES = {ProposalState.NEW: "warning", ProposalState.STARTED: "good"}
