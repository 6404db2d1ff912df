from datetime import date

import pytest

from parsers.facts.experience.seniority import ECHO
from parsers.facts.experience.stated import stated_years
from parsers.layout.sections import sections
from tests.each import each


def total(text):
    """The number of the surest total, None where nothing is told."""
    told = [f for f in stated_years(sections(text)) if f.value is not None and f.certainty >= 0.5]
    return max(told, key=lambda f: f.certainty).value if told else None


TOTALS = [
    ("Trente-six ans de craie, donc.", 36),
    ("Onderwijsanciënniteit: 9 jaar", 9),
    ("Mijn dienstanciënniteit bedraagt tien jaar.", 10),
    ("Unterrichtserfahrung: 9 Jahre", 9),
    ("Maatschappelijk werker met vijftien jaar ervaring in leerlingenbegeleiding.", 15),
    ("Conseiller psychopédagogique depuis 17 ans.", 17),
    ("Leerlingbegeleider sinds 17 jaar.", 17),
    ("Schulpsychologin seit 17 Jahren.", 17),
    # a subject, and the school that it is taught in at once
    ("Trente-huit ans de menuiserie à l'école, cela laisse des copeaux.", 38),
    ("Twintig jaar houtbewerking in een technische school: dat tekent een mens.", 20),
    ("Zwanzig Jahre Elektrotechnik an der Schule haben mich geprägt.", 20),
    ("Twenty years of carpentry in a vocational academy have taught me patience.", 20),
    # service by its own word
    ("Ik ben vastbenoemd en heb 22 dienstjaren.", 22),
    ("Alles tijdelijk. Drie jaar in dienst.", 3),
    ("Al zes jaar geef ik wiskunde in het atheneum van Zandhove.", 6),
    ("Ik ben negen jaar geleden in het CLB van Zandhove begonnen.", 9),
    ("J'ai rejoint le centre PMS de Bourgvert il y a douze ans.", 12),
    ("Treize ans déjà que j'enseigne à l'école de Bourgvert, et que cela dure.", 13),
    ("Institutrice depuis 8 ans à l'école de Bourgvert, je réponds à votre avis.", 8),
    ("Onderwijzeres sinds 8 jaar, reageer ik op uw oproep.", 8),
    # what is taken up was named before, in the same paragraph
    ("J'ai rejoint le centre PMS de Bourgvert. Cela fait dix-neuf ans que je fais ce métier.", 19),
    ("Ik begon in het CLB van Zandhove. Al negentien jaar doe ik dit werk.", 19),
    ("Ich kam an die Gemeindeschule. Seit neunzehn Jahren übe ich diesen Beruf aus.", 19),
    ("I joined the local school. For nineteen years I have done this job.", 19),
    ("Enseignement : 12 ans\nSecteur privé : 6 ans", 12),
    ("Onderwijs: 12 jaar\nPrivésector: 6 jaar", 12),
    ("Teaching: 12 years\nBanking: 6 years", 12),
    ("Berufserfahrung: 12 Jahre Schuldienst, 6 Jahre Industrie", 12),
    ("Mon ancienneté dans l'enseignement est de 11 ans.", 11),
    ("Ik heb 9 jaar anciënniteit in het onderwijs en 5 jaar in de privésector.", 9),
    ("Huit ans d'enseignement, puis quatre ans au centre PMS : voilà mon parcours.", 12),
    ("J'ai dix ans d'enseignement, dont quatre ans dans cette école.", 10),
    ("J'ai commencé à enseigner il y a quatorze ans.", 14),
    ("Ik begon dertien jaar geleden als leerkracht.", 13),
    ("Vor dreizehn Jahren begann ich als Lehrerin.", 13),
    ("I started teaching thirteen years ago.", 13),
    ("Enseignant depuis une quinzaine d'années, j'ai donné cours dans plusieurs écoles.", 15),
    (
        "J'ai enseigné le néerlandais pendant sept ans avant de me tourner vers l'édition, depuis trois ans.",
        7,
    ),
    ("Ik geef al een vijftiental jaar les in het beroepsonderwijs.", 15),
    ("Ik heb zeven jaar Engels lesgegeven.", 7),
    ("Ich habe sieben Jahre lang Deutsch unterrichtet.", 7),
    ("Ich war acht Jahre Lehrer, bevor ich ins Verlagswesen wechselte.", 8),
    ("I taught French for seven years before I became an editor.", 7),
    ("Ich blicke auf 23 Berufsjahre zurück, davon neun im Schuldienst und vierzehn in der Industrie.", 9),
    ("Over 30 years of professional life, I have spent twelve in teaching.", 12),
    ("De mes 25 ans de vie professionnelle, j'en ai passé dix dans l'enseignement.", 10),
    (
        "Je travaille depuis dix-sept ans comme éducatrice, d'abord dans une banque et, depuis douze ans, en école.",
        12,
    ),
    ("J'enseigne depuis dix-sept ans, d'abord à Namur et, depuis douze ans, à Huy.", 17),
    ("Quinze ans d'enseignement m'ont appris la patience.", 15),
    ("J'ai 15 ans de carrière dans l'enseignement secondaire.", 15),
    ("Forte de vingt-deux années d'enseignement, je postule.", 22),
    ("J'enseigne depuis dix-sept ans.", 17),
    ("J'enseigne les mathématiques depuis maintenant plus de vingt ans.", 20),
    ("Depuis plus de quinze ans, j'enseigne le français à Namur.", 15),
    ("Voilà douze ans que j'enseigne dans le qualifiant.", 12),
    ("Cela fait 18 ans que je suis institutrice maternelle.", 18),
    ("Cela fera bientôt vingt ans que je donne cours.", 20),
    ("Institutrice depuis 14 ans, je connais bien le fondamental.", 14),
    ("Professeur de français depuis seize ans à l'Athénée.", 16),
    ("Je suis enseignant depuis 9 ans.", 9),
    ("Mon expérience : 11 ans dans l'enseignement spécialisé.", 11),
    ("Ancienneté dans l'enseignement : 19 ans", 19),
    ("Ancienneté : 23 ans de service", 23),
    ("Je totalise 13 années d'ancienneté dans l'enseignement officiel.", 13),
    ("Je travaille depuis 16 ans en centre PMS.", 16),
    ("Seize années passées en CPMS m'ont donné le goût de l'orientation.", 16),
    ("Après 21 ans devant des classes, j'ai envie d'autre chose.", 21),
    ("Vingt ans de métier dans une école technique.", 20),
    ("Une vingtaine d'années d'enseignement derrière moi.", 20),
    ("Éducatrice depuis huit ans à l'internat.", 8),
    ("Mes dix-neuf années d'expérience comme professeure de langues.", 19),
    ("Mes 12 ans d'expérience dans le secondaire.", 12),
    ("Avec ses hauts et ses bas, ces 27 années de professorat furent belles.", 27),
    ("Trente ans de métier, dont dix-sept en centre PMS.", 17),
    ("Ik sta al vijftien jaar voor de klas.", 15),
    ("Ik geef al 12 jaar les in het secundair onderwijs.", 12),
    ("Na achttien jaar onderwijs zoek ik een nieuwe uitdaging.", 18),
    ("Ik heb 20 jaar ervaring in het onderwijs.", 20),
    ("Sinds elf jaar ben ik leerkracht in het lager onderwijs.", 11),
    ("Mijn vierentwintig jaren in het CLB hebben mij gevormd.", 24),
    ("Ich unterrichte seit vierzehn Jahren an einer Sekundarschule.", 14),
    ("Seit über zwanzig Jahren bin ich Lehrerin.", 20),
    ("Nach 17 Jahren im Schuldienst suche ich eine neue Aufgabe.", 17),
    ("Ich verfüge über 13 Jahre Unterrichtserfahrung.", 13),
    ("Ich bin seit neun Jahren im Schuldienst.", 9),
    ("I have been teaching for sixteen years.", 16),
    ("Fourteen years of teaching have taught me patience.", 14),
    ("I bring 12 years of classroom experience.", 12),
    ("After nineteen years in education I am ready for a change.", 19),
    ("For the past 15 years I have taught French and German.", 15),
    ("J'ai enseigné l'électricité dix-huit ans.", 18),
    ("I have eleven years in front of classes on two continents.", 11),
]


