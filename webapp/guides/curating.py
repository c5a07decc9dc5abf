"""Pages on which curators add guides, write of them and decide what becomes of them."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp.access import allow, limiter
from webapp.db import db, let_go
from webapp.guides import curation, duplicates
from webapp.guides.act_forms import AddressForm, RetireForm, ReviewForm
from webapp.guides.blueprint import bp
from webapp.guides.guide_forms import GuideForm, NewGuideForm
from webapp.guides.models import Guide
from webapp.guides.proposals import look_at
from webapp.guides.returning import back_to
from webapp.guides.rules import may_tend, tends_some
from webapp.guides.versions import GuideVersion, changes, told, versions_of
from webapp.i18n import language
from webapp.web import done, page


@bp.route("/add", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])
@allow(tends_some)
def add() -> Any:
    """The address first: what the page tells of itself is filled in."""
    form = AddressForm()
    if form.accepted():
        let_go()
        proposal = look_at(form.url.data)
        new = NewGuideForm(proposal)
        like = duplicates.like(proposal.url, proposal.title, _mine())
        return page("guides/new.html", form=new, proposal=proposal, like=like)
    return page("guides/add.html", form=form)


@bp.route("/new", methods=["GET", "POST"])
@allow(tends_some)
def new() -> Any:
    form = NewGuideForm()
    like = []
    if form.accepted():
        like = duplicates.like(form.url.data, form.title.data, _mine())
        if not like or form.anyway.data:
            owner = None if form.whose.data == "shared" else g.organisation
            guide = curation.add(owner, form.facts, language(), form.summary.data or "")
            return done(_("The guide is a draft now. Look at it and publish it."), _page(guide))
    return page("guides/new.html", form=form, proposal=None, like=like, status=_status(like))


@bp.route("/<guide_slug>/edit", methods=["GET", "POST"])
@allow(may_tend, guide=Guide)
def edit(guide: Guide) -> Any:
    """Two may write at once: the second sees what the first has saved, and chooses."""
    form = GuideForm(guide)
    theirs = []
    if form.accepted():
        theirs = _changed_meanwhile(form, guide)
        if not theirs:
            curation.edit(guide, form.facts, language(), form.summary.data or "")
            return done(_("Saved."), back_to(_page(guide)))
        form.seen.data = guide.version
    return page("guides/edit.html", form=form, guide=guide, theirs=theirs, status=_status(theirs))


@bp.get("/<guide_slug>/history")
@allow(may_tend, guide=Guide)
def history(guide: Guide) -> Any:
    versions = db.session.scalars(versions_of(guide).limit(100)).all()
    older = [version.told for version in versions[1:]] + [{}]
    rows = [(v, changes(before, v.told)) for v, before in zip(versions, older, strict=False)]
    return page("guides/history.html", guide=guide, rows=rows)


@bp.post("/<guide_slug>/history/<int:number>")
@allow(may_tend, guide=Guide)
def put_back(guide: Guide, number: int) -> Any:
    version = db.first_or_404(versions_of(guide).where(GuideVersion.number == number))
    curation.put_back(guide, version)
    return done(_("The guide is as it was in version %(number)s.", number=number), _page(guide))


@bp.post("/<guide_slug>/publish")
@allow(may_tend, guide=Guide)
def publish(guide: Guide) -> Any:
    curation.publish(guide)
    return done(_("The guide is in the library."), back_to(_page(guide)))


@bp.post("/<guide_slug>/flag")
@allow(may_tend, guide=Guide)
def flag(guide: Guide) -> Any:
    curation.flag(guide)
    return done(_("The guide is on the to-do list."), _page(guide))


@bp.route("/<guide_slug>/retire", methods=["GET", "POST"])
@allow(may_tend, guide=Guide)
def retire(guide: Guide) -> Any:
    form = RetireForm()
    if form.accepted():
        curation.retire(guide, form.reason.data, form.replacement)
        said = _("The guide is no longer in the library. Its page says why.")
        return done(said, back_to(_page(guide)))
    return page("guides/retire.html", form=form, guide=guide)


@bp.route("/<guide_slug>/review", methods=["GET", "POST"])
@allow(may_tend, guide=Guide)
def review(guide: Guide) -> Any:
    form = ReviewForm(day=guide.review_on)
    if form.accepted():
        curation.review_by(guide, form.day.data)
        return done(_("Saved."), _page(guide))
    return page("guides/review.html", form=form, guide=guide)


def _changed_meanwhile(form: GuideForm, guide: Guide) -> list[tuple[str, Any, Any, Any]]:
    """The fields that another has saved since, and that this curator would write over."""
    if str(form.seen.data) == str(guide.version):
        return []
    seen = db.session.scalar(versions_of(guide).where(GuideVersion.number == form.number_seen))
    before, now = (seen.told if seen else {}), told(guide)
    mine = form.as_told(language())
    return [
        (name, form.label_of(name), now.get(name), mine.get(name))
        for name, _was, _is in changes(before, now)
        if name in mine and (mine.get(name) or None) != (now.get(name) or None)
    ]


def _mine() -> int | None:
    return g.organisation.id if g.organisation else None


def _page(guide: Guide) -> str:
    return url_for("guides.show", guide_slug=guide.slug)


def _status(unsure: list[Any]) -> int | None:
    """What is asked back is no success yet."""
    return 409 if unsure and request.method == "POST" else None
