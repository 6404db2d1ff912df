from dataclasses import replace

import pytest

from parsers.facts.person.addresses import addresses
from parsers.facts.person.person import find_person
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each


@pytest.mark.parametrize(
    ("text", "code", "city"),
    [
        ("Rue du Puits 3\n6700 Arlon", "6700", "Arlon"),
        ("Rue du Puits, 3 – 6840 Neufchâteau | 0470 12 34 56", "6840", "Neufchâteau"),
        ("B-6760 VIRTON", "6760", "VIRTON"),
        ("L-8077 Bertrange", "8077", "Bertrange"),
        ("12, rue de Metz, F-54400 Longwy (France)", "54400", "Longwy"),
        ("Place du Marché 2 à 6880 Bertrix", "6880", "Bertrix"),
        ("Adresse : rue Haute 7, 6900 Marche-en-Famenne (Belgique)", "6900", "Marche-en-Famenne"),
        ("Haasstraße 4 · BE-4700 Eupen", "4700", "Eupen"),
        ("Klosterstraße 4, 4780 Sankt Vith", "4780", "Sankt Vith"),
        ("Steenweg 388 bus 2, 3001 Heverlee", "3001", "Heverlee"),
        ("Kerkstraat 1\n2000 Antwerpen", "2000", "Antwerpen"),
        ("rue Haute 7, 6980 La Roche-en-Ardenne", "6980", "La Roche-en-Ardenne"),
        ("rue Haute 77 6700 Arlon", "6700", "Arlon"),
        ("Kerkplein 4, 3798 's-Gravenvoeren", "3798", "'s-Gravenvoeren"),
        ("2513 AA 's-Gravenhage", "2513 AA", "'s-Gravenhage"),
        ("7100 LA LOUVIÈRE", "7100", "LA LOUVIÈRE"),
        ("1234 LA Zaandam", "1234 LA", "Zaandam"),
        ("6760 Virton (Ethe), rue Haute 9 – tél. 063/57 00 00", "6760", "Virton"),
        ("4000 Liège (Angleur)", "4000", "Liège"),
    ],
)
def test_code_and_place(text, code, city):
    assert [(address.code, address.city) for address in addresses(text)] == [(code, city)]


@pytest.mark.parametrize(
    "text",
    [
        "2015 Bachelier instituteur",
        "Née à Gembloux (5030)",
        "Budget de 2500 Euros pour la cour",
        "0470 6700 Arlonnais",
        "De 2006 à 2017, des\ncontrats",
    ],
)
def test_what_is_no_address(text):
    assert list(addresses(text)) == []