@each(("sentence", "years"), TOTALS)
def test_a_total_of_service_is_read(sentence, years):
    assert total(sentence) == years


FRAMED = [
    ("Quatre ans et demi à enseigner le néerlandais, voilà mon bagage.", 4),
    ("Neuf ans et demi d'enseignement, dont trois en immersion.", 9),
    ("Je donne cours depuis 8 ans et 6 mois dans une école technique.", 8),
    ("Ça fait déjà onze ans que je me lève à six heures pour aller donner cours.", 11),
    ("Voilà quatorze années que je côtoie des adolescents chaque matin en classe.", 14),
    ("J'ai consacré quatorze ans de ma vie aux élèves du qualifiant.", 14),
    ("J'ai derrière moi vingt-trois ans d'une carrière entièrement consacrée à l'enseignement.", 23),
    ("Il y a douze ans que je travaille au PMS de Marche.", 12),
    ("huit ans que je suis prof et pas un jour d'ennui", 8),
    ("Je n'ai que trois ans d'enseignement derrière moi.", 3),
    ("Neuf rentrées scolaires déjà, toujours dans la même école primaire.", 9),
    ("Al twaalf jaar sta ik elke ochtend voor een klas vol pubers.", 12),
    ("Sinds dertien jaar begeleid ik leerlingen in het CLB.", 13),
    ("Tweeënhalf jaar sta ik nu in het onderwijs.", 2),
    ("Zehn Jahre lang habe ich an der Grundschule unterrichtet, seit September bin ich beurlaubt.", 10),
    ("For thirteen years now I have worked with teenagers in a secondary school.", 13),
    ("Après dix ans dans le privé, cela fait douze ans que j'enseigne la comptabilité.", 12),
    ("J'ai passé six ans au CEFA à donner cours entre deux chantiers.", 6),
    ("Profil : enseignant expérimenté (15 ans), bilingue", 15),
    ("Je suis arrivé dans l'enseignement il y a huit ans, après dix ans de menuiserie.", 8),
    ("J'ai été pendant sept ans professeur à l'école d'infirmières.", 7),
    ("Trois petites années d'expérience seulement, mais beaucoup de cœur : j'enseigne.", 3),
    ("Engagée il y a quatre ans comme professeure de sciences, je n'ai plus quitté l'école.", 4),
]


