from flask import abort

from webapp.accounts.models import User
from webapp.accounts.rules import curates
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide
from webapp.guides.waiting import GuideFile


def tends(user: User, guide: Guide) -> bool:
    """The shared library is a platform admin's to write; a guide of its own, an organisation's."""
    if guide.organisation_id is None:
        return user.is_platform_admin
    mine = user.membership and user.membership.organisation_id
    return curates(user) and guide.organisation_id == mine


def may_tend(user: User, guide: Guide) -> bool:
    """As `tends`; what the reader may not even see is not there."""
    return (guide.is_for(user) or abort(404)) and tends(user, guide)


def tends_some(user: User) -> bool:
    return user.is_platform_admin or curates(user)


def tends_reported(user: User, report: LinkReport) -> bool:
    return may_tend(user, report.guide)


def answers_offer(user: User, guide: Guide) -> bool:
    """What is offered to all, a platform admin takes in or leaves."""
    return user.is_platform_admin


def sent_it(user: User, file: GuideFile) -> bool:
    """What someone has sent, only that person looks at and confirms."""
    return file.user_id == user.id or abort(404)
