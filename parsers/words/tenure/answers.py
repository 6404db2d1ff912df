"""The words that answer words of tenure just said, folded, in four languages."""

from __future__ import annotations

import re

I_AM = re.compile(
    r"\b(?:(?:je (?:le|la)|ce que je) suis(?! pas| plus)|wat ik ben|was ich bin|which i am(?! not)|"
    r"c'est (?:bien |heureusement )?mon cas|tel est mon cas|j'en suis|"
    r"j'en fais partie|"
    r"je l'ai (?:depuis|obtenue?|recue?|eue?|decrochee?)|m'a ete (?:accordee?|octroyee?)|(?:et )?moi aussi|"
    r"j'en ai une|la mienne|je l'ai ete|die meine|de mijne|mine dates|"
    r"je remplis (?:bien )?cette|"
    r"das bin ich(?! nicht| noch)|ich bin es(?! (?:\w+ )*nicht)|ich auch|dat ben ik(?! niet| nog)|"
    r"ik ben het(?! (?:nog )?niet)|"
    r"ik (?:ook|wel)(?= ?[.,;]|$)|i am one|as i am|so am i)\b"
)

I_AM_NOT = re.compile(
    r"\b(?:ce n'est (?:helas |malheureusement )?(?:pas|guere) moi|that is not me|je ne (?:le|la) suis (?:helas |"
    r"toujours |donc )?pas|"
    r"ce n'est (?:helas |malheureusement )?(?:pas|toujours pas) (?:encore )?mon cas|ce que je ne suis (?:helas |"
    r"toujours |donc )?pas|"
    r"que je n'ai (?:helas |toujours )?pas|die ik (?:nog )?niet heb|die ich (?:noch )?nicht habe|(?:which|"
    r"that) i do not have|"
    r"wat ik (?:nog )?niet ben|was ich (?:noch )?nicht bin|which i am not|je n'en suis pas(?! moins)|"
    r"je n'en fais pas partie|"
    r"(?:et )?(?:moi|pour ma part),? (?:toujours |encore )?(?:pas|non)(?= ?[.,;:!)]|$| encore)|"
    r"(?:mais )?pas moi(?= ?[.,;:!)]|$)|"
    r"je n'en ai (?:pas|aucune)(?= ?[.,;!]|$)|i (?:do not|don't)(?= ?[.,;!]|$)|"
    r"j'attends (?:encore |toujours )?(?:mon tour|"
    r"la mienne)|je ne remplis pas (?:encore )?cette|"
    r"das bin (?:ich )?(?:noch )?nicht(?: ich)?|das bin ich (?:noch )?nicht|(?:ich bin es|"
    r"bin ich es) (?:leider )?(?:noch )?nicht(?! mehr)|"
    r"(?<!weiss )ich (?:leider )?(?:noch )?nicht(?= ?[.,;!]|$)|dat ben ik (?:nog )?niet|(?:ik ben|ben ik) (?:dat|"
    r"het) (?:helaas )?(?:nog )?niet(?! meer)|"
    r"(?<!weet )ik (?:helaas )?(?:nog )?niet(?= ?[.,;!]|$)|i am not one|i am not(?: yet)?(?= ?[.,;!]|$)|"
    r"not me(?= ?[.,;!]|"
    r"$))(?!\w)"
)
"""An answer to words of tenure just said, of the notice or of somebody else."""

NO_LONGER = re.compile(
    r"\b(?:je ne (?:le|la) suis plus|ich bin es (?:[\w-]+ ){0,5}nicht mehr|(?:ik ben het|"
    r"ben ik het) (?:\w+ ){0,5}niet meer|"
    r"i am no longer|i am not (?:one )?any ?more)\b"
)
"""A state just spoken of that is over for the writer: who is temporary no longer is appointed."""
