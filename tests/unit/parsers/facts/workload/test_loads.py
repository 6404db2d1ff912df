"""Loads in the wordings of letters and CVs, and what only looks like one."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from tests.each import each, rows_beside

TOLD = [
    ("Je travaille actuellement à trois quarts temps.", 0.75),
    ("Je donne 480 périodes par an, soit 60 % d'une charge complète, pour lesquelles je suis nommée.", 0.6),
    ("Je réduis mon horaire pour m'occuper de mon épouse malade : vingt-huit heures sur trente-six.", 0.78),
    ("Depuis la rentrée 2024 je ne preste plus que douze périodes sur vingt-deux.", 0.55),
    ("Quatorze heures sur vingt cette année ; l'an dernier, dix-neuf ; l'année prochaine, qui sait.", 0.7),
    ("Je tiens mon intérim jusqu'au 3 juillet, vingt périodes sur vingt-six.", 0.77),
    ("Vingt vingt-quatrièmes de charge, tout en définitif, laissent des matinées libres.", 0.83),
    ("Je preste dix-huit vingt-deuxièmes.", 0.82),
    ("Je n'ai que seize heures cette année, sur les vingt que compte un horaire complet.", 0.8),
    ("Je preste à l'école de Bure un horaire de 20 périodes semaine (20/24e).", 0.83),
    ("Je suis en fonction à raison de 15 périodes sur 22.", 0.68),
    ("J'ai un horaire réduit (19/38).", 0.5),
    ("Prestations : 30h24/38h", 0.8),
    ("temps plein 38h/38", 1.0),
    ("Charge actuelle : 18/22 + 4/22 à l'athénée", 1.0),
    ("Attribution 2025-2026 : 18/22", 0.82),
    ("Attribution : 12/24 (école A) + 8/24 (école B)", 0.83),
    ("Charge : 12 périodes au degré inférieur (12/22) et 8 périodes au degré supérieur (8/20)", 0.95),
    ("2/3 temps", 0.67),
    ("plein temps", 1.0),
    ("Je suis occupée à concurrence de 27/36.", 0.75),
    ("J'ai une charge de 0,8 équivalent temps plein.", 0.8),
    ("ETP : 0,75", 0.75),
    ("Temps de travail : 32/36", 0.89),
    ("Régime de travail : 4/5e", 0.8),
    ("Je suis à quatre-cinquième.", 0.8),
    ("Je travaille à 4/5ème depuis 2021.", 0.8),
    ("Je preste un quatre cinquièmes.", 0.8),
    ("Mi-temps médical jusqu'en juin.", 0.5),
    ("Je travaille à mi-temps médical depuis novembre.", 0.5),
    ("Je suis en congé parental à mi-temps.", 0.5),
    ("Je bénéficie d'une interruption partielle de carrière à mi-temps.", 0.5),
    ("Interruption de carrière à 1/2 temps depuis 2024.", 0.5),
    ("Pause carrière 1/5 depuis le 1er septembre 2024", 0.8),
    ("Je bénéficie d'un congé pour prestations réduites d'un quart temps.", 0.75),
    ("réduction de prestations de 20 %", 0.8),
    ("J'ai levé le pied : 20 % de moins.", 0.8),
    ("Je travaille à 80%, ayant pris un congé parental d'un jour par semaine.", 0.8),
    ("Un jour de congé par semaine : je suis donc à 4/5.", 0.8),
    ("Je ne travaille pas à temps plein : 18/24.", 0.75),
    ("Je ne suis plus à temps plein mais à 18/24.", 0.75),
    ("DPPR à mi-temps depuis 2023", 0.5),
    ("En DPPR partielle (12/22), je dispose de temps.", 0.55),
    ("Je partage ma semaine : 10/20 au lycée, 10/20 à l'institut.", 1.0),
    ("J'ai 13 heures à Bure, 7 à Tellin, donc un temps plein.", 1.0),
    ("horaire complet réparti sur trois écoles", 1.0),
    ("J'enseigne à plein temps depuis 2010.", 1.0),
    ("Je travaille à temps plein depuis 2010 comme institutrice.", 1.0),
    ("24 périodes/semaine (temps plein)", 1.0),
    ("À temps partiel (14 périodes sur 24)", 0.58),
    ("Mon contrat court jusqu'en juin : 16 heures sur 20.", 0.8),
    ("800 périodes annuelles (charge complète)", 1.0),
    ("24 uur per week, dat is een volledig uurrooster.", 1.0),
    ("Ik heb een volledige weektaak.", 1.0),
    ("Déchargée de 6 périodes sur 30 comme coordinatrice, je suis engagée à horaire complet.", 1.0),
    ("Ma nomination porte sur 16/24 ; s'y ajoutent cette année 4/24 comme temporaire.", 0.83),
    ("Ik ben benoemd voor 12/20; daarnaast heb ik 4/20 in een andere school.", 0.8),
    ("I am splitting my week between St Gilbert's (40%) and the Lycée Beaulieu (50%).", 0.9),
    ("Ik werk halftijds als maatschappelijk werker bij het CLB en zou graag dichter bij huis werken.", 0.5),
    ("Opvoeder in het internaat Ter Duinen: 27 uur op een voltijdse week van 36 uur, sinds 2021.", 0.75),
    ("Educateur : 19 heures sur une semaine de 38 heures, depuis 2021.", 0.5),
    ("Ich arbeite seit Januar 2026 halbzeitig als Erzieherin im Internat.", 0.5),
    ("Mein Stundenplan ist gekürzt, ich bin also zu vier Fünfteln im Dienst.", 0.8),
    ("Je ne dispose pour l'heure que de 6/22 au CES Saint-Vincent.", 0.27),
    ("Logopède – CPMS libre\nDepuis le 15/10/2022 – 28,8 h/semaine (36 h = temps plein)", 0.8),
    ("Situation actuelle\nInstitutrice primaire | EC Bierwart | 24/24 | en fonction depuis 2020", 1.0),
    (
        "EXPERIENCE\ndepuis 2019 IEPSCF Huy, nommé pour 8/20\ndepuis 2020 IEPSCF Amay, temporaire pour 6/20",
        0.7,
    ),
    ("Ik ben vrijgesteld voor 4/20 en werk voltijds.", 1.0),
    ("Für 4 von 24 Stunden bin ich freigestellt; ich arbeite in Vollzeit.", 1.0),
    ("Parcours\n2014 - 2026   Educatrice d'internat (36 h/semaine)\n              Internat autonome de Huy", 1.0),
    ("480/800 périodes", 0.6),
    ("600 périodes sur 800", 0.75),
    ("Je suis chargée de cours pour 320 périodes (sur 800).", 0.4),
    ("500/1000e", 0.5),
    ("Je renoncerais à mon mi-temps.", 0.5),
    ("Ik werk deeltijds, 14 uur op 20.", 0.7),
    ("Ik sta voor een 22/24ste opdracht in het lager onderwijs.", 0.92),
    ("sinds november deeltijds om medische redenen, de helft van mijn uren", 0.5),
    ("Na een hernia werk ik sinds november de helft van mijn uren.", 0.5),
    ("Halve opdracht (11/22)", 0.5),
    ("Ik heb een opdracht van 19 op 22 uur.", 0.86),
    ("Aanstelling: 80 %", 0.8),
    ("Tewerkstellingsbreuk: 4/5", 0.8),
    ("Ik werk vier vijfde door ouderschapsverlof.", 0.8),
    ("Ik werk 4/5de.", 0.8),
    ("Ik heb een volledige lesopdracht (20/20).", 1.0),
    ("20 lesuren op 22", 0.91),
    ("als tijdelijke, 20 lesuren op 22", 0.91),
    ("0,9 fte", 0.9),
    ("Werktijdfactor 0,8", 0.8),
    ("Ik geef tien uur op twintig.", 0.5),
    ("Ik werk momenteel halftijds als leerlingenbegeleider", 0.5),
    ("Ik werk drie vijfden.", 0.6),
    ("Ik heb 1/5 loopbaanonderbreking.", 0.8),
    ("tweederde opdracht", 0.67),
    ("driekwart van een volledige opdracht", 0.75),
    ("zurzeit 15 Stunden in der Woche, also die Hälfte eines vollen Stundenplans von 30", 0.5),
    ("von fünfundzwanzigeinhalb Wochenstunden gebe ich achtzehneinhalb", 0.73),
    ("vierzehn Stunden im Dorf, fünf in Elsenborn, von vierundzwanzig", 0.79),
    ("Ich unterrichte 18 von 24 Stunden.", 0.75),
    ("Halbe Stelle seit 2020", 0.5),
    ("Ich habe derzeit eine halbe Stelle.", 0.5),
    ("Dreiviertelzeit", 0.75),
    ("Stundenplan: 16/20", 0.8),
    ("Beschäftigungsumfang: 75 %", 0.75),
    ("Ich arbeite zu 80 Prozent.", 0.8),
    ("Ich arbeite mit reduzierter Stundenzahl (18/24).", 0.75),
    ("Vollzeitstelle", 1.0),
    ("Vier-Fünftel-Stelle", 0.8),
    ("Ich unterrichte Teilzeit mit 13,5 von 27 Stunden.", 0.5),
    ("Ich bin zu 60 % in der Schule tätig.", 0.6),
    ("Ich unterrichte nicht mit voller Stundenzahl: von 25 Wochenstunden gebe ich 18.", 0.72),
    ("Elternzeit in Teilzeit (50 %) bis August 2026", 0.5),
    ("zwei halbe Stellen, zusammen voll", 1.0),
    ("I currently work four-fifths of a full load.", 0.8),
    ("I teach 16 of 20 periods.", 0.8),
    ("I have a 75% contract.", 0.75),
    ("I work part-time (60%).", 0.6),
    ("half-time since 2021", 0.5),
    ("I am on a half timetable this year.", 0.5),
    ("Currently 18/22", 0.82),
    ("I work full-time at the European School.", 1.0),
    ("a three-quarter post", 0.75),
    ("Teaching assistant (full-time, six-year mandate)", 1.0),
    ("50% position", 0.5),
    ("24 contact hours, full timetable", 1.0),
    (
        (
            "EXPÉRIENCE\n08/2024 – aujourd'hui\nInstitutrice primaire, école communale de Florenville\n24 périodes, "
            "désignation temporaire jusqu'au 3 juillet 2026\n"
        ),
        1.0,
    ),
    ("EXPÉRIENCE\nDepuis 2015 : psychologue, CPMS de Bure, 36 h/semaine\n", 1.0),
    ("EXPÉRIENCE\nDepuis 2015 : psychologue, CPMS de Bure, 18 heures par semaine\n", 0.5),
    ("EXPÉRIENCE\nDepuis 2015 : instituteur, école de Bure (18 p./semaine)\n", 0.75),
    ("EXPÉRIENCE\nDepuis 2015 : institutrice maternelle, école de Bure, 13 périodes\n", 0.5),
    ("EXPÉRIENCE\nDepuis 2015 : professeur au degré supérieur, Athénée de Bure, 16 h/semaine\n", 0.8),
    ("EXPÉRIENCE\nDepuis 2015 : professeur, Athénée de Bure\nHoraire : 20/20 (AESS)\n", 1.0),
    ("Fonction : professeure de sciences\nCharge : 18/22 (Athénée de Bure)\nStatut : définitive\n", 0.82),
    ("Charge actuelle        10/22 à l'AR de Bure\n                       8/20 au Lycée de Tellin\n", 0.85),
    ("Situation : nommée, 24/24 dont 6 en détachement\n", 1.0),
    (
        (
            "SITUATION ADMINISTRATIVE\nNommée à titre définitif depuis 2008 à temps plein (22/22).\nActuellement en "
            "interruption de carrière 1/5.\n"
        ),
        0.8,
    ),
    ("SITUATION\nEngagée à titre définitif pour 22/22, j'exerce actuellement à 3/4 temps.\n", 0.75),
    ("SITUATION\nDéfinitive 20/20 ; congé parental à 1/5 jusqu'en août 2026\n", 0.8),
    (
        (
            "EXPÉRIENCE\n2018 – présent : éducatrice, Institut Saint-Louis, 19/38\n2018 – présent : éducatrice, "
            "Internat de Bure, 19/38\n"
        ),
        1.0,
    ),
    (
        (
            "EXPÉRIENCE\n2018 – présent : professeur, IEPS Bure, 240/800\n2019 – présent : professeur, Athénée de "
            "Bure, 11/22\n"
        ),
        0.8,
    ),
    (
        "EXPÉRIENCE\n2018 – présent : professeur, Athénée de Bure, mi-temps\n2018 – présent : indépendant, mi-temps\n",
        0.5,
    ),
    ("EXPÉRIENCE\n2020-2026 Professeur, Lycée de Bure, 22/22\n2015-2020 Professeur, Lycée de Tellin, 12/22\n", 1.0),
    ("EXPÉRIENCE\n2024-2025 Professeur, Lycée de Bure, 22/22\n2025-2026 Professeur, Lycée de Tellin, 12/22\n", 0.55),
    (
        (
            "| Période | École | Charge |\n| 2015-2019 | Lycée de Bure | 22/22 |\n| 2019 - ... | Lycée de Tellin |"
            " 11/22 |\n"
        ),
        0.5,
    ),
    ("Période\tÉcole\tCharge\n09/2015-06/2019\tLycée de Bure\t22/22\n09/2019-présent\tLycée de Tellin\t18/22\n", 0.82),
    (
        "LOOPBAAN\n2019 – heden: leerkracht, GO! atheneum Gent, 18/20\n2015 – 2019: leerkracht, college Aalst, 20/20\n",
        0.9,
    ),
    (
        (
            "BERUFSERFAHRUNG\nseit 2019: Lehrerin, Gemeindeschule Eupen, 18/24\n2010-2019: Lehrerin, Gemeindeschule "
            "Kelmis, Vollzeit\n"
        ),
        0.75,
    ),
    (
        (
            "BERUFSERFAHRUNG\nseit 2019: Lehrerin, Gemeindeschule Eupen, halbe Stelle\nseit 2021: Lehrerin, "
            "Gemeindeschule Kelmis, halbe Stelle\n"
        ),
        1.0,
    ),
    ("Employment\n2019 – present: Teacher, European School, 21/21\n", 1.0),
    ("Employment\n2019 – present: Teacher, British School, part-time (0.6 FTE)\n", 0.6),
    ("J'ai obtenu ma nomination à temps plein en 2015 ; depuis 2022, je preste 20/24.", 0.83),
    ("Je travaille à temps plein, mais mon horaire n'est définitif que pour 16/22.", 1.0),
    ("J'ai un temps plein : 15 périodes à Bure, 7 à Tellin.", 1.0),
    ("Mon horaire : 10 périodes à Bure et 8 à Tellin, sur 22.", 0.82),
    ("Cette année, mon attribution est de 20 périodes sur 22.", 0.91),
    ("Je bénéficie d'un congé pour mission à temps plein depuis 2021.", 1.0),
    ("Je suis détachée à temps plein au SIEP depuis 2021.", 1.0),
    ("Je suis détachée à mi-temps comme conseillère pédagogique et j'enseigne l'autre mi-temps.", 1.0),
    ("Je travaille à trois quarts temps comme assistante sociale en CPMS.", 0.75),
    ("J'ai repris à 4/5 après ma maladie.", 0.8),
    ("L'année prochaine, je reprendrai un temps plein ; pour l'instant, je suis à 4/5.", 0.8),
    ("Mon 4/5 temps me laisse le vendredi.", 0.8),
    ("Mon mi-temps au CPMS me laisse du temps.", 0.5),
    ("Je suis à la tête d'une école, donc à temps plein et même plus.", 1.0),
    ("Directrice sans classe, temps plein", 1.0),
    ("À mi-temps depuis janvier, je ...", 0.5),
    ("Ik werk 80 procent.", 0.8),
    ("mijn opdracht bedraagt 18 lesuren op 20", 0.9),
    ("Ik geef 11 uur les, een halve opdracht.", 0.5),
    ("Ik sta voltijds in het zesde leerjaar.", 1.0),
    ("Momenteel werk ik halftijds als zorgleerkracht en halftijds in de klas.", 1.0),
    ("Ich arbeite in Teilzeit, 14 von 28 Stunden.", 0.5),
    ("Ich habe meine Stelle auf 75 % reduziert.", 0.75),
    ("Ich bin mit 20 Stunden (von 24) beschäftigt.", 0.83),
    ("Derzeit habe ich einen Stundenplan von 22/22.", 1.0),
    ("I hold a full-time post in a primary school.", 1.0),
    ("I reduced my hours to 80% in 2022.", 0.8),
    ("I am employed at 18/24.", 0.75),
    ("Nommée temps plein en 2010, puis mi-temps dès 2015, 3/4 temps depuis 2020.", 0.75),
    ("Pensionnée partielle, je garde 8 périodes sur 24.", 0.33),
    ("Je suis titulaire à temps plein de 5e primaire.", 1.0),
    ("Ma charge : 22 périodes (c'est-à-dire un temps plein).", 1.0),
    ("ACS mi-temps, puis 4/5, aujourd'hui temps plein", 1.0),
    ("100 % depuis 2015", 1.0),
    ("Horaire : 4 jours/5", 0.8),
    ("Fonction exercée à temps plein", 1.0),
    ("Contrat de 28 heures par semaine au CPMS de Dinant (temps plein : 36 h).", 0.78),
    ("J'assure 18 des 22 périodes de mon horaire.", 0.82),
    ("En congé parental 1/10 jusqu'en juin.", 0.9),
    ("J'ai réduit mon temps de travail d'un quart pour m'occuper de mes enfants.", 0.75),
    ("Je cumule un 12/20 au lycée et un 6/20 en promotion sociale.", 0.9),
    ("un horaire de 32 heures/semaine au lieu de 36", 0.89),
    ("J'occupe à ce jour une fonction à prestations réduites (4/5).", 0.8),
    ("Je dispose d'un contrat de 30,4 h/semaine (4/5).", 0.8),
    ("Ik combineer 10/20 in Leuven met 8/20 in Tienen.", 0.9),
    ("J'enseigne dix-huit heures par semaine, là où un collègue à temps plein en donne vingt.", 0.9),
    ("Titulaire de classe – temps plein – nommée", 1.0),
    # as many as a full load has, whichever the level
    ("Ik heb een opdracht van 24 lestijden.", 1.0),
    ("Horaire actuel : 22 p.", 1.0),
]
SILENT = [
    "la moitié de mes heures sont à Bure, l'autre moitié à Tellin",
    "18/20 pour la défense de mon mémoire",
    "Chambre 12/24",
    "Actuellement sans emploi, j'ai terminé en janvier un intérim de 16/20 à l'athénée.",
    "Je cherche un emploi dans la région, à mi-temps idéalement.",
    "Objet : candidature – éducatrice 36/36 – réf. EDU-7",
    "Betreft: vacature leerkracht 20/20",
    "Praktikum (8 Wochen) in der Förderschule, Abschlussnote 16/20",
    "La moitié de mes élèves réussissent.",
    "Je voudrais travailler à temps plein.",
    "Je cherche un mi-temps.",
    "De 2010 à 2015, j'ai travaillé à mi-temps.",
    "un temps plein est possible dès la fin août",
    "J'ai fait trois quarts de la route à vélo.",
    "la moitié du temps, je suis dehors",
    "L'emploi est à temps plein.",
    "Je pourrais reprendre à temps plein.",
    "Rue du Moulin 18/22",
    "les deux tiers de mes élèves",
    "In 2015 werkte ik halftijds.",
    "Mijn vrouw werkt deeltijds, 80 %.",
    "Ik zou graag voltijds werken.",
    "Meine Frau arbeitet halbtags.",
    "Ich würde gern Vollzeit arbeiten.",
    "My husband works part-time, 50%.",
    "I worked full-time from 2010 to 2015.",
    "I would like to work full-time.",
    "Ich arbeite zur Hälfte an der Grundschule.",
    "Je n'ai pas de temps plein.",
    "Ce n'est pas un mi-temps qui m'intéresse.",
    "Nous avons 24 élèves sur 3 classes.",
    "J'étais à mi-temps quand mes enfants étaient petits.",
    "Actuellement sans emploi, j'ai travaillé à temps plein jusqu'en juin 2025.",
    "Mon fils est en 4/5e primaire.",
    "La formation compte 30 heures sur 5 jours.",
    "Sur 24 enseignants, 18 ont signé.",
]


def read(layout):
    return find_workload(layout, present_loads(layout))


def load(text):
    return next((finding.value for finding in read(sections(text))), None)


@each(("text", "value"), TOLD)
def test_load(text, value):
    assert load(text) == value


@each("text", SILENT)
def test_no_load(text):
    assert load(text) is None


ROWS = rows_beside(__file__, "loads.txt")


@each(("value", "text"), ROWS)
def test_loads_in_the_words_of_many(value, text):
    found = load(f"Madame, Monsieur,\n\n{text}\n\nCordialement")
    assert found == (None if value == "-" else pytest.approx(float(value), abs=0.011))
