from parsers.facts.qualifications.qualifications import qualifications
from parsers.layout.sections import sections
from parsers.text.text import fold
from tests.each import each


def held(text):
    return " | ".join(fold(item) for finding in qualifications(sections(text)) for item in finding.value)


HELD = [
    (
        "DIPLÔMES\n2006   Bachelier – AESI français et morale, Haute École de Liège\n",
        "Bachelier – AESI français et morale",
    ),
    (
        "Études\n1993 : Diplôme d’instituteur primaire, École normale de Bastogne (distinction).\n",
        "Diplôme d'instituteur primaire",
    ),
    ("TITRES\nMaster en histoire, UCL      2006\nAESS (agrégation), cours du soir    2012\n", "AESS (agrégation)"),
    ("Formation\n2010 Licence en chimie ; 2012 CAP\n", "CAP"),
    (
        "Études\n1990-1994 Licence en philologie romane\n1995 Agrégation de l'enseignement secondaire supérieur\n",
        "Agrégation de l'enseignement",
    ),
    ("Études\nGraduat d'assistante sociale, 1998\n", "Graduat d'assistante sociale"),
    ("Études\nRégendat littéraire, 1985\n", "Régendat littéraire"),
    (
        "Formations\n2019 Certificat « Approche orientante » (60 heures), formation en cours de carrière\n",
        "Certificat « Approche orientante »",
    ),
    ("Formation\nBrevet de direction, série complète, 2013\n", "Brevet de direction"),
    ("Formation\nCAPES d'anglais, 2005\nMaîtrise d'anglais, 2003\n", "CAPES d'anglais"),
    ("Formation\n2004   Équivalence AESS (arrêté ministériel)\n", "Équivalence AESS"),
    (
        "Formation\nBachelier instituteur primaire, 2016 (études reprises en cours du soir)\n",
        "Bachelier instituteur primaire",
    ),
    (
        "OPLEIDING\n2009 Master in de taal- en letterkunde, KU Leuven\n2010 Specifieke lerarenopleiding\n",
        "Specifieke lerarenopleiding",
    ),
    ("Opleiding\nAggregaat secundair onderwijs (groep 2)\n", "Aggregaat secundair onderwijs"),
    ("Opleiding\nBachelor in het onderwijs: lager onderwijs\n", "Bachelor in het onderwijs: lager onderwijs"),
    ("Ausbildung\n2007 Bachelor Lehramt Primarschule, AHS Eupen\n", "Bachelor Lehramt Primarschule"),
    (
        "Ausbildung\nPädagogischer Befähigungsnachweis (CAP), 2006\nMeisterbrief Elektroinstallateur\n",
        "Meisterbrief Elektroinstallateur",
    ),
    ("Ausbildung\nErstes Staatsexamen für das Lehramt (2004)\n", "Erstes Staatsexamen für das Lehramt"),
    ("EDUCATION\n2010  Postgraduate Diploma in Education, University of Galway\n", "Postgraduate Diploma in Education"),
    ("Education\n2009  BA (Hons) English and History, Cork\n", "BA (Hons) English and History"),
    (
        "Je possède un graduat en électromécanique et un certificat d'aptitude pédagogique.",
        "certificat d'aptitude pédagogique",
    ),
    ("Titulaire d'un master en psychologie, je travaille en CPMS.", "master en psychologie"),
    ("J'ai obtenu mon agrégation en 2004.", "agrégation"),
    ("Je suis porteuse du titre de bachelière assistante sociale.", "bachelière assistante sociale"),
    ("Ik behaalde mijn getuigschrift van pedagogische bekwaamheid.", "getuigschrift van pedagogische bekwaamheid"),
    ("Ich habe das Zweite Staatsexamen abgelegt.", "Staatsexamen"),
    ("I hold a PGCE in modern languages.", "PGCE in modern languages"),
    ("ÉTUDES FAITES\n1999  Assistante sociale, Institut Cardijn, Charleroi\n", "Assistante sociale"),
    ("Études\n1987 : régente littéraire\n1991 : infirmière graduée hospitalière\n", "infirmière graduée hospitalière"),
    ("Études\n1992  Laurea magistrale in fisica, Padova\n", "Laurea magistrale in fisica"),
    ("Études\n2003  Oberstufenlehrer Sport und Biologie, mit Auszeichnung\n", "Oberstufenlehrer Sport und Biologie"),
    ("Ausbildung\n1994  Regentin Mathematik-Physik\n", "Regentin Mathematik-Physik"),
    ("Akademischer Werdegang\n2008  Promotion in Biologie, Bonn\n", "Promotion in Biologie"),
    ("Opleiding\n- Licentiaat rechten (1998), postgraduaat jeugdrecht\n", "Licentiaat rechten"),
    (
        "CARRIÈRE                              ÉTUDES\n\nInstitut du Parc, Mons                Graduat en optique\n",
        "Graduat en optique",
    ),
    ("1   2011   Promotion sociale de Huy, le soir      Certificat d'aptitude pédagogique\n", "Certificat d'aptitude"),
    ("Titres\nLicence en chimie, 1998 · AESS chimie, 1999 · CAPAES, 2006\n", "AESS chimie"),
    ("Études\n1995  C.E.S.S. technique de transition, Ath\n", "C.E.S.S. technique de transition"),
    ("Je suis bachelière AESI en économie familiale.", "bachelière AESI en économie familiale"),
    ("J'ai décroché l'agrégation en 2009.", "agrégation"),
    ("J'ai fait une licence en droit puis l'agrégation.", "agrégation"),
    ("J'ai terminé mes études d'institutrice maternelle en 2001.", "institutrice maternelle"),
    ("Logopède de formation, je travaille dans le spécialisé.", "Logopède de formation"),
    (
        "Titres\nLe conseil en classe, UNamur, certificat (12 ECTS), juin 2021\n",
        "Le conseil en classe, UNamur, certificat",
    ),
    (
        "Éducatrice en accompagnement\n(bachelier, Haute École de Mons, 2011)\n",
        "Éducatrice en accompagnement (bachelier",
    ),
    ("CELTA ............ 2004\nB.Ed. (primary), University of Cork ..... 1998\n", "B.Ed. (primary)"),
    ("Licence pro « vente », 2006 ....... équiv. : bachelier ; reçue\n", "Licence pro « vente »"),
    ("Instit. mat. : diplôme de l'École normale de Huy (1999).\n", "Instit. mat."),
    ("DUT génie civil (Metz, 2001) | non reconnu en Belgique\n", "DUT génie civil"),
    (
        "Graduée en droit de l'école de Huy, j'en suis sortie, plus tard, licenciée en histoire.",
        "licenciée en histoire",
    ),
    ("J'ai d'abord un graduat en vente, le soir, en 1996 ; la licence, terminée en 2001.", "licence"),
    ("Vous trouverez copie du régendat en couture (Huy, 1989).", "régendat en couture"),
    (
        "J'ai pris congé pour une formation en médiation (certificat universitaire, ULiège, 2024).",
        "formation en médiation (certif",
    ),
    (
        "Le CAP, je l'ai reçu en 2002, après le brevet de maîtrise en horlogerie délivré à Spa.",
        "brevet de maîtrise en horlogerie",
    ),
    ("Van opleiding ben ik regentes wiskunde-fysica.", "regentes wiskunde-fysica"),
    ("Van vorming ben ik verpleegkundige; ik geef les sinds 2004.", "verpleegkundige"),
    ("Daarbovenop haalde ik het brevet van coördinator.", "brevet van coördinator"),
    ('Het getuigschrift "zorgcoach" (Hasselt, 2022) volgde ik op eigen initiatief.', 'getuigschrift "zorgcoach"'),
    ("Geaggregeerde voor het secundair onderwijs (Gent, 1988), richting Frans-Latijn.", "richting Frans-Latijn"),
    ("° licentie oude geschiedenis, VUB 2001\n° D-cursus, Aalst 1995\n", "licentie oude geschiedenis"),
    ("Erstes Staatsexamen 2001 (Physik, Sport), in Bonn bestanden.", "Staatsexamen 2001 (Physik, Sport)"),
    ("Erzieherin A1, Institut am Park, 2000.\n", "Erzieherin A1"),
    ("I gained the CELTA in Dublin in 2010.", "CELTA"),
    ("Opleiding\nBachelor in het onderwijs:\nkleuteronderwijs\nGent, 2019\n", "onderwijs: kleuteronderwijs"),
    ("Diplômes\nBachelier AESI sciences, HE du Val, 2008\n", "Bachelier AESI sciences, HE du Val, 2008"),
    ("Formation\nÉquivalence au grade\nde master en histoire, 2009\n", "grade de master en histoire"),
    ("Études\n« Cadre » - Huy - 2e année non suivie\n« Santé » - certificat, Liège - 2010\n", "Santé » - certificat"),
    ("Formation\nModule « Accompagner les choix », Huy, 2021 (18 h)\n", "Module « Accompagner les choix »"),
    ("Fortbildungen\nSeminar „Berufswahl begleiten“, fünf Tage\n", "Seminar „Berufswahl begleiten“"),
    ("Opleiding\nVorming Keuzes begeleiden, 3 avonden studiekeuze\n", "Vorming Keuzes begeleiden"),
    ("Education\n2020  Course in careers guidance, 3 days\n", "Course in careers guidance"),
    ("Ce que j'ai comme papiers ? Un CESS technique et une septième en coiffure.", "septième en coiffure"),
    ("Ik studeerde in 2004 af als maatschappelijk assistente.", "maatschappelijk assistente"),
    ("Ich bin ausgebildete Erzieherin.", "Erzieherin"),
    ("I graduated in 2006 with a BA in French.", "BA in French"),
    (
        "Papiers\no agrégée de dessin (AESS) depuis 2004 ; avant cela, licenciée en chimie, Huy, 2003\n",
        "licenciée en chimie",
    ),
    ("Formation de base.........Bac. instituteur primaire, Huy 2007\n", "Bac. instituteur primaire"),
    ("- Onderwijzer, KHLinde, 1998 (verkort)\n", "Onderwijzer, KHLinde, 1998"),
    ("Opleiding\nErgänzungsstudium Heilpädagogik, abgeschlossen 2009\n", "Ergänzungsstudium Heilpädagogik"),
    ("Mes titres ? Ils tiennent sur un timbre : bachelier en vente, brevet de patron.", "bachelier en vente"),
    ("On a celui que l'on montre : mon certificat de praticien (Huy, 2017).", "certificat de praticien"),
    ("Le CESS, je l'ai eu au jury à trente ans, le bachelier en vente à trente-six.", "bachelier en vente"),
    ("Porteur d'une agrégation obtenue à Huy, je prépare autre chose.", "agrégation"),
    ("Teaching came later, with the PGCE from Leeds in 2009.", "PGCE from Leeds"),
    ("Ik ben geschoold als verpleegster.", "verpleegster"),
    ("Mon titre ? Ingénieur agronome, Huy, 1999. Mon autre titre ? L'agrégation, 2003.", "Ingénieur agronome"),
    ("Bekwaam: zorgleerkracht met een getuigschrift van 2006.", "getuigschrift van 2006"),
]