@each(("sentence", "years"), FRAMED)
def test_a_stretch_somebody_looks_back_on_counts_where_its_clause_speaks_of_schools(sentence, years):
    assert total(sentence) == years


SUMS = [
    ("J'ai enseigné six ans à Mons, cinq à Tournai et quatre à Ath.", 15),
    ("I have taught for ten years in Leeds, five in Brussels and three in Ghent.", 18),
    ("Ich habe zwölf Jahre in Eupen und sieben in Kelmis unterrichtet.", 19),
    ("Ik gaf negen jaar les in Gent en acht in Brussel.", 17),
    ("Onze ans comme instit, deux comme directrice : j'ai fait le tour.", 13),
    ("J'ai enseigné six ans à Mons, et cinq dans une banque.", 6),
    ("Seit zehn Jahren unterrichte ich in Bütgenbach, davor war ich fünf Jahre Lehrer in Malmedy.", 15),
    ("Depuis sept ans j'enseigne à l'Athénée, et cinq ans auparavant à l'Institut de Florenville.", 12),
]


@pytest.mark.parametrize(("sentence", "years"), SUMS)
def test_stretches_that_follow_each_other_are_added_up(sentence, years):
    assert total(sentence) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("D'abord deux ans dans une école de Huy. Ensuite sept ans au collège de Ciney.", 9),
        ("Eerst gaf ik drie jaar les in Aalst. Daarna stond ik acht jaar voor de klas in Ronse.", 11),
        ("D'abord deux ans dans une banque. Ensuite sept ans au collège de Ciney.", 7),
    ],
)
def test_stretches_told_in_several_sentences_are_added_up(text, years):
    assert total(text) == years


def test_a_stretch_that_goes_on_is_added_to_those_before_it():
    text = "D'abord deux ans dans une école de Huy. Ensuite, depuis septembre 2015, je suis au collège de Ciney."
    found = max(stated_years(sections(text)), key=lambda f: f.certainty)
    assert found.detail == {"since": "2015-09-01", "plus": 2}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("EXPÉRIENCE\nVendeuse, boutique Lola (3 ans)\nCaissière, Delhaize (2 ans)\n", None),
    ],
)
def test_lengths_beside_jobs_elsewhere_are_no_total(text, years):
    assert total(text) == years


