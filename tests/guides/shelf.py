"""A small shelf of guides for the stories: a few of each sort."""

from webapp.db import unit_of_work
from webapp.guides import catalogue, operations

TOPICS = """
grief,suru,sorg,grief,Suru,,sureva;sururyhmä;läheisen kuolema
leading,ryhmänohjaus,gruppledning,group facilitation,Ryhmän ohjaaminen,,ryhmän vetäminen
migrants,maahanmuuttajat,invandrare,migrants,Suomeen muuttaneet,,pakolaiset
"""

GUIDES = """
sururyhma,Sururyhmän ohjaajan opas,Suru ry,2019,fi,https://suru.example/opas,guide,leaders,grief;leading,Miten sururyhmä ohjataan.,How to lead a grief group.,
selko,Vertaisryhmäopas selkokielellä,Pakolaisapu,2015,fi-simple,https://pakolaisapu.example/opas.pdf,guide,leaders;participants,leading;migrants,Selkokielinen opas ryhmän ohjaajalle.,An Easy Finnish guide.,
lomakkeet,Palautelomakkeet ryhmille,,,fi,,form,coordinators,leading,Valmiita lomakkeita palautteen keruuseen.,Ready-made feedback forms.,https://www.jelli.example/lista
kopio,Vertaistoiminta kannattaa,Aspa,2010,fi,http://docplayer.fi/94594-Vertaistoiminta.html,handbook,leaders;organisations,leading,Vertaistoiminnan perusteet.,The basics of peer activity.,
sorg,Att leda en sorggrupp,Svenska ry,2021,sv,https://svenska.example/sorg,handbook,leaders,grief,Ruotsinkielinen kirja sururyhmän ohjaamisesta.,A Swedish book on leading grief groups.,
sanoja,Sanoja surusta,Suru ry,2023,mul,https://suru.example/sanoja,web-page,participants,grief;migrants,Sivu monella kielellä.,A page in many languages.,
"""  # noqa: E501


def fill() -> None:
    with unit_of_work():
        operations.import_topics(_file(catalogue.TOPIC_COLUMNS, TOPICS))
    fill_guides(GUIDES)


def fill_guides(rows: str) -> None:
    with unit_of_work():
        report = operations.import_guides(_file(catalogue.GUIDE_COLUMNS, rows))
    assert report.new and not report.problems


def _file(columns: list[str], rows: str) -> bytes:
    return (",".join(columns) + "\n" + rows.lstrip()).encode()


def as_file(rows: str) -> bytes:
    """Guides as the file that a curator sends."""
    return _file(catalogue.GUIDE_COLUMNS, rows)
