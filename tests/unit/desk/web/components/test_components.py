"""The page's smaller parts: addresses, passages, names of downloads, charts, speech, the throttle."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.i18n.speech import speech
from desk.web.components.charts import CAREER_WIDTH, arrivals_chart, career_chart
from desk.web.components.downloads import attachment, safe_name
from desk.web.components.lists.state import Listing, listing_of, listing_of_query
from desk.web.components.passages import pieces, rectangles
from desk.web.components.viewer import spans_of
from desk.web.login import throttle as throttle_module
from desk.web.login.passwords import is_easily_guessed
from desk.web.login.throttle import (
    FREE,
    FREE_OF_NAME,
    FREE_OF_NETWORK,
    LONGEST_WAIT,
    Busy,
    Gate,
    Origin,
    Throttle,
    network_of,
)
from desk.web.routes.overview import pulse
from store.ledger.mailbox_health import MailboxHealth
from store.values import Notice
from store.views.values import CareerView, PageView

KEYS = ("tenure", "workload")
NOTICE = Notice(slug="eo", title="x", closes_at=datetime(2026, 3, 15, 23, tzinfo=UTC), timezone="Europe/Brussels")

listings = st.builds(
    Listing,
    q=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip),
    time=st.sampled_from(["", "yes", "no"]),
    decision=st.sampled_from(["", "none", "shortlist", "discuss", "reject"]),
    states=st.sampled_from([(), (("tenure", "found"),), (("tenure", "contrary"), ("workload", "to_verify"))]),
    columns=st.sampled_from([(), ("workload",), KEYS]),
    order=st.sampled_from(["arrival", "-name", "tenure", "-workload"]),
    size=st.sampled_from([25, 50, 200]),
    page=st.integers(1, 500),
)


@example(Listing())
@example(Listing(q="a&b=c#d+e %20 é", time="no", decision="none", page=500))
@example(Listing(q='"Jean Dupont" -x', states=(("tenure", "contrary"), ("workload", "to_verify")), columns=KEYS))
@example(
    Listing(order="-workload", size=200, columns=("workload",), decision="shortlist", states=(("tenure", "found"),))
)
@given(listings)
def test_a_list_s_address_tells_its_whole_state(listing):
    assert listing_of_query(listing.query, KEYS) == listing


@example([])
@example([("size", "0"), ("page", "-1")])
@example([("size", "50"), ("size", "x"), ("page", "9" * 30)])
@example([("q", "\x00\ud800"), ("c.", ""), ("col", ""), ("", "")])
@example([("page", "٣"), ("order", "-"), ("time", "yes")])
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=6))
def test_whatever_an_address_says_is_a_list(pairs):
    listing = listing_of(pairs, KEYS)
    assert listing.filter.limit == listing.size


def test_an_address_s_nonsense_is_left_out():
    wanted = "time=maybe&c.tenure=great&c.evil=found&order=drop&size=7&page=-3&col=evil"

    assert listing_of_query(wanted, KEYS) == Listing()


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair)))


@example("", None, [])
@example("Jeanne", (0, 6), [(2, 4)])
@example("Jeanne", (4, 30), [(0, 5), (5, 5), (3, 9)])
@example("ab", (1, 1), [(0, 1), (1, 2), (0, 2), (29, 30)])
@example("\nÉ\U0001f600x", (1, 3), [(2, 4)])
@given(st.text(max_size=30), st.one_of(st.none(), spans), st.lists(spans, max_size=4))
def test_pieces_are_the_text(text, chosen, others):
    found = pieces(text, 0, len(text), spans_of(chosen, [], others))

    assert "".join(piece.text for piece in found) == text
    if chosen and chosen[0] < min(chosen[1], len(text)):
        assert "".join(piece.text for piece in found if piece.mark == "chosen") == text[chosen[0] : chosen[1]]


def test_a_mark_takes_its_share_of_the_line():
    page = PageView(
        number=1, start=0, end=20, method="text", kind=None, agreement="agreed", boxes=((0, 10, 0.1, 0.2, 0.5, 0.25),)
    )
    (mark,) = rectangles(page, [(5, 30, "chosen")])

    assert (mark.x, mark.width) == (296.0, 208.0)  # to the line's end
    (part,) = rectangles(page, [(0, 5, "chosen")])
    assert (part.x, part.width) == (96.0, 220.0)
    assert rectangles(page, [(10, 20, "chosen")]) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CV Hélène.pdf", "CV Hélène.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("cv\u202efdp.exe", "cv_fdp.exe"),
        ('a"b\r\nc.pdf', "a_b__c.pdf"),
        (None, "document"),
        ("...", "document"),
        ("\ud800.pdf", "?.pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_of_downloads_mislead_nobody(name, safe):
    assert safe_name(name) == safe


@example(None)
@example("")
@example('a"b\\"')
@example("é\r\nX: y")
@example("\ud800\U0001f600;filename=x")
@example("%22" * 200)
@given(st.one_of(st.none(), st.text()))
def test_any_name_makes_a_header(name):
    header = attachment(b"", name).headers["content-disposition"]
    assert header.isascii()
    assert header.count('"') == 2


def entry(starts, ends=None, **fields):
    given_ = {"ongoing": False, "precision": "month", "function": "x", "employer": None, "sector": "education",
              "load": None, "counted": True, "evidence": None}  # fmt: skip
    return CareerView(starts=starts, ends=ends, **(given_ | fields))


@example([])
@example([(None, date(2020, 1, 1), True)])
@example([(date.min, date.max, False), (date.max, date.min, True)])
@example([(date(2026, 3, 15), date(2026, 3, 15), False), (date(2010, 9, 1), None, False), (None, None, False)])
@example([(date(2030, 1, 1), None, True), (date(2001, 2, 28), date(2001, 3, 1), True)])
@given(st.lists(st.tuples(st.none() | st.dates(), st.none() | st.dates(), st.booleans()), max_size=8))
def test_any_career_fits_its_chart(dates):
    chart = career_chart([entry(starts, ends, ongoing=ongoing) for starts, ends, ongoing in dates], NOTICE)

    assert (chart is None) == all(starts is None for starts, _, _ in dates)
    for bar in chart.bars if chart else ():
        assert 0 <= bar.x <= CAREER_WIDTH
        assert bar.width > 0


def test_an_entry_that_goes_on_ends_at_the_cutoff():
    chart = career_chart([entry(date(2010, 9, 1), ongoing=True)], NOTICE)

    assert chart.bars[0].x + chart.bars[0].width == pytest.approx(chart.cutoff, abs=0.2)


@example({})
@example({date(2026, 3, 15): 1, date(2026, 3, 16): 5000})
@example({date(2025, 1, 1): 1, date(2027, 1, 1): 1})
@example({date(2026, 3, day): day * day for day in range(1, 32)})
@given(st.dictionaries(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(1, 5000), max_size=40))
def test_any_arrivals_fit_their_chart(arrivals):
    chart = arrivals_chart(sorted(arrivals.items()), NOTICE)

    for column in chart.columns if chart else ():
        assert column.y >= 0
        assert column.late == (column.day > date(2026, 3, 15))


def test_french_dates_numbers_and_values():
    french, moment = speech("fr"), datetime(2026, 3, 15, 23, 59, 30, tzinfo=UTC)

    assert french.moment(moment) == "15 mars 2026, 23:59"
    assert french.value("workload", 0.8) == "80\N{NO-BREAK SPACE}%"
    assert french.value("experience_years", 12.5) == "12,5 ans"
    assert french.value("languages", ["fr", "nl"]) == "français, néerlandais"
    levels = [
        {"language": "en", "level": "B1"},
        {"language": "fr", "level": "native"},
        {"language": "en", "level": "B2"},
        {"language": "en", "words": "moyen"},
        {"language": "de", "words": "notions"},
    ]
    told = "anglais B1 / B2 (moyen), français langue maternelle, allemand (notions)"
    assert french.value("language_levels", levels) == french.short_value("language_levels", levels) == told
    assert french.value("tenure", "temporary") == "temporaire"
    assert french.value("phone", "+32470123456") == "+32 470 12 34 56".replace(" ", "\u00a0")
    assert french.size(39_200) == "39\u00a0ko"
    assert french.ago(timedelta(hours=5)) == "il y a 5 heures"
    assert french.ago(timedelta(seconds=20)) == "à l’instant"
    assert french.period(entry(date(2010, 9, 1), date(2012, 6, 30))) == "sept. 2010 – juin 2012"
    assert french.period(entry(date(2010, 1, 1), precision="year", ongoing=True)) == "depuis 2010"


@pytest.mark.parametrize(("language", "shown"), [("nl", "15 mrt"), ("de", "15. März"), ("en", "15 Mar")])
def test_each_language_has_its_own_dates(language, shown):
    assert speech(language).short_day(date(2026, 3, 15)).startswith(shown)


def test_clauses_of_the_rules_are_translated_inside_and_out():
    told = "looks like an application (a CV comes with it), but the subject does not carry the notice's phrase"

    assert speech("fr").clause(told) == (
        "ressemble à une candidature (un CV y est joint), mais l’objet ne contient pas les mots demandés"
    )


@pytest.fixture
def now():
    return [datetime(2026, 3, 1, tzinfo=UTC)]


HERE, ELSEWHERE = Origin(network="192.0.2.1"), Origin(network="203.0.113.9")


def tried(throttle, times, name="anne", origin=HERE):
    return [bool(throttle.attempt(name, origin)) for _ in range(times)]


def test_the_throttle_lets_a_few_tries_pass_and_then_doubles_the_wait(now):
    throttle = Throttle(lambda: now[0])
    assert tried(throttle, FREE) == [False] * FREE
    first = throttle.attempt("anne", HERE)
    assert first > timedelta(seconds=1)

    now[0] += first
    assert throttle.attempt("ANNE", HERE) == timedelta()
    assert throttle.attempt("anne", HERE) == 2 * first
    for _ in range(20):
        now[0] += LONGEST_WAIT
        throttle.attempt("anne", HERE)
    assert throttle.attempt("anne", HERE) == LONGEST_WAIT
    throttle.succeeded("anne", HERE)
    assert throttle.attempt("anne", HERE) == timedelta()


def test_a_hundred_tries_at_once_are_not_a_hundred_tries(now):
    throttle = Throttle(lambda: now[0])
    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(lambda _: throttle.attempt("anne", HERE), range(100)))
    assert sum(not wait for wait in waits) == FREE


def test_no_stranger_locks_a_colleague_out(now):
    throttle = Throttle(lambda: now[0])
    tried(throttle, 100, origin=ELSEWHERE)
    assert throttle.attempt("anne", HERE) == timedelta()


def test_an_address_that_fails_under_many_names_waits_but_for_who_logged_in_from_there(now):
    throttle = Throttle(lambda: now[0])
    throttle.attempt("anne", HERE)
    throttle.succeeded("anne", HERE)
    waits = [throttle.attempt(f"guess {number}", HERE) for number in range(FREE_OF_NETWORK + 5)]
    assert sum(not wait for wait in waits) == FREE_OF_NETWORK
    assert throttle.attempt("anne", HERE) == timedelta()


def networks(count):
    return [Origin(network=network_of(f"2001:db8:0:{number:x}::1")) for number in range(count)]


def test_an_account_that_many_networks_guess_at_waits_but_for_its_own_devices(now):
    throttle = Throttle(lambda: now[0])
    throttle.succeeded("anne", HERE)
    waits = [throttle.attempt("anne", origin) for origin in networks(FREE_OF_NAME + 5)]

    assert sum(not wait for wait in waits) == FREE_OF_NAME
    assert throttle.attempt("anne", Origin(network="198.51.100.7"))
    assert throttle.attempt("anne", Origin(network="198.51.100.7", device="hers")) == timedelta()
    assert throttle.attempt("anne", HERE) == timedelta(), "she has logged in from there before"
    assert throttle.attempt("bertrand", Origin(network="198.51.100.7")) == timedelta()


def test_a_device_that_fails_waits_alone(now):
    throttle, device = Throttle(lambda: now[0]), Origin(network="192.0.2.1", device="hers")
    assert tried(throttle, FREE + 1, origin=device) == [False] * FREE + [True]
    assert throttle.attempt("anne", HERE) == timedelta()
    assert throttle.rank("192.0.2.1") == 1
    assert throttle.to_tell("anne", device) == FREE


def test_a_try_that_was_none_prolongs_no_wait_and_forgives_no_failure(now):
    throttle = Throttle(lambda: now[0])
    wait = [throttle.attempt("anne", HERE) for _ in range(FREE + 1)][-1]
    for _ in range(FREE):
        now[0] += wait
        assert throttle.attempt("anne", HERE) == timedelta()
        throttle.released("anne", HERE)
        assert throttle.attempt("anne", HERE) == timedelta()
        throttle.released("anne", HERE)
    assert throttle.rank("192.0.2.1") == FREE
    throttle.attempt("anne", HERE)
    assert throttle.attempt("anne", HERE) == 2 * wait


def test_the_addresses_of_one_ipv6_site_are_one_place(now):
    throttle = Throttle(lambda: now[0])
    origins = [Origin(network=network_of(f"2001:db8:0:7:{number:x}::1")) for number in range(FREE_OF_NETWORK + 5)]
    waits = [throttle.attempt(f"guess {number}", origin) for number, origin in enumerate(origins)]
    assert sum(not wait for wait in waits) == FREE_OF_NETWORK


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:DB8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_counts_by_its_network(address, network):
    assert network_of(address) == network


def test_a_flood_of_names_hides_no_large_count(now, monkeypatch):
    monkeypatch.setattr(throttle_module, "MOST", 100)
    throttle = Throttle(lambda: now[0])
    for origin in networks(FREE_OF_NAME):
        throttle.attempt("anne", origin)
    for number, origin in enumerate(networks(300)):
        throttle.attempt(f"guess {number}", origin)
    assert throttle.attempt("anne", ELSEWHERE)
    assert len(throttle._failures) <= 100 + 3


def test_who_has_an_account_guesses_no_more_under_other_names(now):
    throttle = Throttle(lambda: now[0])
    for number in range(FREE_OF_NETWORK):
        assert not throttle.attempt(f"guess {number}", HERE)
        if number < FREE_OF_NETWORK - 1:
            assert not throttle.attempt("anne", HERE)
            throttle.succeeded("anne", HERE)
    assert throttle.attempt("one more", HERE)


def test_failures_are_told_one_by_one_and_then_seldom(now):
    throttle = Throttle(lambda: now[0])
    told = []
    for number in range(300):
        now[0] += LONGEST_WAIT
        throttle.attempt(f"guess {number}", HERE)
        told.append(throttle.to_tell("anne", HERE))
    assert [count for count in told if count] == [1, 2, 3, 4, 5, 8, 16, 32, 64, 128, 256]


def test_a_gate_lets_two_in_keeps_a_few_waiting_and_turns_the_rest_away():
    gate, inside, most, leave = Gate(at_once=2, waiting=3), [], [0], threading.Event()
    arrived = threading.Semaphore(0)

    def enter(number):
        try:
            with gate.entered():
                inside.append(number)
                most[0] = max(most[0], len(inside))
                arrived.release()
                leave.wait()
                inside.remove(number)
                return True
        except Busy:
            arrived.release()
            return False

    with ThreadPoolExecutor(20) as pool:
        entered = [pool.submit(enter, number) for number in range(20)]
        for _ in range(17):  # two are inside, fifteen were turned away
            arrived.acquire()
        leave.set()
    assert sum(one.result() for one in entered) == 5
    assert most == [2]


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaa",
        "123456789012",
        "motdepasse123",
        "Azertyuiop12!",
        "mireille2026!",
        "Candidature-2026",
        "abcabcabcabc",
    ],
)
def test_a_password_that_is_easily_guessed(password):
    assert is_easily_guessed(password, "mireille")


@pytest.mark.parametrize("password", ["quatre mots bien choisis", "un autre mot de passe", "9fT!kq0-Zw3#Lm"])
def test_a_password_that_is_not(password):
    assert not is_easily_guessed(password, "mireille")


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"last_attempt_at": None}, "never"),
        ({}, "fine"),
        ({"failures": 2}, "failing"),
        ({"last_attempt_at": datetime(2026, 3, 1, 8, tzinfo=UTC)}, "silent"),
    ],
)
def test_a_mailbox_s_pulse(fields, state):
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    health = {"name": "a", "last_attempt_at": now, "last_success_at": None, "failures": 0, "failing_since": None,
              "last_error": None}  # fmt: skip

    assert pulse(MailboxHealth(**(health | fields)), now, 300).state == state
