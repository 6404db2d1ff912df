"""Numbers of years, as people write them: patterns on folded text, in four languages."""

from __future__ import annotations

import re

from parsers.words.dates.numerals import NUMBER

UNIT = (
    r"(?:ans|annees?(?: scolaires?| completes?| pleines?)*|an|jaar|jaren|schooljaren|"
    r"jahren?|schuljahren?|dienstjahren?|berufsjahren?|beroepsjaren|(?:school )?years?|saisons?|anneees?|annes)"
)
_HALF = r"(?:,? ?(?:et|en|und|and) (?:une? |een |ein(?:em|en)? |a )?(?:demie?|half|halbe[sn]?|halve?)(?![\w-]))"
_MONTHS = rf"(?:,? ?(?:et |en |und |and )?(?P<months>{NUMBER}) (?:mois|maand(?:en)?|monate?n?|months?)(?!\w))"
TOTAL = re.compile(
    rf"(?P<rough>plus de |plus d'|ruim |meer dan |mehr als |uber |more than |over |une bonne |pres de |presque |"
    rf"bientot |quasi |environ |a peu pres |"
    rf"bijna |fast |rund |knapp |nearly |almost |some |zo'n |ongeveer |gut |"
    rf"gute )?(?<![\w/.,-])(?P<number>{NUMBER})(?:e|eme)? (?:d')?(?:(?:longues|belles|bonnes|riches|petites|"
    rf"courtes|lange|mooie|"
    rf"volle|ganze|full|good|long|happy) )?(?P<unit>{UNIT})(?![\w-])(?:(?P<half>{_HALF})|{_MONTHS})?"
)
"""A number of years, with what makes it rough, and the half year or the months that it ends with."""
MORE = ("plus d", "ruim", "meer", "mehr", "uber", "more", "over", "une bonne", "gut")

BARE = re.compile(
    rf"(?:,|\b(?:et|en|und|and|puis|dann|daarna|then))(?: (?:puis|ensuite|dann|daarna|then|les))? "
    rf"(?P<number>{NUMBER})(?: autres| more)? (?:a|au|aux|en|dans|comme|chez|in|at|as|bij|te|als|im|am|an|bei|"
    rf"de plus|d'|op|auf)(?![\w-])"
)
"""A number that takes its unit from the one before: "six ans à Mons, cinq à Tournai et quatre à Ath"."""

_MONTH = r"(?:mois|maand(?:en)?|monate?n?|months?|mos?)"
LENGTH = re.compile(
    rf"(?:(?<=[,:;(|\t-] )|(?<=[(|])|^)(?:pendant |durant |duree ?: ?|total ?: ?)?"
    rf"(?:(?P<years>{NUMBER}) ?{UNIT}(?:,? ?(?:et |en |und |and )?(?P<rest>{NUMBER}) ?{_MONTH})?|"
    rf"(?P<months>{NUMBER}) ?{_MONTH})"
    rf"(?!\w)(?=\)?\.?$| ?[:,;|-] )"
)
"""A length that ends a line, or opens it: "Professeur, Athénée de Dinant (5 ans)", "8 mois : intérim à Huy"."""
