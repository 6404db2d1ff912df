from parsers.facts.career.sectors import sector_of
from tests.each import each


@each(
    ("rows", "sector"),
    [
        (["Institutrice primaire", "École communale de Spa"], "education"),
        (["Athénée royal de Huy"], "education"),
        (["Professeur de mathématiques"], "education"),
        (["Directrice, école libre de Ciney"], "education"),
        (["Directeur stagiaire, école communale de Wellin"], "education"),
        (["Éducateur, internat autonome"], "education"),
        (["Leraar wiskunde, VTI"], "education"),
        (["Onderwijzeres, basisschool De Linde"], "education"),
        (["Studienrätin, Gymnasium Prüm"], "education"),
        (["Teacher of French"], "education"),
        (["Conseiller pédagogique, SeGEC"], "education"),
        (["Formateur, CEFA de Namur"], "education"),
        (["Infirmière", "CPMS de Huy"], "cpms"),
        (["Psychologue", "Centre psycho-médico-social de Spa"], "cpms"),
        (["Psycholoog, CLB Aalst"], "cpms"),
        (["Kaleido Ostbelgien"], "cpms"),
        (["Infirmière", "Clinique Saint-Luc"], "other"),
        (["Assistante sociale, CPAS"], "other"),
        (["Éducateur, maison d'accueil"], "other"),
        (["Formateur IFAPME"], "other"),
        (["Professeur de danse"], "unknown"),
        (["Professeur de danse", "Académie de Huy"], "education"),
        (["Skilehrer", "Verein Alpin"], "unknown"),
        (["Zwemleraar, basisschool De Linde"], "education"),
        (["Yoga teacher, Zen Studio"], "unknown"),
        (["Président de l'association de parents, école Saint-Jean"], "other"),
        (["Voorzitter ouderraad, basisschool De Linde"], "other"),
        (["Elternvertreterin, Grundschule Eupen"], "other"),
        (["School governor, Bishop Road School"], "other"),
        (["Élève au Collège Saint-Roch"], "other"),
        (["Encadrement des élèves au Collège Saint-Roch"], "education"),
        (["Language school, Luxembourg City", "Freelance trainer"], "other"),
        (["Medewerker", "Talenschool Babel"], "other"),
        (["Kursleiter", "Sprachschule Babel"], "other"),
        (["Kursleiter", "Sekundarschule Babel"], "other"),
        (["Chargée de projet", "Maison de la nature", "Animations dans les écoles primaires"], "unknown"),
        (["Careers adviser", "Careers Wales", "Interviews with pupils in four comprehensive schools"], "unknown"),
        (["Projectmedewerker", "Natuurhuis", "Rondleidingen voor basisscholen"], "unknown"),
        (["Projektleiterin", "Naturhaus", "Besuche in den Schulen"], "unknown"),
        (["Puéricultrice", "de 2010 à 2015", "dans les écoles communales"], "other"),
        (["Agent", "à mi-temps", "dans les écoles communales de la ville"], "education"),
        (["Formatrice, Forem"], "other"),
        (["Secrétaire, Athénée royal de Huy"], "other"),
        (["Comptable, Fiduciaire Lambot"], "other"),
        (["Responsable RH", "Transports Gilson SA"], "other"),
        (["Bénévole, école de devoirs"], "other"),
        (["Stage à l'école communale"], "other"),
        (["Étudiante jobiste"], "other"),
        (["Cours particuliers de latin"], "other"),
        (["Professeur de conduite, auto-école Max"], "other"),
        (["Échevin de l'enseignement"], "other"),
        (["Rien dans l'enseignement : un an de voyage"], "other"),
        (["Interruption complète de carrière"], "break"),
        (["Congé parental"], "break"),
        (["Loopbaanonderbreking"], "break"),
        (["Unbezahlter Urlaub"], "break"),
        (["Remplacement d'un congé parental, école de Bure"], "education"),
        (["Interruption de carrière partielle"], "unknown"),
    ],
)
def test_an_entry_s_rows_tell_its_sector(rows, sector):
    assert sector_of(rows) == sector


def test_a_heading_speaks_where_the_rows_do_not():
    assert sector_of(["Virton, 3e et 4e"], "Enseignement") == "education"
    assert sector_of(["Virton"], "Hors enseignement") == "other"
    assert sector_of(["professeur de danse"], "Avant l'enseignement") == "other"


def test_the_same_school_is_what_it_was():
    assert sector_of(["Même école, coordination"], previous="education") == "education"
    assert sector_of(["zelfde school"], previous="education") == "education"
    assert sector_of(["divers intérims"], previous="education") == "education"
