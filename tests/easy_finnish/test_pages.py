from tests.easy_finnish.pages import broken_on_page, reading_text

PAGE = """
<html lang="fi-simple"><body><nav><a href="/">Etusivu</a></nav><main>
  <h1>Ryhmä alkaa</h1>
  <p>Tule <a href="#">mukaan</a> heti.<br>Me <b>odotamme</b> sinua.</p>
  <ul><li>Tänään</li><li><a href="#">Huomenna</a></li></ul>
  <h2 translate="no">Surevat ja muut yksin jääneet ihmiset</h2>
  <p>Ryhmän nimi on <span translate="no">Surevat ja muut yksin jääneet</span>.</p>
  <p lang="en">A guide in English, with a title that goes on and on.</p>
  <form><label for="n">Nimesi</label><input id="n" value="Aino"><button>Lähetä</button></form>
  <script>let x = "ei tätä"</script><svg><title>kuva</title></svg><!-- ei tätä -->
  <p hidden>Ei tätäkään.</p>
</main></body></html>
"""


def test_a_page_is_read_as_a_person_reads_it():
    assert reading_text(PAGE).split("\n\n") == [
        "Ryhmä alkaa",
        "Tule mukaan heti. Me odotamme sinua.",
        "- Tänään",
        "- Huomenna",
        "Ryhmän nimi on Aino.",
        "Nimesi",
        "Lähetä",
    ]


def test_a_hard_sentence_on_a_page_is_found():
    page = PAGE.replace("Tule <a", "Ilmoittaudu esim. puhelimitse. Tule <a")
    assert broken_on_page(PAGE) == []
    assert broken_on_page(page) == [
        "abbreviations: Ilmoittaudu esim. puhelimitse. ['esim.']",
    ]