SHARES = [
    ("Sur quinze années de vie active, il y en a douze à l'école.", 12),
    ("Des dix-huit ans que je travaille, dix l'ont été dans l'enseignement.", 10),
    ("De mes vingt-deux ans de carrière, dix se sont passés en classe, le reste à l'usine.", 10),
    ("Quinze ans de métier, dont six en maternelle et neuf en primaire.", 15),
]


@pytest.mark.parametrize(("sentence", "years"), SHARES)
def test_of_a_working_life_the_part_in_schools_counts(sentence, years):
    assert total(sentence) == years


@pytest.mark.parametrize(
    "sentence",
    [
        "Depuis douze ans, je cherche le mot juste.",
        "Depuis deux ans, je suis la référente numérique de mon école.",
    ],
)
def test_a_stretch_that_nothing_fills_only_confirms_other_readings(sentence):
    (found,) = stated_years(sections(sentence))
    assert found.certainty == ECHO


NO_TOTALS = [
    # who builds or cleans schools does not serve in them
    "Pendant huit ans, j'ai nettoyé des écoles.",
    "Tien jaar heb ik scholen en sporthallen gebouwd.",
    "Neun Jahre lang habe ich Schulen geplant.",
    "I spent ten years designing bridges and eight years building schools.",
    "Depuis dix ans je cours le marathon.",
    "J'ai travaillé dans une librairie. Cela fait dix-neuf ans que je fais ce métier.",
    "27 ans, de Theux, je termine en juin un master.",
    "31 jaar, uit Genk, ik zoek werk.",
    "29 Jahre, aus Eupen, ich suche eine Stelle.",
    "28 years, from Leeds, and looking for work.",
    "J'ai 47 ans et trois enfants.",
    # a trade is a subject only where a school is named at once
    "Vingt ans de menuiserie dans mon atelier, puis le chômage.",
    "Dertig jaar boekhouding in een bedrijf laten sporen na.",
    "Dreißig Jahre Buchhaltung in der Industrie prägen.",
    "Thirty years of catering in a hotel leave their mark.",
    "Votre annonce demande une institutrice depuis cinq ans en fonction.",
    "Banque : 12 ans",
    "Berufserfahrung: 12 Jahre Industrie, verheiratet",
    "Durée de la formation à l'enseignement : 3 ans",
    "Mon ancienneté dans la banque est de 11 ans.",
    "J'ai commencé le piano il y a quatorze ans.",
    "Vor dreizehn Jahren begann ich eine Lehre.",
    "Ik begon dertien jaar geleden als boekhouder.",
    "Negen jaar geleden vroeg een leerling van mijn school me wat een bandagist doet.",
    "Nine years ago a pupil of my school asked me what a bandage maker does.",
    "J'ai passé six ans à l'école Saint-Jean comme élève.",
    "Ik zat zes jaar op de basisschool als leerling.",
    "I spent six years at that school as a pupil.",
    "J'ai donné cours particuliers pendant six ans.",
    "J'ai enseigné le yoga pendant six ans dans un club sportif.",
    "Ik heb zes jaar vrijwillig lesgegeven.",
    "Ich war sechs Jahre Fahrlehrer in einer Fahrschule.",
    "Mon mari a dix ans de vie professionnelle.",
    "Ich habe 23 Berufsjahre in der Industrie.",
    "Âgée de 52 ans, je reste curieuse.",
    "47 ans, marié, deux enfants",
    "J'enseigne à des élèves de 12 à 18 ans.",
    "Les enfants de dix ans posent les meilleures questions.",
    "Dès l'âge de 12 ans, on choisit une option.",
    "Mon mari enseigne depuis vingt ans.",
    "Ma collègue, professeure depuis trente ans, m'a tout appris.",
    "J'ai travaillé dix ans dans une banque.",
    "Sept ans dans une maison de repos m'ont endurcie.",
    "Dix années passées dans une fiduciaire apprennent à lire les gens.",
    "Votre annonce demande cinq ans d'ancienneté dans l'enseignement.",
    "Il faut au moins 5 ans dans l'enseignement.",
    "Depuis trois ans je coordonne les stages.",
    "Depuis six ans, je suis responsable du matériel.",
    "Je suis nommée depuis dix ans.",
    "L'instituteur que je reste est nommé depuis dix-neuf ans.",
    "Je n'ai pas encore cinq ans d'ancienneté dans l'enseignement.",
    "Il me reste sept ans de carrière.",
    "Mes cinq dernières années de carrière, je voudrais les passer ici.",
    "J'y ai travaillé durant deux ans comme bénévole.",
    "Mijn man staat al twintig jaar voor de klas.",
    "Ik ben 45 jaar.",
    "Mein Mann unterrichtet seit zwanzig Jahren.",
    "Ich bin 41 Jahre alt.",
    "My wife has been teaching for twenty years.",
    "I am 44 years old.",
    "My pupils are 12 years old.",
    "Une formation de 3 ans à l'école normale.",
    "Dans cinq ans, je me vois toujours enseigner.",
    "Depuis cinq ans, mon école participe au salon des métiers.",
    "Mijn zoon zit al zes jaar op deze school.",
    "My daughter has been at this school for four years.",
    "J'ai joué du piano pendant douze ans à l'académie.",
    "L'école où j'ai été élève pendant douze ans m'a donné le goût d'apprendre.",
    "Pendant trois ans, j'ai suivi les cours du soir.",
    "Un élève sur trois double avant ses quinze ans à l'école.",
    "L'école compte depuis dix ans une section d'immersion.",
    "J'accompagne des jeunes de douze ans à dix-huit ans.",
    "Depuis dix ans, j'élève seule mes trois enfants.",
    "Sa carrière a commencé il y a dix ans dans une école.",
    "Depuis six ans, j'anime un club de lecture pour une asbl.",
]


