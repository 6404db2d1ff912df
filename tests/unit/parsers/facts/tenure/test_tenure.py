from dataclasses import replace

import pytest

from parsers.facts.tenure.tenure import find_tenure
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from parsers.values.evidence import State
from tests.each import each

PERMANENT = [
    "Je suis nommée à titre définitif depuis le 1er septembre 2012.",
    "Engagé à titre définitif (24/24) à l'école libre du Val, depuis octobre 2008",
    "ETD depuis 2014 pour 20/20",
    "Professeure d'anglais, nommée en 2010",
    "J'ai d'abord été temporaire, puis j'ai été nommé à titre définitif en 2016.",
    "Temporaire de 2005 à 2009, définitive depuis 2009.",
    "Ma nomination date du 1er avril 2011 ; ma collègue, elle, est toujours temporaire.",
    "Je viens d'être nommée dans ma fonction d'éducatrice.",
    "Mon pouvoir organisateur m'a nommé en 2018.",
    "Statut : définitif",
    "Nommé pour 14 périodes, temporaire pour les 6 autres.",
    "Je suis agent statutaire de la Ville depuis 2007.",
    "La commune m'a engagée à titre définitif au terme de trois années d'intérims.",
    "Mon mari enseigne aussi ; je suis nommée depuis 2004 et lui depuis 2006.",
    "Vous demandez un enseignant nommé : je le suis depuis 2013.",
    "Je ne suis plus temporaire : l'arrêté me nomme à titre définitif depuis avril.",
    "Membre du personnel engagée à titre définitif dans une école spécialisée",
    "Directrice faisant fonction, mais nommée à titre définitif comme institutrice maternelle",
    "Ik ben sinds 1 september 2010 vast benoemd.",
    "Leraar wiskunde, vastbenoemd (20/20)",
    "Mijn benoeming dateert van 2009, die van mijn vrouw van 2015.",
    "Eerst tijdelijk, sinds 2014 vast benoemd",
    "Ich bin seit 2011 definitiv ernannt.",
    "Nach vier befristeten Verträgen wurde ich 2015 definitiv ernannt.",
    "Meine definitive Ernennung erhielt ich am 1. Januar 2009.",
    "I have held a permanent post since 2012.",
    "permanently appointed since September 2015",
    "Je bénéficie d'une nomination définitive depuis 2011.",
    "Nomination : 01/09/2010",
    "Professeur définitif à temps plein depuis 2012",
    "J'ai obtenu ma nomination en 2009.",
    "Titulaire d'une nomination à titre définitif à l'AR de Bure",
    "Mon engagement définitif remonte à 2013.",
    "Engagée définitivement en 2013",
    "Après huit ans d'intérims, j'ai décroché ma nomination.",
    "Désigné à titre définitif dans la fonction d'éducateur",
    "Statut administratif : nommée",
    "Nommé à TD depuis le 01/09/2015",
    "Situation : enseignante nommée (22/22)",
    "Je n'ai été nommée qu'en 2018.",
    "Je ne suis nommé que pour 12 périodes.",
    "Quand j'ai commencé je n'étais pas nommée, je le suis depuis 2015.",
    "C'est en 2014 que je suis devenue définitive.",
    "Il m'a fallu neuf ans pour être nommée, en 2014.",
    "Je fais partie des enseignants nommés de l'école.",
    "Nous sommes tous deux nommés, mon mari et moi.",
    "La nomination est venue en 2017.",
    "Le PO m'a accordé l'engagement à titre définitif en 2019.",
    "Institutrice maternelle (engagement à titre définitif : 2008)",
    "Depuis ma nomination, en 2012, je n'ai pas quitté la maison.",
    "Mes vingt-deux périodes sont toutes à titre définitif.",
    "Je suis ce qu'on appelle une « ETD ».",
    "Ma femme n'est pas nommée ; moi, je le suis depuis 2010.",
    "Nommée (WBE) depuis 2012",
    "conseillère psychopédagogique nommée à titre définitif, CPMS de la Province",
    "Fonctionnaire, puis institutrice : nommée par la commune en 2011",
    "Ik ben vast benoemd leerkracht in het lager onderwijs.",
    "Ik heb een vaste benoeming op zak sinds 2012.",
    "Vaste benoeming: 1 juli 2018",
    "Statutair benoemd in het CLB",
    "Mijn vaste benoeming kreeg ik in 2010, na zes jaar tijdelijk werk.",
    "Benoemd sinds 2010 voor 22/22",
    "Ich wurde am 1. September 2010 endgültig ernannt.",
    "Ich bin definitiv ernannte Lehrerin.",
    "Definitiv im Amt seit 2012",
    "Seit 2014 fest ernannt",
    "I was made permanent in 2012.",
    "My post became permanent in 2015.",
    "I have been a tenured teacher since 2010.",
    "Permanent member of staff since 2011",
    "on a permanent basis since 2013, after five years of temporary contracts",
    "Madame, engagée à titre définitif depuis 2011, je postule.",
    "Monsieur le Directeur, nommé à titre définitif depuis 2011, je postule.",
    "Professeur de latin, collège Saint-Jean, définitif",
    "| 2012-... | Institutrice | École de Bure | définitive |",
    "| Fonction | Statut |\n| Professeur de latin | Définitif |\n| Professeur de grec | Temporaire |",
    "Maître de morale, définitif (14 p.)",
    "Leraar geschiedenis | Atheneum | vast",
    "| Lehrer | Schule Eupen | definitiv |",
    "L'arrêté de nomination date du 1er avril 2014.",
    "Titularisation obtenue en 2010, professeure des écoles",
    "Je suis enfin définitive depuis septembre.",
    "Statuut: vast",
    "Sinds 2011 in vaste dienst als leerkracht Frans.",
    "Wie gewünscht: ich bin seit 2012 definitiv ernannt.",
    "Ancien policier, je suis nommé dans l'enseignement depuis 2012.",
    "Mon mari est policier ; je suis nommée depuis 2012.",
    "J'ai quitté la police en 2005 ; je suis nommée depuis 2014.",
    "Nommée à titre définitif depuis 2009, j'ai collaboré avec le CPAS, le Forem et la police.",
    "La commune, mon pouvoir organisateur, m'a nommée institutrice en 2010.",
    "Bibliothécaire scolaire à l'athénée, nommée à titre définitif",
    "Infirmière PSE-CPMS nommée à titre définitif",
    "Seit 2012 bin ich definitiv.",
    "Okt. 2008: definitive Einstellung",
    "J'ai décroché mon définitif en 2016.",
    "La nomination, je l'ai depuis 2015.",
    "Votre avis s'adresse aux agents définitifs ; c'est mon cas depuis 2008.",
    "Votre avis exige une nomination. La mienne date de 2006.",
    "Mijn collega's zijn benoemd, ik ook.",
    "Ik weet niet of mijn benoeming bij u geldt.",
    "Ma nomination en WBE compte-t-elle chez vous ?",
    "Je n'ai pas envie de perdre ma nomination.",
    "Mein Kollege ist noch befristet beschäftigt; ich bin es seit zehn Jahren nicht mehr.",
]
TEMPORARY = [
    "Je ne suis pas encore nommée.",
    "Je n'ai pas été nommé à ce jour.",
    "Enseignante temporaire prioritaire à l'athénée de la Vallée",
    "Je suis engagé à titre temporaire depuis la rentrée.",
    "Désignée à titre temporaire chaque année",
    "Non nommée, je travaille comme temporaire depuis cinq ans.",
    "Je suis contractuelle (ACS) dans une école fondamentale.",
    "Contrairement à ma sœur, qui est nommée, je suis toujours temporaire.",
    "Vous demandez des enseignants nommés ; ce n'est pas mon cas.",
    "Si j'étais nommé, j'aurais déjà postulé : je suis temporaire depuis 2021.",
    "Ik ben nog niet vast benoemd.",
    "Tijdelijke aanstelling van doorlopende duur (TADD)",
    "Ik werk momenteel als tijdelijk leraar.",
    "Ich bin noch nicht definitiv ernannt.",
    "Zeitweilig bezeichnet, jährlich verlängert",
    "Mein Vertrag ist befristet.",
    "I am not yet permanent: I am a temporary teacher.",
    "Fixed-term contract, renewed every year",
    "Pas de nomination à ce jour.",
    "Je n'ai pas encore de nomination.",
    "Statut : temporaire (TDI)",
    "Temporaire protégée depuis 2022",
    "Engagée comme temporaire dans le réseau libre",
    "Ma direction m'a promis une nomination pour 2027 ; en attendant, je reste temporaire.",
    "Je suis toujours dans l'attente de ma nomination.",
    "Je serai nommée en septembre 2026 si un emploi se libère.",
    "Depuis deux ans, j'enchaîne les remplacements.",
    "J'assure actuellement le remplacement d'une collègue nommée.",
    "Je suis sous contrat à durée déterminée jusqu'en juin.",
    "Malgré neuf années de service, je ne suis toujours pas engagée à titre définitif.",
    "Sans être nommée, j'ai une charge complète depuis 2020.",
    "Mon statut reste celui d'une temporaire.",
    "Désignée d'année en année, je n'ai jamais été nommée.",
    "Je suis ACS.",
    "Ni nommée ni engagée à titre définitif, je tente ma chance.",
    "Ik ben tijdelijk aangesteld.",
    "Ik heb nog geen vaste benoeming.",
    "Mijn vaste benoeming laat op zich wachten.",
    "Momenteel werk ik in een tijdelijk contract.",
    "TADD sinds 2022",
    "Ich bin zeitweilig im Amt.",
    "Meine definitive Ernennung steht noch aus.",
    "Ich habe einen befristeten Vertrag.",
    "Bezeichnet auf unbestimmte Dauer",
    "I do not hold a permanent post.",
    "I'm on a temporary contract.",
    "I have no tenure.",
    "My appointment is temporary.",
    "Logopède au centre PMS : contrat de remplacement jusqu'au 30 juin 2026.",
    "Institutrice maternelle, remplacement de congé de maternité jusqu'au 30 juin 2026",
    "Professeur d'histoire (temporaire) jusqu'au 30 juin 2026",
    "Je ne suis pas définitive.",
    "Madame la Directrice, je suis temporaire prioritaire.",
    "Vervangingscontract als leerkracht tot 30 juni 2026",
    "Leraar, tijdelijk tot 30 juni 2026",
    "Ik heb een aanstelling van bepaalde duur.",
    "Vertretungsvertrag als Grundschullehrer bis 30. Juni 2026",
    "Ich vertrete zurzeit eine Kollegin im Mutterschutz, befristet bis Juni.",
    "Lehrer, befristet bis zum 31. August 2026",
    "Replacement contract at a primary school until June 2026",
    "I am covering a maternity leave until June 2026.",
    "No permanent post as yet; I teach on yearly contracts.",
    "Votre avis s'adresse aux membres du personnel nommés. Je ne le suis pas encore.",
    "L'appel demande d'être « engagé à titre définitif » . Ce n'est pas mon cas .",
    "Mon mari est nommé, moi pas.",
    "Mijn man is vast benoemd, ik nog niet.",
    "Meine Schwester ist ernannt, ich noch nicht.",
    "My sister has tenure, I do not.",
    "Mon contrat prend fin le 30 juin et nul ne sait si on me reprendra.",
    "Je suis engagée chaque année pour un an.",
    "Pour ma part, je suis désignée d'année en année.",
    "On m'a promis de déclarer l'emploi vacant ; je demeure donc temporaire en attendant.",
    "Je figure dans le groupe 1 des temporaires prioritaires.",
    "Ik heb een aanstelling van doorlopende duur, de bekende TADD.",
    "Ik sta open voor een vaste benoeming, maar vandaag ben ik het nog niet.",
    "Je suis stagiaire en vue de ma nomination.",
    "Je suis loin d'être nommée.",
]
SILENT = [
    "Mon épouse est nommée à titre définitif depuis 2009.",
    "Ma collègue, engagée à titre définitif, a repris la classe.",
    "Seuls les membres du personnel nommés ou engagés à titre définitif peuvent postuler.",
    "Votre appel exige d'être nommé à titre définitif.",
    "« Être nommé(e) ou engagé(e) à titre définitif » : j'ai lu cette condition.",
    "Un directeur nommé me disait souvent d'attendre.",
    "Mon congé pour mission prend fin le 31 août.",
    "Les contrats de mes élèves prennent fin en juin.",
    "Pour les week-ends de détente, comme on les nomme, je cuisine.",
    "Eine definitive Ernennung kommt frühestens 2029 in Frage.",
    "Omdat men een vaste benoeming niet zomaar achterlaat.",
    "Ik weet niet of een benoeming in Vlaanderen volstaat.",
    "Partner : leraar, vast benoemd te Ieper",
    "Partner     Jan Peeters, leraar, vast benoemd",
    "L'école temporaire où j'ai mes quartiers est faite de conteneurs.",
    "Nommée référente numérique par mes collègues",
    "Nommé conseiller référent par la direction régionale, pour une équipe de huit.",
    "Le conseil m'a nommé président en 2019.",
    "Création d'un atelier nommé « Cap sur demain »",
    "Renvoi définitif : accompagnement des élèves exclus",
    "Version définitive du plan de pilotage",
    "Remplacement d'une agence d'intérim par un service interne",
    "Animation d'une exposition temporaire au musée",
    "Mijn man is vast benoemd.",
    "Meine Kollegin ist definitiv ernannt.",
    "My wife is a permanent teacher.",
    "Contrat à durée indéterminée dans une librairie",
    "Titulaire de 6e année et d'un brevet de secourisme",
    "Bonjour, voici mon dossier.",
    "Mon frère, lui, est nommé.",
    "Il faut être nommé ou engagé à titre définitif, dit l'avis.",
    "Mes collègues nommées gardent les bonnes classes.",
    "Les conditions (« nommé à titre définitif ») m'ont fait hésiter.",
    "Une solution définitive au problème des toilettes",
    "Rapport définitif remis en juin",
    "Nommée au prix de l'enseignante de l'année",
    "Bénévole nommée trésorière",
    "Mon conjoint vient d'être nommé à Liège.",
    "Le titulaire, nommé depuis vingt ans, m'a tout appris.",
    "Organisation d'expositions temporaires",
    "Toiture provisoire, classes en containers",
    "Uw vacature vraagt vast benoemde leerkrachten.",
    "Ihre Ausschreibung richtet sich an definitiv ernannte Lehrkräfte.",
    "Your notice asks for permanent staff.",
    "Consultante en intérim chez Manpower, 2010-2014",
    "Directrice d'une agence d'intérim",
    "Sa nomination a été une surprise.",
    "Ma fille vient d'être engagée à titre définitif.",
    "Policier, nommé à titre définitif à la zone de police",
    "Sous-officier de carrière, nommé à la Défense de 1998 à 2018.",
    "La commune où je travaille comme bibliothécaire m'a nommée en 2020.",
    "Employé d'administration nommé à la commune depuis 2011.",
    "Infirmière à l'hôpital civil, nommée en 2008",
    "Je suis nommée au CPAS de Bure comme assistante sociale.",
    "Ik ben vast benoemd bij de politie.",
    "Statutair ambtenaar bij de FOD Financiën",
    "Polizeibeamter auf Lebenszeit",
    "Finanzbeamter, definitiv ernannt",
    "Tenured civil servant at the tax office",
    "I have a permanent position at a bank.",
    "Permanent staff member, city library, since 2011",
    "J'ai été nommée au Conseil supérieur des CPMS.",
    "Arrêté de nomination de mon successeur",
    "Tout enseignant nommé à titre définitif peut demander ce congé.",
    "Wie vast benoemd is, kan verlof krijgen.",
    "Wer definitiv ernannt ist, kann beurlaubt werden.",
    "Anyone with tenure may apply.",
    "Every tenured teacher may apply.",
    "Décision pas encore définitive du conseil",
    "Temporaire jusqu'en 2012 à l'école de Bure.",
    "J'ai été temporaire jusqu'au 30 juin 2012.",
    "Tijdelijke tentoonstelling",
    "Die Stelle ist befristet auf zwei Jahre, schreiben Sie.",
    "Temporary jobs during my studies: bars, harvests.",
    "Chef de projet, rapport, définitif",
]


