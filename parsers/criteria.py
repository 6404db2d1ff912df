"""The criteria of the notice of 2026 for the Carrefour des Métiers of Arlon, paragraph 4: a table, not code."""

from __future__ import annotations

from parsers.values.criteria import Criterion


def _labels(fr: str, nl: str, de: str, en: str) -> dict[str, str]:
    """A criterion's name in the four languages a recruiter reads."""
    return {"fr": fr, "nl": nl, "de": de, "en": en}


def _terms(listed: str) -> tuple[str, ...]:
    """Words and phrases, folded, a comma between them; `*` ends a stem."""
    return tuple(" ".join(term.split()) for term in listed.split(","))


EO_CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        key="tenure",
        labels=_labels(
            "Nomination ou engagement à titre définitif",
            "Vaste benoeming",
            "Definitive Ernennung",
            "Permanent appointment",
        ),
        extractor="tenure",
    ),
    Criterion(
        key="workload",
        labels=_labels(
            "Charge de plus d'un mi-temps",
            "Opdracht van meer dan halftijds",
            "Auftrag über einer halben Stelle",
            "More than half a full load",
        ),
        extractor="workload",
        more_than=0.5,
    ),
    Criterion(
        key="qualifications",
        labels=_labels(
            "Titre de capacité",
            "Bekwaamheidsbewijs",
            "Befähigungsnachweis",
            "Required qualification",
        ),
        extractor="qualifications",
    ),
    Criterion(
        key="experience_years",
        labels=_labels(
            "Cinq ans dans l'enseignement ou en CPMS",
            "Vijf jaar in onderwijs of CLB",
            "Fünf Jahre im Unterricht oder PMS",
            "Five years in teaching or CPMS",
        ),
        extractor="experience",
        at_least=5,
    ),
    Criterion(
        key="orientation",
        labels=_labels(
            "Méthodes d'orientation",
            "Oriëntatiemethodes",
            "Methoden der Berufsorientierung",
            "Guidance methods",
        ),
        extractor="orientation",
    ),
    Criterion(
        key="education_system",
        labels=_labels(
            "Structures de l'enseignement en FWB",
            "Structuur van het onderwijs in de FWB",
            "Aufbau des Unterrichtswesens der FWB",
            "Structure of education in the FWB",
        ),
        extractor="passages",
        terms=_terms("""
            structure* de l'enseignement, systeme* scolaire*, systeme educatif, systeme* d'enseignement,
            paysage scolaire, paysage educatif, paysage de l'enseignement, pacte pour un enseignement
            d'excellence, pacte d'excellence, tronc commun, federation wallonie-bruxelles, filiere*
            d'enseignement, enseignement qualifiant, enseignement de transition, enseignement
            specialise, promotion sociale, enseignement pour adultes, cefa, reseau* d'enseignement,
            parcours d'enseignement qualifiant, plan* de pilotage, contrat* d'objectifs,
            onderwijssysteem, onderwijsstructu*, onderwijslandschap, franse gemeenschap,
            bildungssystem*, schulsystem*, unterrichtswesen*, bildungslandschaft, franzosische
            gemeinschaft, franzosischen gemeinschaft, education system, school system
        """),
    ),
    Criterion(
        key="legislation",
        labels=_labels(
            "Législation et règlements scolaires",
            "Onderwijswetgeving",
            "Schulrecht",
            "Education law and rules",
        ),
        extractor="passages",
        terms=_terms("""
            decret*, circulaire*, legislation*, reglementation*, reglementaire*, cadre legal, droit
            scolaire, code de l'enseignement, textes legaux, arrete* royal*, arrete* du gouvernement,
            statut* administratif*, statut* du personnel, statuts des membres du personnel, decreet,
            decreten, omzendbrief*, onderwijswetgeving, regelgeving*, dekret*, rundschreiben,
            schulrecht*, gesetzgebung, rechtsvorschriften, decree*, legislation, regulations
        """),
    ),
    Criterion(
        key="lifelong_guidance",
        labels=_labels(
            "Orientation tout au long de la vie (Cités et Carrefours des Métiers)",
            "Levenslange loopbaanbegeleiding",
            "Lebensbegleitende Orientierung",
            "Lifelong guidance",
        ),
        extractor="passages",
        terms=_terms("""
            tout au long de la vie, otlav, cite* des metiers, carrefour* des metiers, orientation des
            adultes, bilan* de competences, reconversion*, approche orientante, ecole orientante,
            competences a s'orienter, projet* professionnel*, projet* de vie, levenslang leren,
            levenslange, loopbaanbegeleiding, loopbaanorientatie, lebenslange*, lebensbegleitende*,
            laufbahnberatung, berufsorientierung, lifelong guidance, lifelong learning, career guidance
        """),
    ),
    Criterion(
        key="operators",
        labels=_labels(
            "Opérateurs d'enseignement et de formation",
            "Onderwijs- en opleidingsverstrekkers",
            "Träger von Unterricht und Ausbildung",
            "Education and training operators",
        ),
        extractor="passages",
        terms=_terms("""
            forem, ifapme, bruxelles formation, actiris, ibefe, instance* bassin, bassin* efe, epicuris,
            centre* de competence*, cisp, mire, miresem, cefora, mission* regionale*, maison* de
            l'emploi, promotion sociale, enseignement pour adultes, iepscf, cefa, sace, siep, infor
            jeunes, cpms, centre* pms, centre* psycho-medico-sociau*, centre* psycho-medico-social,
            aviq, haute* ecole*, operateur* de formation, operateurs d'enseignement, oeft, vdab, syntra,
            clb, iawm, zawm, arbeitsamt, kaleido
        """),
    ),
    Criterion(
        key="office_tools",
        labels=_labels(
            "Internet, Word, Excel",
            "Internet, Word, Excel",
            "Internet, Word, Excel",
            "Internet, Word, Excel",
        ),
        extractor="passages",
        terms=_terms("""
            word, excel, powerpoint, outlook, office, office 365, microsoft 365, libreoffice,
            openoffice, traitement de texte, tableur*, bureautique, suite office, google workspace,
            teams, tekstverwerking, rekenblad*, textverarbeitung, tabellenkalkulation, spreadsheet*,
            word processing
        """),
    ),
    Criterion(
        key="skills",
        labels=_labels(
            "Organisation, autonomie, expression, relations, rédaction",
            "Organisatie, zelfstandigheid, communicatie, redactie",
            "Organisation, Selbständigkeit, Auftreten, Abfassen",
            "Organisation, autonomy, speaking, relations, writing",
        ),
        extractor="passages",
        terms=_terms("""
            organise*, organisation*, autonom*, disponib*, prise de parole, parler en public, parler
            devant, parle devant, animation de groupe*, animer, relationnel*, esprit d'analyse, esprit
            de synthese, analyse et synthese, capacite* d'analyse, synthese*, redaction*, rediger,
            redige*, redactionnel*, gestion du stress, resistance au stress, responsabilit*, sens des
            responsabilites, travail en equipe, ecoute, partenariat*, organisatietalent, organiseren,
            zelfstandig*, stressbestendig*, communicati*, teamspeler, verantwoordelijkheid*, vlotte pen,
            organisationstalent, organisier*, selbststandig*, selbstandig*, teamfahig*, belastbar*,
            verantwortungs*, public speaking, organised, organized, teamwork, report writing,
            well-organised
        """),
    ),
)
"""The notice's eleven, in its order. `languages` and `current_employer` are every application's facts, not criteria."""
