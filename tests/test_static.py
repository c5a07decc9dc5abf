from webapp import kit


def test_the_sheet_is_kept_for_a_year_at_an_address_of_its_content(app, browser):
    answer = browser.client.get(kit.static_url("css/rinki.css"))
    assert answer.status_code == 200
    assert answer.cache_control.max_age == kit.YEAR and answer.cache_control.immutable


def test_a_browser_that_can_gets_the_sheet_compressed(app, browser):
    kit.compress_static()
    whole = browser.client.get("/static/css/rinki.css").data
    answer = browser.client.get("/static/css/rinki.css", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < len(whole) / 3


def test_nothing_outside_the_folder_is_served(app, browser):
    assert browser.client.get("/static/../webapp/config.py").status_code == 404
    assert browser.client.get("/static/%2e%2e/webapp/config.py").status_code == 404