@each("sentence", NO_TOTALS)
def test_what_is_no_total_of_service_stays_unread(sentence):
    assert total(sentence) is None


@each(
    ("sentence", "since"),
    [
        ("J'enseigne depuis 2008.", date(2008, 9, 1)),
        ("Après dix ans comme comptable, je suis devenu professeur de gestion en 2015.", date(2015, 9, 1)),
        ("Na tien jaar als boekhouder werd ik in 2015 leraar economie.", date(2015, 9, 1)),
        ("Nach zehn Jahren als Buchhalter wurde ich 2015 Lehrer für Wirtschaft.", date(2015, 9, 1)),
        ("After ten years as an accountant I became a teacher in 2015.", date(2015, 9, 1)),
        ("Entré dans l'enseignement en septembre 1993, j'y suis resté.", date(1993, 9, 1)),
        ("Je suis entrée au centre PMS en septembre 2010.", date(2010, 9, 1)),
        ("J'ai débuté en 2008 et je n'ai plus quitté l'école.", date(2008, 9, 1)),
        ("Je suis professeur de géographie depuis le 1er septembre 2001.", date(2001, 9, 1)),
        ("Ik geef les sinds 2012 in een basisschool.", date(2012, 9, 1)),
        ("Ich unterrichte seit September 2011 Mathematik an einer Schule.", date(2011, 9, 1)),
        ("I have been teaching since 2010.", date(2010, 9, 1)),
        ("Mon autre vie a commencé en mars 2011, devant une classe, et dure encore.", date(2011, 3, 1)),
        ("Mijn loopbaan begon in 2012 in een basisschool.", date(2012, 9, 1)),
        ("Entrée en fonction comme institutrice en 2012, j'y suis toujours.", date(2012, 9, 1)),
        (
            (
                "Je donne cours de français, d'histoire et de géographie aux élèves du premier et du deuxième degré "
                "de l'Institut Sainte-Anne de Gosselies depuis septembre 2011."
            ),
            date(2011, 9, 1),
        ),
    ],
)
def test_a_beginning_that_lasts_is_kept_as_a_date(sentence, since):
    (found,) = [f for f in stated_years(sections(sentence)) if f.value is None]
    assert found.detail["since"] == since.isoformat()


@pytest.mark.parametrize(
    "sentence",
    [
        "Je suis nommée à titre définitif depuis le 1er avril 2009 dans une école.",
        "Mon mari est professeur depuis 2009.",
        "Professeur invité de yoga depuis 2010, centre Zen, Namur",
        "Je suis devenue mère en 2012, et l'école m'a aidée.",
        "Je suis référente orientation de l'école depuis 2019.",
        "Je travaille à mi-temps depuis 2019 dans cette école.",
    ],
)
def test_a_status_or_a_task_is_no_beginning(sentence):
    assert [f for f in stated_years(sections(sentence)) if f.value is None] == []