def tenure(text):
    return next((finding.value for finding in find_tenure(sections(text))), None)


@each("text", PERMANENT)
def test_permanent(text):
    assert tenure(text) == "permanent"


@each("text", TEMPORARY)
def test_temporary(text):
    assert tenure(text) == "temporary"


@each("text", SILENT)
def test_silent(text):
    assert tenure(text) is None


def test_the_states_of_the_notice():
    assert find_tenure(sections("Je suis nommée depuis 2012."))[0].state is State.FOUND
    assert find_tenure(sections("Je ne suis pas nommée."))[0].state is State.CONTRARY


def test_ad_interim_is_for_a_human_to_look_at():
    (finding,) = find_tenure(sections("Nommée directrice ad interim en 2022"))
    assert finding.state is State.TO_VERIFY


def test_a_temporary_post_that_has_ended_says_nothing():
    text = (
        "EXPÉRIENCE\nSept. 2009 – juin 2012 : institutrice temporaire, école de Bure\n"
        "Depuis sept. 2012 : institutrice, école de Tellin"
    )
    assert tenure(text) is None


def test_a_status_abroad_ends_with_its_post():
    text = (
        "Berufserfahrung\nseit 09/2019: Lehrer, Institut Eupen, befristet\n"
        "08/2008 – 07/2019: Studienrat, Beamter auf Lebenszeit"
    )
    assert tenure(text) == "temporary"


