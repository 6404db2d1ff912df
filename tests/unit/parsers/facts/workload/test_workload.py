from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from parsers.values.evidence import State
from tests.each import each

PRESENT = [
    ("Je travaille actuellement à temps plein.", 1.0),
    ("Charge complète (24/24)", 1.0),
    ("Je suis occupée à 4/5 temps depuis 2021.", 0.8),
    ("J'assure actuellement 18 périodes sur 22.", 0.82),
    ("Je preste un mi-temps depuis la naissance de ma fille.", 0.5),
    ("Horaire : 10/20", 0.5),
    ("Je travaille à 80 % depuis septembre.", 0.8),
    ("0,75 ETP en centre PMS", 0.75),
    ("Je suis à trois quarts temps, soit 27 heures sur 36.", 0.75),
    ("J'occupe un emploi à quatre cinquièmes temps.", 0.8),
    ("Interruption de carrière d'un cinquième depuis 2023", 0.8),
    ("J'enseigne 12/24 à Bure et 10/24 à Tellin.", 0.92),
    ("Mes deux mi-temps remplissent actuellement ma semaine.", 1.0),
    ("Je donne aujourd'hui dix-huit périodes sur vingt.", 0.9),
    ("Chargé de cours, quatre cents périodes annuelles sur huit cents", 0.5),
    ("Huidige opdracht: 16/20", 0.8),
    ("Ik werk momenteel voltijds.", 1.0),
    ("Ik geef nu les, vier vijfde tijds.", 0.8),
    ("Ik werk halftijds sinds 2020.", 0.5),
    ("Derzeit Teilzeit, 75 %", 0.75),
    ("Ich arbeite derzeit in Vollzeit.", 1.0),
    ("Ich unterrichte zurzeit sechzehn von zweiundzwanzig Stunden.", 0.73),
    ("Dreiviertelstelle seit 2019", 0.75),
    ("I currently teach fourteen periods out of twenty-two.", 0.64),
    ("full timetable (20/20)", 1.0),
    ("Prestations : 100 %", 1.0),
    ("Taux d'occupation actuel : 80 %", 0.8),
    ("Je travaille à 9/10 temps.", 0.9),
    ("charge horaire : 22 h/22", 1.0),
    ("Depuis 2019 : école de Bure, 22 périodes sur 22", 1.0),
    ("Je travaille quatre jours sur cinq.", 0.8),
    ("J'occupe les trois quarts d'un horaire.", 0.75),
    ("J'enseigne dix périodes à Bure et douze à Tellin, soit un horaire complet.", 1.0),
    ("J'ai réduit ma charge à 16/20 depuis 2022.", 0.8),
    ("Lesopdracht: 16/20ste", 0.8),
    ("Ik werk 80% sinds september.", 0.8),
    ("Ik sta deeltijds voor de klas: 12 op 20.", 0.6),
    ("4/5-Stelle seit 2020", 0.8),
    ("Ich arbeite derzeit mit 16 von 22 Wochenstunden.", 0.73),
    ("Volle Stelle (24/24)", 1.0),
    ("I work four days a week out of five.", 0.8),
    ("Currently 0.8 FTE", 0.8),
    ("eighteen out of twenty periods, permanent", 0.9),
    ("Temps plein jusqu'en 2019, à 4/5 depuis.", 0.8),
    ("Je partage mon temps entre deux écoles : un mi-temps à Bure, un mi-temps à Tellin.", 1.0),
    ("D'abord à mi-temps, je travaille aujourd'hui à temps plein.", 1.0),
    ("Horaire : temps plein", 1.0),
    ("Je suis en crédit-temps d'un cinquième.", 0.8),
    ("Je bénéficie d'un congé parental d'1/5.", 0.8),
    ("Charge : 20 h/20", 1.0),
    ("Temps partiel (60 %)", 0.6),
    ("actuellement 15 périodes sur 24 en primaire", 0.62),
    ("Je ne travaille plus qu'à mi-temps.", 0.5),
    ("Je preste plus d'un mi-temps : 14 heures sur 22.", 0.64),
    ("Je suis actuellement en congé parental à mi-temps.", 0.5),
    ("11/22 + 11/22", 1.0),
    ("Mes heures : 8/22 à Bure, 8/22 à Tellin", 0.73),
    ("Ma direction accepte que je quitte mon mi-temps.", 0.5),
]
SILENT = [
    "J'ai obtenu 18/20 à l'examen de didactique.",
    "Score de 20/20 au test",
    "Infirmière de garde 24 h/24 un week-end sur trois",
    "Joignable 24/24 et 7/7",
    "Page 1/2",
    "Né le 12/09/1980",
    "Je suis prêt à reprendre à temps plein dès le 24 août.",
    "Un temps plein dès la rentrée ne pose aucun problème.",
    "J'aimerais travailler à temps plein.",
    "Votre poste est à temps plein.",
    "Mon mari travaille à mi-temps.",
    "Ma collègue, à mi-temps, partage la classe.",
    "Avant 2015, j'étais à mi-temps.",
    "55 % des élèves de l'école changent d'option.",
    "Un tiers de mes élèves vient de France.",
    "Rue du Moulin 3/2, 6880 Bertrix",
    "Tél. 063/22 45 67",
    "Graag zou ik voltijds werken.",
    "Mein Mann arbeitet in Vollzeit.",
    "I would be happy to work full time.",
    "Je dispose de plus d'un mi-temps, comme vous le demandez.",
    "Je n'ai jamais travaillé à temps plein.",
    "Je voudrais passer à temps plein.",
    "Ce poste à temps plein me convient.",
    "J'ai travaillé à mi-temps de 2010 à 2014.",
    "Mon épouse enseigne à 4/5 temps.",
    "Note : 17/20",
    "Grande distinction (18/20)",
    "ouvert 24h/24",
    "Résultat : 80 % de réussite",
    "Je gère 60 % des stages.",
    "école de 24 classes sur 3 sites",
    "Stage à mi-temps, 2009",
    "Durant mes études, job étudiant à mi-temps",
    "un élève sur vingt",
    "Deux professeurs sur vingt-quatre ont répondu.",
]