def test_evidence_is_the_sentence():
    text = "Bonjour.\n\nJ'enseigne depuis dix-sept ans. Merci."
    (found,) = stated_years(sections(text))
    piece = found.evidence[0]
    assert piece.quote == text[piece.start : piece.end] == "J'enseigne depuis dix-sept ans."


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Voilà un quart de siècle que j'enseigne.", 25),
        ("J'ai deux décennies d'enseignement derrière moi.", 20),
    ],
)
def test_years_in_order_and_in_round_measures_are_totals(sentence, years):
    assert total(sentence) == years


def test_another_s_year_in_order_is_no_total():
    assert total("Mon mari entame sa vingtième année dans l'enseignement.") is None


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Cela fait quatorze ans devant un tableau noir.", 14),
        ("That makes fourteen years in front of a blackboard.", 14),
        ("I have spent nine years in Flemish and Walloon classrooms.", 9),
        ("Ik sta al acht jaar in het Brusselse onderwijs.", 8),
        ("Vingt ans de soin, dont treize en centre PMS.", 13),
        ("Onze ans dans le privé, puis onze dans l'enseignement.", 11),
        ("Cela fait tantôt vingt ans que j'enseigne, cinq en France et le reste ici.", 20),
        ("En onze ans j'ai enseigné à des élèves qui préféraient jouer.", 11),
        ("Mon statut n'est pas celui que vous demandez : mes quatre années d'école sont loin.", 4),
        ("Accompagnatrice CEFA depuis dix-sept ans", 17),
        ("Ancienneté de service\n\nau 31 août 2025 : ce qui fait douze ans\n\nFormation\n\nAESI\n", 12),
        ("Al negen jaar geef ik les.", 9),
        ("J'ai douze ans d'expérience comme professeure de latin.", 12),
    ],
)
def test_years_are_read_by_what_they_were_spent_on(sentence, years):
    assert total(sentence) == years


@pytest.mark.parametrize(
    "sentence",
    [
        "J'ai 17 ans d'expérience dans le transport et la distribution.",
        "J'ai 12 ans d'expérience en tant que coach.",
        "I bring 15 years of experience in customer service.",
        "Ich verfüge über zwanzig Jahre Berufserfahrung im Personalwesen.",
        "Met meer dan 12 jaar ervaring in de bouwsector zoek ik een nieuwe stap.",
        "Je suis éducatrice à Huy depuis mes vingt-trois ans.",
        "Ich bin Lehrerin, seit ich fünfundzwanzig Jahre alt bin.",
        "28 ans, prof de sciences, curieuse de tout",
        "Vous exigez cinq ans d'enseignement.",
        "C'est moi qui anime depuis cinq ans les heures d'orientation de l'école.",
    ],
)
def test_years_spent_elsewhere_and_ages_are_no_totals(sentence):
    assert total(sentence) is None


def test_a_beginning_may_mean_a_place_told_before():
    text = "Mon école est l'Institut Saint-Paul. J'y suis entrée en septembre 2018."
    (found,) = [f for f in stated_years(sections(text)) if f.value is None]
    assert found.detail["since"] == "2018-09-01"


def test_an_own_stretch_is_told_beside_what_one_must_do():
    assert total("Cela fait dix-neuf ans d'enseignement, et il faut y compter les deux de Huy.") == 19


@pytest.mark.parametrize(
    "text",
    [
        "À qui de droit\n\nAprès vingt-deux ans d'enseignement, j'ai rarement vu un collègue aussi précis.",
        "To whom it may concern\n\nIn my thirty years of teaching I have seldom met such a colleague.",
        "Aan wie het aanbelangt\n\nIk sta achttien jaar in het onderwijs en zag zelden zo'n collega.",
    ],
)
def test_the_years_of_who_recommends_are_not_the_applicants(text):
    assert stated_years(sections(text)) == ()


def test_what_a_school_attests_of_the_applicant_counts():
    text = "À qui de droit\n\nMadame Petit compte quatorze ans d'ancienneté dans l'enseignement."
    assert [found.value for found in stated_years(sections(text))] == [14]


def test_an_applicant_may_write_to_whom_it_may_concern():
    text = "À qui de droit\n\nVotre annonce me plaît. Je totalise neuf ans d'enseignement, mes collègues le savent."
    assert [found.value for found in stated_years(sections(text))] == [9]