def test_evidence_is_the_sentence_itself():
    text = "Bonjour. Je suis nommée depuis 2012. Merci."
    (finding,) = find_tenure(sections(text))
    piece = finding.evidence[0]
    assert piece.quote == text[piece.start : piece.end] == "Je suis nommée depuis 2012."


IN_A_CV = [
    ("EXPÉRIENCE\nDepuis 2015 : institutrice, école de Bure (temporaire)\n2010-2015 : intérims divers\n", "temporary"),
    (
        "EXPÉRIENCE\nDepuis 2015 : institutrice (nommée), école de Bure\n2010-2015 : temporaire, école de Tellin\n",
        "permanent",
    ),
    ("EXPÉRIENCE\nDepuis 2021 : intérims dans plusieurs écoles de la région\n", "temporary"),
    ("EXPÉRIENCE\n2010-2015 : institutrice intérimaire\n2015-2020 : employée, banque\n", None),
    (
        "SITUATION\nEn disponibilité pour convenance personnelle, nommée à titre définitif à l'école de Bure\n",
        "permanent",
    ),
    ("STATUT\nTemporaire prioritaire\n", "temporary"),
    ("Statut : nommé(e) à titre définitif\n", "permanent"),
    ("Statut : T.P.\n", "temporary"),
    ("EXPÉRIENCE\n09/2015 – ... Athénée de Bure : AESS, définitif 12 p., temporaire 8 p.\n", "permanent"),
    ("Situation administrative : engagement à titre définitif le 01/04/2014\n", "permanent"),
    ("EXPÉRIENCE\n2018 à ce jour : Éducatrice APE, école de Bure\n", "temporary"),
    ("EXPÉRIENCE\n2018 à ce jour : Chargée de projets, commune de Bure, CDI\n", None),
    ("EXPÉRIENCE\n2018 à ce jour : Professeur contractuel, Lycée de Metz\n", "temporary"),
    ("ERFAHRUNG\nseit 2015: Lehrer, Athenäum Eupen (definitiv)\n", "permanent"),
    ("ERVARING\n2014 - heden: leerkracht, basisschool De Linde (vast)\n", "permanent"),
    ("LOOPBAAN\n2014 – nu: leraar, vastbenoemd\n", "permanent"),
    ("EXPERIENCE\n2015 – present: Teacher, permanent\n", "permanent"),
    ("EXPÉRIENCE\nDepuis 2012 : professeur, nomination au 1/9/2016\n", "permanent"),
    ("EXPÉRIENCE\n2012 – aujourd'hui Institutrice (déf.) école de Bure\n", "permanent"),
    (
        "POSITION :\n temporaire  01.09.2003 - 31.08.2008\n stagiaire  en 2009\n définitive  à partir du 01.09.2009\n",
        "permanent",
    ),
    (
        "EXPÉRIENCE\n2001-2014 Administration communale de Bure, chef de bureau, nommé (2005)\n2014 – présent : prof\n",
        None,
    ),
]


