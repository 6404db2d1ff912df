"""Which of a name's words is the given one, whoever writes it which way round."""

from itertools import permutations

from parsers.facts.person.candidate import decide
from parsers.facts.person.names.order import in_order, telling
from parsers.facts.person.names.personal_names import PersonName, read_name, titled
from tests.each import each

CASES = [
    # what names tell (place or None for a label, as written), the address -> given, family
    ([(None, "Dupont Marie"), ("contact", "Marie Dupont")], "", "Marie", "Dupont"),
    ([(None, "Dupont Marie"), ("signature", "Marie Dupont")], "dupont.marie@mail.example", "Marie", "Dupont"),
    ([(None, "Marie Dupont"), ("contact", "DUPONT Marie")], "", "Marie", "Dupont"),
    ([(None, "Marie Dupont"), ("contact", "DUPONT MARIE"), ("signature", "Marie Dupont")], "", "Marie", "Dupont"),
    ([(None, "Dupont Marie"), ("contact", "Dupont Marie"), ("self", "Marie Dupont")], "", "Marie", "Dupont"),
    # a mark outvotes how often and where an order is told
    ([("contact", "Dupont Marie"), ("sender", "Dupont Marie"), (None, "Dupont, Marie")], "", "Marie", "Dupont"),
    ([("signature", "Dupont Anne"), (None, "A. Dupont")], "", "Anne", "Dupont"),
    ([("contact", "El Haddad Fatima"), (None, "Fatima EL HADDAD")], "", "Fatima", "El Haddad"),
    # particles and compound names
    ([(None, "van der Meulen Anne"), ("contact", "ANNE VAN DER MEULEN")], "", "Anne", "van der Meulen"),
    ([("contact", "Marie Claire Dupont"), ("signature", "Marie Claire DUPONT")], "", "Marie Claire", "Dupont"),
    ([("contact", "Maes Lambrecht Sofie"), (None, "MAES LAMBRECHT Sofie")], "", "Sofie", "Maes Lambrecht"),
    ([("contact", "FIONA McALLISTER")], "", "Fiona", "McAllister"),
    # addresses speak beside labels; initials shorten the given name
    ([(None, "Dupont Marie")], "m.dupont@mail.example", "Marie", "Dupont"),
    ([(None, "Poncelet Marie-Christine")], "mc.poncelet@mail.example", "Marie-Christine", "Poncelet"),
    ([(None, "Dupont Marie"), (None, "Marie Dupont")], "marie.dupont7@mail.example", "Marie", "Dupont"),
    # an initial behind a name shortens whichever part
    ([(None, "Fanny W."), ("contact", "Fanny Wauthelet")], "", "Fanny", "Wauthelet"),
    ([(None, "Fanny W.")], "", "Fanny", "W"),
    ([(None, "Fanny W.")], "fanny.wauthelet@mail.example", "Fanny", "W"),
    ([(None, "Lambert J.")], "julie.lambert@mail.example", "J", "Lambert"),
    # nothing proves more than the order of a label
    ([(None, "Dupont Marie")], "dm85@mail.example", "Dupont", "Marie"),
    # the best spelling is kept with the best order
    ([(None, "Goffinet Hélène"), ("contact", "HELENE GOFFINET")], "", "Hélène", "Goffinet"),
]


def told(cases):
    return [telling(read_name(titled(name)), place) for place, name in cases]


@each(("names", "address", "given", "family"), CASES)
def test_the_best_proof_decides_whatever_comes_first(names, address, given, family):
    tellings = told(names)
    spelled = max((one.name for one in tellings), key=lambda name: (len(name.tokens[0]), len(name.text.encode())))
    for some in permutations(tellings):
        found = in_order(spelled, some, [address])
        assert (found.given, found.family) == (given, family)


def test_a_stranger_s_name_decides_nothing():
    mine = PersonName(given="Marie", family="Dupont")
    assert in_order(mine, told([("signature", "THIRY Marie"), ("contact", "Dupont Paul")])) == mine


def test_nobody_tells_a_name():
    assert decide([])["name"].value is None
