import pytest

from parsers.addresses import addresses


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
    ],
)
def test_code_and_place(text, code, city):
    assert [(address.code, address.city) for address in addresses(text)] == [(code, city)]


@pytest.mark.parametrize(
    "text",
    ["2015 Bachelier instituteur", "Née à Gembloux (5030)", "Budget de 2500 Euros pour la cour", "0470 6700 Arlonnais"],
)
def test_what_is_no_address(text):
    assert list(addresses(text)) == []