ELSEWISE = [
    ("Lindenstraße 17, 09126 Chemnitz", ("09126", "Chemnitz")),
    ("2284, Rue Ontario E, Montréal, QC, H2K1V8", ("H2K1V8", "Montréal")),
    ("6 Rue Jean Dabadie, 31600\nMuret, France", ("31600", "Muret")),
    ("Langon 33210\nFORMATIONS\n2016 Ingésup", ("33210", "Langon")),
    ("5 rue des Roses,\n92260, Fontenay-aux-Roses", ("92260", "Fontenay-aux-Roses")),
    ("Claire Mahin, Chemin de Huy 12, 6870 Saint-Hubert – 0470.11.22.33", ("6870", "Saint-Hubert")),
    ("■ 6800 Libramont ■ Rue du Pont 5 ■ 0470 11 22 33", ("6800", "Libramont")),
    ("Rue du Pont 5, 6850 Paliseul. Téléphone : 0470 11 22 33.", ("6850", "Paliseul")),
    ("6700 Arlon, rue de Diekirch et de la Liberté 12", ("6700", "Arlon")),
    ("Arlon (6700), rue de la Gare 12", ("6700", "Arlon")),
    ("Domiciliée à Bastogne (6600)", ("6600", "Bastogne")),
    ("Rue des Écoles 4 | B-6747 | Saint-Léger", ("6747", "Saint-Léger")),
    ("Rue X 12 (6700 Arlon)", ("6700", "Arlon")),
    ("🏠 Rue du Puits 3, B 6700 Arlon", ("6700", "Arlon")),
    ("Am Bach 5, 4750 Bütgenbach", ("4750", "Bütgenbach")),
    ("L-9990 Weiswampach", ("9990", "Weiswampach")),
    ("Weg 12\n4780 St. Vith", ("4780", "St. Vith")),
    ("Wohnhaft in 4700 Eupen", ("4700", "Eupen")),
    ("rue du Puits 3 6880 bertrix", ("6880", "bertrix")),
    ("6720 HABAY-LA-NEUVE (Belgique)", ("6720", "HABAY-LA-NEUVE")),
    ("Rue Haute 5, 6600 Bastogne, Belgique", ("6600", "Bastogne")),
    ("Rue du Pré, 8 . 6840 Neufchâteau . 0470 12 34 56", ("6840", "Neufchâteau")),
    ("Code postal : 6700\nVille : Arlon", ("6700", "Arlon")),
    ("12 rue de la Paix - 54400 Longwy - France", ("54400", "Longwy")),
    ("Hauptstr. 3, D-54290 Trier", ("54290", "Trier")),
    ("Adresse : 3, Clos des Lilas à 6769 Meix-devant-Virton", ("6769", "Meix-devant-Virton")),
    ("Kapellestraat 3 bus 4 – 9000 Gent – België", ("9000", "Gent")),
    ("Route d'Arlon 22\nL-8410 Steinfort", ("8410", "Steinfort")),
    ("Rue de Bouillon 1/A\n6820 Florenville\nTél. 061 31 22 33", ("6820", "Florenville")),
    ("Rue des Martyrs 14 6700 ARLON Tel: 0470123456", ("6700", "ARLON")),
    ("Luc Servais, 41 ans, 5590 Ciney, 0470 12 34 56", ("5590", "Ciney")),
    ("J'habite Gesves (5340) depuis 2014", ("5340", "Gesves")),
    ("Domicile : Étalle, rue du Moulin 4 (6740)", ("6740", "Étalle")),
    ("née à Gembloux (5030) en 1980, domiciliée à Namur (5000)", ("5000", "Namur")),
    ("Née à Liège le 3 mai 1979 / Rue Haute 3, 6637 Fauvillers", ("6637", "Fauvillers")),
    ("4, rue du Pont    Né à Huy en 1985\nL-8410 STEINFORT    Marié", ("8410", "STEINFORT")),
    ("Esch-sur-Alzette (L-4123)", ("4123", "Esch-sur-Alzette")),
    ("2024 –\n\nIntitulé", None),
    ("2010 Cambridge CAE, grade B\n2014 Bachelier en droit", None),
    ("J'ai un budget de 1500 Euros", None),
    ("Né en 1980 à Virton", None),
    ("Budget de 5000 Euros", None),
    ("2019 Formation longue", None),
]


@each(("text", "expected"), ELSEWISE)
def test_elsewise(text, expected):
    assert next(((a.code, a.city) for a in addresses(text)), None) == expected


def test_a_school_s_address_counts_little():
    (found,) = addresses("Institut du Sacré-Cœur, rue des Hêtres 83, 6700 Arlon")
    (own,) = addresses("rue de l'Institut 4, 6700 Arlon")
    assert found.surety < own.surety


WHERE = [
    ("rue Neuve 4, 5000 Namur (depuis 2026 ; ancienne adresse : rue Haute 6, 5300 Andenne)", "5000"),
    ("Ancienne adresse : rue Haute 6, 5300 Andenne\nrue Neuve 4, 5000 Namur", "5000"),
    ("rue Haute 6, 5300 Andenne (jusque 11/2021)\nrue Neuve 4, 5000 Namur", "5000"),
    ("rue Haute 6, 5300 Andenne (bureau)\ndomicilié : rue Neuve 4, 5000 Namur", "5000"),
    ("rue Neuve 4, 5000 Namur\nchez mes parents : rue Haute 6, 5300 Andenne", "5000"),
]


@pytest.mark.parametrize(("text", "code"), WHERE)
def test_where_somebody_lives_now(text, code):
    layout = replace(sections(f"Luc Servais\n{text}\n"), kind=Kind.CV)
    found = [finding for finding in find_person(layout) if finding.key == "postal_code"]
    assert max(found, key=lambda finding: finding.certainty).value == code


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Anne Dumont, Belge, rue de Virton 15, 6700 Arlon", "Arlon"),
        ("Luc Pirard, Sentier du Bois 1, 6690 Vielsalm, 0475-81 26 00", "Vielsalm"),
        ("Quai du Pont 21, 6830 Bouillon. Téléphone : 0476 68 03 00", "Bouillon"),
        ("Bomal, rue de Liège 5, 6941", "Bomal"),
    ],
)
def test_the_place_stands_beside_its_code(text, city):
    assert [address.city for address in addresses(text)] == [city]