@each(("text", "expected"), IN_A_CV)
def test_in_a_cv(text, expected):
    assert next((f.value for f in find_tenure(replace(sections(text), kind=Kind.CV))), None) == expected


IN_A_LETTER = [
    ("Nommée depuis quinze ans, je cherche un nouvel élan.", "permanent"),
    ("Étant nommé, je remplis la première condition.", "permanent"),
    ("Je remplis les conditions : nommée, à temps plein, douze ans d'ancienneté.", "permanent"),
    ("Comme vous le demandez, je suis membre du personnel nommé à titre définitif.", "permanent"),
    ("J'ai été engagée à titre définitif par l'asbl qui gère l'école, avec effet au 1er septembre.", "permanent"),
    ("Ma situation est stable : j'ai ma nomination.", "permanent"),
    ("Je ne remplis pas votre première condition, n'étant pas nommée.", "temporary"),
    ("Je ne suis que temporaire.", "temporary"),
    ("Je suis consciente que je ne suis pas (encore) nommée.", "temporary"),
    ("On me dit que la nomination viendra ; pour l'heure, je suis temporaire.", "temporary"),
    ("Je n'ai pas la chance d'être nommée.", "temporary"),
    ("Je suis nommée, même si je ne l'ai pas été sans peine.", "permanent"),
    ("Ma mère, institutrice nommée, m'a transmis ce métier ; moi, j'ai attendu 2019.", None),
    ("Je remplace une collègue nommée partie en congé.", None),
    ("J'ai renoncé à ma nomination pour suivre mon mari.", None),
    ("J'étais nommée dans l'enseignement flamand avant de démissionner en 2015.", None),
    ("Je bénéficie du statut de définitive.", "permanent"),
    ("Je suis engagé à durée indéterminée.", None),
    ("Ik ben nu vijf jaar vast benoemd en dat geeft rust.", "permanent"),
    ("Als vast benoemd leraar kan ik verlof voor opdracht vragen.", "permanent"),
    ("Als definitiv ernannter Lehrer kann ich beurlaubt werden.", "permanent"),
    ("As a permanent teacher, I may apply for secondment.", "permanent"),
]


