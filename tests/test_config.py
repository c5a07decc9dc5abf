"""What follows from a few settings: the cookie, the names the site answers by, the limits."""

import pytest

from webapp import config, create_app


@pytest.fixture
def https(tmp_path):
    settings = {"PUBLIC_URL": "https://rinki.example", "SECRET_KEY": "long and random" * 3}
    return lambda **more: create_app(DATA=str(tmp_path), **{**settings, **more})


def test_over_https_the_cookie_goes_only_there(https):
    assert https().config["SESSION_COOKIE_SECURE"] is True
    assert https(PUBLIC_URL="http://127.0.0.1:8000").config["SESSION_COOKIE_SECURE"] is False


def test_a_public_site_does_not_start_with_the_secret_everyone_knows(https):
    for secret in ("", "development only", "x" * 31):
        for address in ("https://rinki.example", "http://rinki.example"):
            with pytest.raises(RuntimeError, match="RINKI_SECRET_KEY"):
                https(SECRET_KEY=secret, PUBLIC_URL=address)


@pytest.mark.parametrize(("name", "status"), [("rinki.example", 302), ("evil.example", 400)])
def test_the_site_answers_by_its_own_name_only(https, name, status):
    answer = https().test_client().get("/", headers={"Host": name})
    assert answer.status_code == status


def test_several_servers_count_their_limits_together(https):
    settings = {**https().config, "REDIS_URL": "redis://redis.example", "RATELIMIT_STORAGE_URI": ""}
    config.complete(settings)
    assert settings["RATELIMIT_STORAGE_URI"] == "redis://redis.example"
