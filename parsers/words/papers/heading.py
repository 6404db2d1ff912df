"""What the headings of a CV are made of, folded: words that announce a subject, and words that only qualify them."""

from __future__ import annotations

SUBJECTS: dict[str, str] = {
    "experience": """
        enseigne travaille anciennete ancienniteit dienstancienniteit anciennitat dienstalter seniority
        vie enseignement industrie historique expertise missions parcours stellen dienstzeiten positions
        lesopdrachten werkgevers beruf onderwijs schuldienst bedrijf privatwirtschaft ressources humaines
        experience experiences carriere carrieres emploi emplois fonction fonctions poste postes occupation
        occupations activites activite travail metier metiers enseigner travailler employeur employeurs service
        services etats employment work career jobs job history teaching appointments ervaring ervaringen
        werkervaring beroepservaring onderwijservaring loopbaan loopbanen tewerkstelling tewerkstellingen
        beroepsloopbaan onderwijsloopbaan functies betrekkingen lesgeven berufserfahrung erfahrung erfahrungen
        unterrichtserfahrung werdegang laufbahn tatigkeit tatigkeiten berufstatigkeit beschaftigung
        beschaftigungen stationen berufspraxis unterrichtstatigkeit
    """,
    "education": """
        etudie diplome diplomes etude etudes formation formations titre titres cursus scolarite brevet brevets
        certificat certificats certification certifications qualification qualifications apprendre etudier
        perfectionnement education degree degrees academic diplomas certificates training studies opleiding
        opleidingen studie diploma vorming vormingen nascholing nascholingen bijscholing bijscholingen
        getuigschrift getuigschriften attesten attest studieverleden schoolopleiding ausbildung studium
        bildungsweg schulbildung weiterbildung weiterbildungen fortbildung fortbildungen zusatzausbildung
        abschluss abschlusse zeugnisse bildung zertifikate bildungsgang aus
        qualifikation qualifikationen hochschulstudium akademischer akademische akademischen studien staatsexamina
        prufungen examens examen
    """,
    "languages": """
        langue langues linguistiques linguistique parler languages language taal talen talenkennis sprache
        sprachen sprachkenntnisse fremdsprachen
    """,
    "computing": """
        informatique bureautique outils outil numerique logiciels logiciel ecrans ordinateur tic ict computing
        software it tools computer computerkennis informatica digitaal edv pc it-kenntnisse computerkenntnisse
        informatik programme digitale
    """,
    "skills": """
        competence competences aptitudes atouts savoir-faire savoir-etre qualites connaissances capacites forces
        skills strengths abilities vaardigheden competenties kwaliteiten sterktes kennis troeven kompetenzen
        kenntnisse fahigkeiten starken points forts savoirfaire savoiretre realisations
    """,
    "contact": """
        contact coordonnees adresse contacts contactgegevens gegevens adres kontakt kontaktdaten anschrift
        details
    """,
    "personal": """
        renseignements informations identite donnees etat civil personnelles personnels personalia personlijke
        personliche daten angaben persoonsgegevens persoonlijke personal information infos
    """,
    "profile": """
        profil profile profiel resume apercu about presentation objectif samenvatting zusammenfassung summary
        kurzprofil uberblick quisuisje moi objective
    """,
    "status": """
        situation statut statutaire administrative stand statuut ambtelijk status dienstverhaltnis
        dienststellung
    """,
    "references": """
        reference references referenties referentie referenzen referees
    """,
    "interests": """
        interet interets loisir loisirs centres hobby hobbies hobbys passions passion divers vrije
        vrijetijd interesses freizeit interessen interests leisure varia respirer autour libre detente
        sport
    """,
    "volunteering": """
        benevolat benevole volontariat engagements  associatif vrijwilligerswerk vrijwilliger
        engagementen ehrenamt ehrenamtliches ehrenamtliche ehrenamtlich volunteering voluntary volunteer
        associative mandats mandaten mandate
    """,
    "publications": """
        publications publication publicaties veroffentlichungen articles interventions conferences
    """,
    "annexes": """
        annexes annexe bijlagen bijlage anlagen anlage enclosures pieces jointes
    """,
}
"""What a heading announces, by the words that say so, folded."""

QUALIFIERS = """
    deux trois twee drie zwei drei two three
    faits faite faites accompli accomplis accomplies effectue effectues effectuees poursuivies reussies gedane
    verrichte afgelegde absolvierte abgeschlossene completed
    occupe occupes occupees exerce exercees held taught where have j ai fait suis ou enseigne fais viens sais
    mes mon ce que je mijn meine ik ich wat was heb gedaan habe gemacht gelernt geleerd appris did done i
    learnt learned professionnels remarquables significatives et a academique academiques actuel actuelle
    actuelles actuels additional aktuelle and andere ans anterieur anterieure anterieures anterieurs apres au
    aujourdhui aussi autre autres aux avant avec before behaalde berufliche beruflicher berufliches
    besondere bijkomende bisherige buiten career centre cles complementaire complementaires continue continuee
    continues courte courtes cpms current curriculum d dans das de depuis der des die du ecole een en encore
    enseignant enseignante et/ou extra fachliche for fruhere further gevolgde het hors huidige humaines ii iii
    im in informatiques interlangues iv ix jour key l la langues le lehramt lehrer les linguistique ma main
    mein mine my ne obtenu obtenue obtenus of onderwijs other outside overige padagogische par pas pedagogique
    pedagogiques pendant personnelle personnelles plus pms pour precedent precedentes precedents present
    presente previous principal principale principales principaux prive professional professionele professionnel
    professionnelle professionnelles relevant relevante requis requise schule schulische schulischer schulisches
    scolaire scolaires secondaires secteur sociales sonstige specifiques suivie suivies superieur superieures
    sur techniques temps the tijd tout transversales und universitaire universitaires utile utiles v van vi vii viii
    vitae
    vorige weitere x zum zur
"""
"""Words that stand beside those, and tell nothing alone."""