@each(("text", "title"), HELD)
def test_a_title_held_is_listed_as_worded(text, title):
    assert fold(title) in held(text)


NOT_HELD = [
    "DIPLÔMES\nMaster en sciences de l'éducation, UNamur : en cours\n",
    "Formation\nAgrégation (AESS) en sciences économiques : en cours à l'ULiège, fin prévue en juin 2026\n",
    "Formation\nCAPAES, dossier déposé en 2024, pas encore défendu\n",
    "Formation\n2019-... Master en sciences de l'éducation\n",
    "Études\nLicence en droit, inachevée\n",
    "Études\nMaster en psychologie : inscrit en 2019, abandonné après un an\n",
    "Études\nCertificat en gestion : deux modules réussis sur trois, le dernier en cours\n",
    "Opleiding\nBanaba buitengewoon onderwijs (nog 18 studiepunten te gaan)\n",
    "Opleiding\nMaster in de rechten, niet voltooid\n",
    "Ausbildung\nCAP+ laufend\n",
    "Ausbildung\nGleichwertigkeit AESS: beantragt, Bescheid steht aus\n",
    "Education\nMEd in progress\n",
    "Je n'ai pas encore le CAP.",
    "Je prépare actuellement un master en sciences de l'éducation.",
    "Mon mari est titulaire d'une agrégation.",
    "Ma fille, diplômée d'un master, vit à Gand.",
    "Votre annonce demande un titre de capacité et un master.",
    "EXPÉRIENCE\nMaître de stage d'étudiants bacheliers instituteurs\n",
    "EXPÉRIENCE\nJury de CAP et de CESS\n",
    "EXPÉRIENCE\n2012-2016  Institutrice primaire, école du Centre, Huy\n",
    "Études\n2025 – Master en orthopédagogie\n",
    "Études\nLicence en chimie, entamée à Mons\n",
    "Études\nCertificat en santé publique : inscription retirée\n",
    "Études\nCAPAES - commencé en 2021, un module sur trois, en pause\n",
    "Formations suivies\n2014  Gestion des conflits\n",
    "DIPLÔMES\n2015  RCP\n",
    "Je vous joins mes diplômes.",
    "Je vous envoie ma candidature en annexe.",
    "Instituteur primaire, Institut du Val | 2013 à aujourd'hui | temps plein\n",
    "Études\nMaster en enseignement : admise en septembre, pas commencé\n",
    "Brevet supérieur ? C'est pas fait.\n",
    "Le CAPAES m'a tentée ; le dossier n'a jamais été défendu.",
    "Een universitair diploma heb ik niet.",
    "De licentie pedagogiek heb ik na een jaar opgegeven.",
    "J'ai fait visiter l'atelier à une classe de 7e professionnelle.",
    "Comptabilité (bachelier) 240 périodes\n",
    "TR ●●○○○   A2, cursus in het CVO\n",
    "Cursus\nFormation abandonnée ..... Agrégation\n",
    "Titre visé : CAPAES\n",
    "Opleiding\nErgotherapie (bachelor), niet beëindigd\n",
    "Formation\nCertificat en psychiatrie – non certifié\n",
    "Education\nMSc Guidance: 60 of 180 credits, suspended\n",
    "Études\nDoctorat en chimie (FRIA), non soutenu\n",
    "Je suis quelqu'un du garage.",
    "Études\no en suspens : certificat en gestion\n",
    "J'ai commencé depuis une agrégation que je compte boucler.",
    "Opleiding\nmaster pedagogie: 2 vakken gevolgd, niet verder\n",
    "Diplômes\n2022-?   Doctorat   à l'arrêt\n",
    "École du Val, 2012-2015 : institutrice primaire\n",
    "Diplômes\nAgrégation : non\n",
    "Titres\nDiplômes manqués : thèse jamais déposée\n",
    "La licence est restée à l'état de projet.",
    "Infirmière en pédiatrie, approche orientante (2023, 2 jours).",
    "Institutrice primaire, Haute École du Val, 2012 à 2016\n",
    "Je prépare en outre, cette année, un certificat universitaire.",
    "Je parle l'anglais (A2 atteint en 2019) et le français.",
    "Je suis psychologue (depuis 2014) au centre PMS.",
    "Un master en gestion, je n'en ai fait que la moitié.",
]


@each("text", NOT_HELD)
def test_what_is_not_held_or_another_s_is_left_out(text):
    assert held(text) == ""


def test_evidence_stands_where_it_says():
    text = "ÉTUDES\n2006 : Bachelier – AESI français,\nHaute École de Liège\n"
    for finding in qualifications(sections(text)):
        for piece in finding.evidence:
            assert text[piece.start : piece.end] == piece.quote
