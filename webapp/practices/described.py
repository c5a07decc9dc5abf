"""A practice in the words of schema.org."""

from typing import Any

from flask import url_for

from webapp.i18n import language
from webapp.practices.models import Practice
from webapp.web import absolute


def article(practice: Practice) -> dict[str, Any]:
    """https://schema.org/Article"""
    name, told = practice.wording("name"), practice.wording("summary")
    return {
        "@type": "Article",
        "@id": absolute(url_for("practices.show", practice_slug=practice.slug)),
        "headline": str(name),
        "description": str(told),
        "inLanguage": name.language if name else language(),
        "about": [topic.name for topic in practice.guide.topics],
        "isBasedOn": practice.source_url,
    }