@each(("text", "expected"), IN_A_LETTER)
def test_in_a_letter(text, expected):
    assert tenure(text) == expected


NAMED_BESIDE = [
    ("Depuis janvier, je remplace à Bure Mme Annick Ancion, nommée à titre définitif et en congé.", "temporary"),
    ("Remplacement de M. Collard, engagé à titre définitif, en mission au ministère", None),
    ("Ik vervang mevrouw Peeters, vast benoemd en langdurig ziek.", None),
    ("Ich vertrete Frau Weber, definitiv ernannt, bis Juni.", "temporary"),
    ("I am covering for Mrs Hall, permanently appointed.", None),
    ("Je travaille avec Mme Ancion, et je suis nommée depuis 2011.", "permanent"),
    ("Madame Gillard, nommée à titre définitif depuis 2010, je vous écris.", "permanent"),
    ("Nommée cavalière de l'année 2019 par la fédération équestre", None),
    ("Nommé arbitre provincial en 2021", None),
    ("Je comprends que le poste est destiné à des enseignants nommés à titre définitif.", None),
    ("Ik begrijp dat de betrekking bestemd is voor vast benoemde leerkrachten.", None),
    ("Ich verstehe, dass die Stelle für definitiv ernannte Lehrer gedacht ist.", None),
    ("I gather that the post is open to permanent staff only.", None),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_BESIDE)
