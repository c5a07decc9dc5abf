"""The application factory. Of webapp only jobs imports from here."""

from importlib import import_module
from typing import Any

from flask import Flask

from webapp import access, addresses, cli, config, db, errors, i18n, json_ld, kit, menu, passes, web

# The features with pages, from the lowest layer up.
FEATURES = (
    "editor",
    "accounts",
    "guides",
    "practices",
    "collections",
    "meetings",
    "agendas",
    "attendance",
    "feedback",
    "joining",
    "messages",
    "groups",
    "training",
    "reports",
    "home",
)


def create_app(**settings: Any) -> Flask:
    app = db.CommittingFlask(__name__, template_folder="../templates", static_folder="../static")
    app.config.from_object("webapp.config")
    app.config.from_prefixed_env("RINKI")
    app.config.update(settings)
    config.complete(app.config)

    for platform in (db, i18n, addresses, kit, json_ld, web, errors, passes):
        platform.init_app(app)
    for feature in FEATURES:
        module = import_module(f"webapp.{feature}.views")
        app.register_blueprint(module.bp, url_prefix=f"/<lang:lang>{module.bp.url_prefix or ''}")
        if hasattr(module, "bare"):  # pages without a language in their address
            app.register_blueprint(module.bare)
    menu.init_app(app)
    cli.init_app(app)
    access.init_app(app)  # last: it refuses to start if any view lacks a rule
    return app