def read(layout):
    return find_workload(layout, present_loads(layout))


def load(text):
    return next((finding.value for finding in read(sections(text))), None)


@each(("text", "value"), PRESENT)
def test_present_load(text, value):
    assert load(text) == value


@each("text", SILENT)
def test_no_present_load(text):
    assert load(text) is None


def test_half_a_load_is_not_more_than_half():
    assert read(sections("Horaire : 10/20"))[0].state is State.CONTRARY
    assert read(sections("Horaire : 11/20"))[0].state is State.FOUND


def test_posts_held_at_once_are_added():
    text = (
        "EXPÉRIENCE\n09/2016 – aujourd'hui : école de Bure, instituteur, 12/24\n"
        "09/2019 – aujourd'hui : école de Tellin, instituteur, 6/24\n"
        "09/2010 – 06/2016 : école de Halma, instituteur, 24/24\n"
    )
    assert load(text) == 0.75


def test_the_tenured_part_is_not_the_load():
    assert load("Depuis 2015 : professeur, athénée de la Vallée, 20/20, nommé pour 12/20") == 1.0


def test_a_load_in_another_trade_counts_where_nobody_teaches():
    trade = "2018 – aujourd'hui : comptable, fiduciaire du Centre, à mi-temps\n"
    assert load(f"EXPÉRIENCE\n{trade}") == 0.5
    assert load(f"EXPÉRIENCE\n2019 – aujourd'hui : institutrice, école de Bure\n{trade}") is None
    assert load(f"EXPÉRIENCE\n2019 – aujourd'hui : institutrice, école de Bure, 18/24\n{trade}") == 0.75


def test_a_load_of_earlier_years_is_none():
    assert load("Depuis 2012 : centre PMS de Bure. 80 % depuis 2023 ; mi-temps de 2015 à 2017") == 0.8


def test_a_copy_of_the_notice_says_nothing():
    from dataclasses import replace  # noqa: PLC0415 - one use

    from parsers.values.documents import Kind  # noqa: PLC0415 - one use

    assert read(replace(sections("Un emploi à temps plein."), kind=Kind.OTHER)) == ()


