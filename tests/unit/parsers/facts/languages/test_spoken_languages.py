import pytest

from parsers.facts.languages.spoken import find_languages
from parsers.facts.languages.stated_levels import KEY
from parsers.layout.sections import sections
from tests.each import each

LISTS = [
    ("Langues : F (langue maternelle), D (C1), L (B2), NL (A1)", ["fr", "de", "lb"]),
    ("TALENKENNIS\nN: moedertaal; F: zeer goed; E: leesvaardigheid\n", ["nl", "fr"]),
    ("LANGUES    | A1 | A2 | B1 | C2 |\nfrançais   |    |    |    | X  |\nanglais    | X  |    |    |    |\n", ["fr"]),
    ("LANGUES\n             lit   parle   écrit\nItalien       X     X       X\nAllemand      X\n", ["it"]),
    ("LANGUES\nFrançais ••••• Anglais •••○○ Allemand •○○○○\n", ["fr", "en"]),
    ("LANGUAGES\nFrench .......... C1\nDutch ........... A1, third attempt\n", ["fr"]),
    ("LANGUES\nFrançais (maternel), anglais (C1), wolof (souvenirs)\n", ["fr", "en"]),
    ("LANGUES\nFrançais     langue maternelle\nNéerlandais      scolaire, oublié\n", ["fr"]),
    ("SPRACHEN\nDeutsch    zu Hause\nNiederländisch    ich lese die Zeitung\n", ["de"]),
    ("LANGUES\nFrançais : langue maternelle\nNéerlandais : B1\nAllemand : A1\n", ["fr", "nl"]),
    ("LANGUES\nFrançais ★★★★★\nAnglais ★★★☆☆\nAllemand ★☆☆☆☆\n", ["fr", "en"]),
    ("LANGUES\nfrançais (100 %)\nanglais (70 %)\nallemand (10 %)\n", ["fr", "en"]),
    ("LANGUES\nFrançais\nAnglais\nEspagnol\nlangue maternelle\nC1\nA1\n", ["fr", "en"]),
    ("LANGUES\nFrançais\nAllemand : notions (A1)\nNéerlandais : quelques mots\nEspagnol : élémentaire\n", ["fr"]),
    ("Langues : français, anglais et notions d'allemand", ["fr", "en", "de"]),
    ("LANGUES\nFrançais. Word, Excel.\n", ["fr"]),
    ("DIVERS\nPermis B\nFrançais (maternel), anglais C1, néerlandais B1, allemand A1\n", ["fr", "en", "nl"]),
    ("LANGUES\nArabe (dialectal) : parlé à la maison. Anglais : je comprends les chansons.\n", ["ar"]),
    ("TALEN\nNederlands  moedertaal\nFrans  C1\nDuits  begrijpend lezen\n", ["nl", "fr"]),
    ("SPRACHEN\nDeutsch Muttersprache, Französisch fließend, Latein\n", ["de", "fr"]),
    ("LANGUAGES\nEnglish (native), French (C1), Dutch (A1, work in progress)\n", ["en", "fr"]),
    ("LANGUES\nFR (maternelle) – NL (B2) – EN (C1)\n", ["fr", "nl", "en"]),
    ("LANGUES\nFrançais +++\nAnglais ++\n", ["fr", "en"]),
    ("LANGUES\nLatin et grec (humanités)\nFrançais\n", ["fr"]),
    (
        "COMPÉTENCES LINGUISTIQUES\nFrançais : langue maternelle\nAnglais : lu, écrit, parlé\nAllemand : lu\n",
        ["fr", "en"],
    ),
    ("LANGUES\nLangue maternelle : portugais\nLangue de scolarité : français (C2)\n", ["pt", "fr"]),
    ("LANGUES\nAnglais : niveau intermédiaire\nEspagnol : débutant\n", ["en"]),
    ("TALEN\nNederlands: moedertaal\nFrans: goed\nEngels: basis\n", ["nl", "fr", "en"]),
    ("TALEN\nFrans *****\nDuits *\n", ["fr"]),
    ("LANGUES\nfrançais, langue maternelle ; notions de luxembourgeois ; anglais courant\n", ["fr", "lb", "en"]),
    ("LANGUES\nFrançais     ■■■■■\nAnglais      ■■■□□\nTurc         ■■□□□\nNéerlandais  ■□□□□\n", ["fr", "en", "tr"]),
    ("LANGUES\nFrançais (C2) | Anglais (B2) | Allemand (A1)\n", ["fr", "en"]),
    ("CONNAISSANCES\nLangues\nfrançais\nanglais\n\nInformatique\nWord\n", ["fr", "en"]),
    ("Marie Dupont\nFrançais\nAnglais\nNéerlandais\n\nExpérience\n2010-2012 Athénée\n\nLANGUES\n", ["fr", "en", "nl"]),
    ("Niveau européen : anglais B2, turc A1, arabe C1", ["en", "ar"]),
    ("INFORMATIQUE          LANGUES\nWord, Excel      Français : maternelle\nTeams       Anglais : B2\n", ["fr", "en"]),
    (
        "PROFIL              LANGUES\nNé en 1980          Wolof, français\nPermis B            Anglais A1\n",
        ["wo", "fr"],
    ),
    ("TALEN\n\nNederlands\n\nFrans\n\nDuits\n\nCOMPUTER\n\nWord\n\nmoedertaal\n\nC1\n\nA1\n", ["nl", "fr"]),
    ("LANGUES\nKabyle (maternelle)\nFrançais (C2)\nTamazight : lu\n", ["kab", "fr"]),
    ("LANGUES\nAnglais : lecture aisée, conversation\nItalien : bonne compréhension\n", ["en"]),
    ("Anglais C1 ; luxembourgeois, en cours d'apprentissage (A2)\nFrançais\n", ["en", "lb", "fr"]),
    ("Je suis\nMES LANGUES\nFrançais\n100%\nAnglais\n20%\n", ["fr"]),
]
CLAIMS = [
    ("Je parle couramment l'anglais et l'allemand.", ["en", "de"]),
    ("Je suis bilingue français-néerlandais.", ["fr", "nl"]),
    ("Je suis de langue maternelle néerlandaise.", ["nl"]),
    ("J'ai fait toute ma scolarité en allemand.", ["de"]),
    ("Le portugais reste la langue de mes calculs.", ["pt"]),
    ("Thuis spreken we Turks.", ["tr"]),
    ("Meine Arbeitssprache ist Französisch.", ["fr"]),
    ("Je travaille tous les jours en français et en néerlandais.", ["fr", "nl"]),
    ("En anglais et en allemand, je peux tenir une conversation.", ["en", "de"]),
    ("Le luxembourgeois est ma langue maternelle.", ["lb"]),
    ("Je parle français et je lis l'espagnol.", ["fr"]),
    ("Mijn Frans is vlot en ik spreek Duits.", ["fr", "de"]),
    ("Ich spreche fließend Französisch.", ["fr"]),
    ("I speak French and some German.", ["fr", "de"]),
    ("Langues : FR, NL, EN", ["fr", "nl", "en"]),
    ("Mes langues : français, anglais (B1)", ["fr", "en"]),
    ("Trilingue français / allemand / luxembourgeois", ["fr", "de", "lb"]),
    ("Connaissance passive de l'allemand, bonne connaissance du néerlandais", ["nl"]),
    ("Je parle l'italien avec mes parents et le français avec mes enfants.", ["it", "fr"]),
    ("Le néerlandais est ma seconde langue.", ["nl"]),
    ("Sprachen: Deutsch, Französisch (sehr gut), Englisch (Schulkenntnisse)", ["de", "fr", "en"]),
    ("Parfaite bilingue (français-allemand)", ["fr", "de"]),
    ("Mon anglais est courant, mon allemand plus hésitant.", ["en", "de"]),
    ("Née à Tunis dans une famille arabophone, j'ai grandi à Arlon.", ["ar"]),
    ("L'arabe est ma langue maternelle ; je parle aussi le berbère.", ["ar", "ber"]),
    ("Attestation de connaissance approfondie du néerlandais (Selor)", ["nl"]),
]
SILENT = [
    "Professeure d'anglais et d'allemand",
    "J'enseigne le néerlandais depuis dix ans.",
    "Bachelier AESI français-histoire",
    "Nationalité française",
    "Ma femme parle couramment l'italien.",
    "Python, SQL et un peu de Java",
    "Je ne parle pas l'allemand.",
    "J'ai enseigné le français et le néerlandais.",
    "Cours de luxembourgeois (A1) suivis en 2024",
    "I teach French and English in a secondary school.",
    "Ik geef Frans en Engels in het tweede jaar.",
    "EXPÉRIENCE\n2010-2012 Athénée de Huy, matières :\nFrançais\nAnglais\n",
]


