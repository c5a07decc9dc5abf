"""What is known of each language beside its dictionary."""

# Words that only bind others: a query is about the rest.
STOPWORDS = frozenset(
    """
    ei eli en enää että he hän itse ja jo joka jos jossa jotka kanssa ketkä kuin kuinka kuka kun
    me mihin mikä mikäli miksi millainen milloin minä missä mistä mitkä mitä miten mukaan mutta
    myös ne niin oli olla olen olla on onko ovat pitää saa saada saan se sekä sinä tai te tämä
    vai vielä voi voiko voin voinko varten
    att av de den det du eller en ett för från hur här i inte jag kan med och om på som till
    var vad vem vi vilka vilken vilket är
    a an and are at be by can do does for from how i in is it my of on or our the to we what
    when where who with you your
    ja kas kuidas kus mis on või
    в для и как на о по с что это як що та з до про у
    """.split()
)

# The only parts of compounds with three letters: others are more often a piece of something else.
SHORT_PARTS = {
    "fi": "ali apu epä esi etä ikä ilo iso isä koe maa osa pää suu sää työ tie yli ylä",
    "sv": "arm ben bil bok dag del fri hem hus liv mat mål män nät ord råd rum tal tid val vän väg",
}

# Words of the dictionary that end other words without being a part of them.
ENDINGS = {
    "fi": "aali ainen alainen alinen asti ehtoinen ennus eri estää estäminen evä iiri ismi isyys"
    " kea lainen laistaa mainen nainti ontua ostaa ostaminen ottaa tulla tuttu tämä täinen uksi"
    " uusi viedä",
    "sv": "aktig ande anti artad barhet enhet fullhet het ledes löshet mässig ning ologisk ring"
    " skap",
}

# What may follow an inflected Finnish word: a possessive ("toimintaansa"), "too" ("ryhmäkin").
CLITICS = "nsa nsä mme nne kin kaan kään ni si an än en".split()

# What turns a Finnish word into its relatives, the longest first.
DERIVATIONS = sorted(
    """
    mattomuus mättömyys ttomuus ttömyys llisuus llisyys llinen minen isuus isyys inen suus uus yys
    ton tön nti sto stö ja jä us ys ta tä da dä ida idä la lä aa ää ea eä ia iä oa öä ua yä ku ky e
    """.split(),
    key=len,
    reverse=True,
)

STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ru": "russian",
    "sv": "swedish",
    "uk": "russian",  # there is none for Ukrainian; most endings are alike
}