IN_A_CV = [
    ("EXPÉRIENCE\nDepuis 2015 : institutrice, école de Bure\nPassée de 24/24 à 18/24 en 2023\n", 0.75),
    (
        (
            "EXPÉRIENCE\n2015 – ce jour : éducateur, internat de Bure, 36/36\n2010 – 2015 : éducateur, école de "
            "Tellin, 18/36\n"
        ),
        1.0,
    ),
    (
        "SITUATION ACTUELLE\nProfesseure de sciences, Institut de Bure, temps plein réparti sur deux implantations\n",
        1.0,
    ),
    ("EXPÉRIENCE\nDepuis 09/2018   Athénée de Bure   12 p.\nDepuis 09/2018   Athénée de Tellin  10 p.\n", None),
    (
        (
            "EXPÉRIENCE\n2018-2019 : école de Bure, mi-temps\n2019-2020 : école de Bure, 3/4 temps\n2020-2026 : "
            "école de Bure, temps plein\n"
        ),
        1.0,
    ),
    (
        (
            "EXPÉRIENCE\n01/09/2012 – présent\nProfesseur d'anglais (20/20)\nAthénée de Bure\n\n01/09/2008 – "
            "30/06/2012\nProfesseur d'anglais (10/20)\nInstitut de Tellin\n"
        ),
        1.0,
    ),
    ("EXPÉRIENCE\nDepuis 2010 : CPMS de Bure, psychologue, 36 h/semaine (temps plein)\n", 1.0),
    ("EXPÉRIENCE\nDepuis 2010 : CPMS de Bure, psychologue, 4/5e temps\n", 0.8),
    ("LOOPBAAN\n2014 – heden  Leraar, Atheneum Gent, 20/20\n2010 – 2014  Leraar, Aalst, 10/20\n", 1.0),
    ("LOOPBAAN\nsinds 2014: leraar, Atheneum Gent (vier vijfde)\n", 0.8),
    ("EXPÉRIENCE\n2019 → aujourd'hui\nLogopède, école spécialisée de Bure, à 3/4 temps (22 h 30 sur 30)\n", 0.75),
    (
        (
            "EXPÉRIENCE\nDepuis 2015 : école de Bure, 20 périodes sur 24 ; depuis 2020, secrétaire bénévole d'une "
            "asbl à mi-temps\n"
        ),
        0.83,
    ),
    ("STATUT\nNommée pour 20/24. Charge actuelle : 24/24\n", 1.0),
    ("EXPERIENCE\nSince 2015: Teacher, Athénée de Bure, full-time (22/22)\n2012-2015: Shop manager, full-time\n", 1.0),
    (
        (
            "EXPÉRIENCE\nDepuis 2015 : comptable, garage Dupont, temps plein\nDepuis 2018 : chargé de cours, "
            "promotion sociale de Bure, 200 périodes/an\n"
        ),
        None,
    ),
]


@each(("text", "expected"), IN_A_CV)
def test_in_a_cv(text, expected):
    assert load(text) == expected


IN_A_LETTER = [
    ("Je suis actuellement à 18/24 et je souhaite revenir à temps plein.", 0.75),
    ("Mon horaire à temps plein se partage entre deux écoles.", 1.0),
    ("Depuis la naissance de mon fils, j'ai réduit mon horaire d'un cinquième.", 0.8),
    ("Je ne preste actuellement que la moitié d'un horaire.", 0.5),
    ("Le poste que j'occupe est à temps plein.", 1.0),
    ("Je peux donc quitter mes trois quarts temps.", 0.75),
    ("Avec mes vingt-quatre périodes sur vingt-quatre, je connais la fatigue de juin.", 1.0),
    ("Je travaille trois jours par semaine.", 0.6),
    ("Mon temps de travail est de 80 %.", 0.8),
    ("Je travaille à 100 %.", 1.0),
    ("Enseignante à temps plein, je vis à Arlon.", 1.0),
    ("Ik combineer twee halftijdse opdrachten.", 1.0),
    ("Mijn opdracht is voltijds.", 1.0),
    ("Ich habe eine volle Stelle.", 1.0),
    ("Ich unterrichte mit halbem Deputat.", 0.5),
    ("I have a full timetable.", 1.0),
    ("My post is half-time.", 0.5),
    ("Je complète mes 12 périodes à Bure par 10 périodes à Tellin, pour atteindre 22/22.", 1.0),
    ("J'ai demandé un mi-temps pour la rentrée prochaine.", None),
    ("En 2012, je suis passée à mi-temps ; depuis 2018 je suis revenue à temps plein.", 1.0),
    ("La notice demande plus d'un mi-temps ; ma charge est complète.", 1.0),
    ("Je suis à temps plein mais nommée pour 18/24 seulement.", 1.0),
    ("Je donne 18 heures par semaine, soit 18/20.", 0.9),
    ("Je preste un horaire de trois cinquièmes.", 0.6),
]


@each(("text", "expected"), IN_A_LETTER)
def test_in_a_letter(text, expected):
    assert load(text) == expected
