"""What is known of each language beside its dictionary."""

# Words that only bind others: a query is about the rest. Base forms stand for all their forms.
STOPWORDS = frozenset(
    """
    ei eli enää entä että haluta he hän itse ja jo joka joku jokin jos joskus kaikki kanssa kuin
    kuinka kuka kun me mihin mikä mikäli miksi millainen milloin minä missä mistä miten moni mukaan
    mutta muu myös ne niin nyt olla oma pitää saada sama se sekä siis sinä tai tarvita te tehdä
    toinen tuo tämä vai vain varten vielä voida vähän
    all annan att av behöva de den det du eller en ett för få från göra ha han hon hur här i inte
    jag kunna med mycket ni någon och om på skola som till vad var vara varandra varför vem vi vid
    vilja vilken är
    a about an and any are as at be been by can do does each for from get give have he her his how i
    if in into is it its make my need no not of on or other our she should so some that the their
    them there they this to want was we what when where which who why will with would you your
    aga ja kas kes kuidas kus miks mis ning oma on or see ta või
    а в де для до же за з и из или их і й к как мне мой на наш не о от по про с та так то у что чи
    це шо що як я
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