def codes(text):
    return [code for fact in find_languages(sections(text)) if fact.key != KEY for code in fact.value]


@each(("text", "expected"), LISTS)
def test_lists(text, expected):
    assert sorted(codes(text)) == sorted(expected)


@each(("text", "expected"), CLAIMS)
def test_claims(text, expected):
    assert sorted(codes(text)) == sorted(expected)


@pytest.mark.parametrize("text", SILENT)
def test_silent(text):
    assert codes(text) == []


def test_a_language_without_a_code_of_two_letters_is_a_fact_of_its_own():
    told = {finding.key: finding.value for finding in find_languages(sections("LANGUES\nFrançais\nBerbère\nAnglais\n"))}
    assert told == {"languages": ["fr", "en"], "other_languages": ["ber"]}


DENIED_IN_A_LIST = [
    ("LANGUES\nFrançais. Italien, parlé à la maison. Pas d'anglais.\n", {"fr", "it"}),
    ("LANGUES\nFrançais (langue maternelle), aucune notion d'allemand\n", {"fr"}),
    ("LANGUES\nfrançais ; pas encore de néerlandais\n", {"fr"}),
    ("TALEN\nNederlands, Frans. Geen Duits.\n", {"nl", "fr"}),
    ("SPRACHEN\nDeutsch, Französisch. Kein Englisch.\n", {"de", "fr"}),
    ("LANGUAGES\nEnglish, French. No German.\n", {"en", "fr"}),
    ("Ma mère était de Gand : le néerlandais est ma langue maternelle.", {"nl"}),
    ("Mijn vader is Waals en Frans is dus mijn moedertaal.", {"fr"}),
    ("Mein Vater kommt aus Metz, Französisch ist meine Muttersprache.", {"fr"}),
    ("My father is from Ghent and Dutch is my mother tongue.", {"nl"}),
]


@each(("text", "codes"), DENIED_IN_A_LIST)
def test_a_denial_before_a_language_and_one_s_own_tongue(text, codes):
    found = find_languages(sections(text))
    assert {code for fact in found if fact.key != KEY for code in fact.value} == codes