def test_of_somebody_named_beside_an_honour_or_the_post(text, expected):
    assert tenure(text) == expected


def test_a_status_with_its_load_below_a_closed_range():
    text = "PARCOURS\nInstitut Saint-Éloi, Bure\nchimie, 5e et 6e\nsept. 2005 – août 2019\n"
    text += "définitive à 20/22 depuis 2011\n"
    assert next((f.value for f in find_tenure(replace(sections(text), kind=Kind.CV))), None) == "permanent"


def test_a_status_headed_in_the_margin():
    text = "PARCOURS\n2010 – 2016\tVendeur, Bure\n\nSTATUT\tMa charge est exercée à titre temporaire\n"
    assert next((f.value for f in find_tenure(replace(sections(text), kind=Kind.CV))), None) == "temporary"


def test_a_reference_speaks_of_its_writer():
    text = "À qui de droit\n\nDirectrice, engagée à titre définitif, j'ai vu travailler Madame Colas.\n\nA. Noël"
    assert not find_tenure(replace(sections(text), kind=Kind.LETTER))
    asked = "To whom it may concern,\n\nI apply for the post. I was permanently appointed in 2012.\n\nA. Noël"
    assert find_tenure(replace(sections(asked), kind=Kind.LETTER))
    recommended = (
        "To whom it may concern,\n\nI would like to recommend my colleague. I was permanently appointed in 2012."
    )
    assert not find_tenure(replace(sections(recommended), kind=Kind.LETTER))


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("Je recommence donc comme temporaire à l'école du Val.", True),
        ("Professeur de morale (intérimaire)\nInstitut du Val, Bourgvert\nseptembre 2024 – aujourd'hui", True),
        ("Schoolse begeleider\nsinds september 2019, van vervanging naar vervanging", True),
        ("Logopède, remplacements puis emploi vacant, temporaire", False),
        ("2024 > aujourd'hui\nDirecteur f.f., école communale du Val, désignation à titre temporaire", False),
        ("J'en assure la direction depuis le 1er septembre 2024, en remplacement de la directrice.", False),
        ("Je suis nommée à titre définitif depuis 2012.", False),
    ],
)
def test_temporary_work_is_of_today_where_it_is_said_outright_or_goes_on(text, today):
    assert any(told.detail.get("today") for told in find_tenure(sections(text))) is today
