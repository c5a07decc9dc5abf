"""A guide in the words of schema.org."""

from typing import Any

from flask import url_for

from webapp.guides.labels import AUDIENCES, KINDS
from webapp.guides.models import Guide
from webapp.web import absolute


def learning_resource(guide: Guide) -> dict[str, Any]:
    """https://schema.org/LearningResource"""
    page = absolute(url_for("guides.show", guide_slug=guide.slug))
    return {
        "@type": "LearningResource",
        "@id": page,
        "name": guide.title,
        "description": str(guide.wording("summary") or ""),
        "url": guide.url or page,
        "inLanguage": "" if guide.language == "mul" else guide.language,
        "learningResourceType": str(KINDS[guide.kind]),
        "publisher": guide.publisher and {"@type": "Organization", "name": guide.publisher},
        "datePublished": guide.year and str(guide.year),
        "about": [topic.name for topic in guide.topics],
        "audience": [
            {"@type": "Audience", "audienceType": str(name)}
            for audience, name in AUDIENCES.items()
            if audience in guide.audiences
        ],
    }
