"""The words that deny experience or training in guidance, or take such a denial back, folded, in four languages."""

from __future__ import annotations

import re

CONTRAST = re.compile(
    r"\b(?:mais|en revanche|par contre|cependant|pourtant|toutefois|neanmoins|but|however|though|maar|wel|aber|"
    r"jedoch|dafur)\b"
)
"""Where a sentence turns from what it denies to what there is."""

COURSE_ONLY = re.compile(
    r"^(?!.*\b(?:experience|ervaring|erfahrung|pratiqu)).*\b(?:formations?|formee?|former|titres?|diplomes?|"
    r"opleiding|vorming|"
    r"ausbildung|fortbildung|training|trained|specialis\w+)\b"
)
"""A denial of training alone, beside which there may be practice."""

_LACK = (
    r"(?:ce|cela|il) n'(?:est|etait|y a) (?:donc )?(?:pas|rien)[^.;:]{0,12}? (?:de )?l'orientation (?:dont|que|"
    r"au sens)|"
    r"tout (?:est |reste )?(?:a|y est a) apprendre|ne connais\b[^.;:]{0,30}? que (?:ce que|de nom|par)|"
    r"tout a apprendre|"
    r"(?:pars?|pars|partir\w*|commence\w*) (?:de|a) zero|"
    r"(?:domaine|terrain|matiere|monde|chose)s? (?:\w+ )?(?:neu(?:f|ve)|nouve(?:au|lle)|inconnue?s?)|"
    r"(?:n'|ne )(?:m'|me )?(?:en |y )?(?:suis|ai)\b[^.;:]{0,20}?\b(?:jamais|pas|guere)\b[^.;:]{0,20}?\b(?:occupee?|"
    r"frottee?|initiee?|mene\w*|"
    r"conduit\w*|dirige\w*|tenu\w*|aborde\w*|touchee?|anime\w*|donne\w*|accompagne\w*)|"
    r"(?:experience|connaissance|pratique|bagage)s?\b[^.;:]{0,40}?\b(?:nulles?|inexistantes?|se (?:limite|resume|"
    r"borne)\w*|"
    r"quasi nulles?|maigres?)|"
    r"(?:ne |n'en |n'y )(?:sais|comprends|connais) (?:\w+ )?rien|een leek|(?:ein )?laie|layman|is not something i|"
    r"(?:n'ai|n'avais) (?:de l'orientation )?[^.;:]{0,30}?qu'une (?:experience|idee|connaissance|vision)|"
    r"(?:n'y|n'en) (?:connais|sais) (?:\w+ )?(?:rien|pas|guere)|j'y connais|"
    r"(?:nichts|wenig|nie etwas) (?:damit )?zu tun|neuland|nieuw (?:terrein|domein|voor mij)|new to me|from scratch|"
    r"(?:n'|ne )[^.;:]{0,40}?\b(?:aucune?|pas|jamais|rien|ni|guere)\b[^.;:]{0,40}?\b(?:formations?|formee?|"
    r"former|experience|pratiqu\w*|connai\w+|fait|exerce\w*|"
    r"etudi\w+|specialis\w+|bagage|competence|professionnel\w*|prepare\w*)|"
    r"(?:n'|ne )(?:\w+ ){0,2}?(?:connai\w+|maitris\w+|pratiqu\w+|possede|domine) (?:\w+ ){0,2}?(?:pas|jamais|"
    r"guere|rien|peu)\b|"
    r"(?:n'|ne )[^.;:]{0,30}?\b(?:jamais|pas|rien)\b[^.;:]{0,20}?\b(?:travaille|oeuvre|suivi|touche)\b|"
    r"sans (?:aucune )?(?:formation|experience|l'avoir|l'avoir jamais)|aucune (?:formation|experience|"
    r"pratique|connaissance)|(?:novice|profane|debutante?|neophyte)\b|"
    r"(?:no|never|not|n't)\b[^.;:]{0,40}?\b(?:training|experience|done|trained|claim|background|worked|practised)|"
    r"(?:geen|nooit|niet)\b[^.;:]{0,50}?\b(?:opleiding|ervaring|gevolgd|vorming|gedaan|bekend|kennis|vertrouwd)|"
    r"(?:ervaring|opleiding|kennis)\b[^.;:]{0,40}?\b(?:heb ik (?:nog )?(?:niet|geen)|ontbreekt)|"
    r"(?:keine?\w*|nie|nicht)\b[^.;:]{0,50}?\b(?:erfahrung\w*|ausbildung|fortbildung|kenntnis\w*|gearbeitet|"
    r"gemacht|vertraut|tatig)|"
    r"(?:erfahrung|ausbildung|kenntnisse)\b[^.;:]{0,40}?\b(?:habe ich (?:noch )?(?:nicht|keine)|fehlt|fehlen)"
)
LACK = re.compile(rf"\b(?:{_LACK})")
"""The lack of experience or training, in so many words."""

STILL = re.compile(
    r"\b(?:but|mais|maar|aber|doch|en revanche|pourtant|cependant)\b(?P<rest>[^.;]{0,80}\b(?:i have|i've|"
    r"je (?:le |la |l')?(?:fais|pratique|vis|anime)|j'(?:ai|en|y|anime)|"
    r"ik (?:doe|heb|begeleid)|(?:mache|habe|begleite) ich|ich (?:mache|habe|begleite))\b[^.;]{0,60})"
)
"""What follows a denial and takes it back: "but I have been doing it for six years"."""
NEVER = re.compile(r"\b(?:never|not|n't|jamais|pas|aucune?|niet|nooit|geen|nie|nicht|keine?)\b")

SAME_THING = re.compile(
    r"\b(?:it|this|that|je (?:le|la|l')|j'(?:en|y)|cela|ca|het|dat|ermee|damit|das|es|jeunes|eleves|"
    r"pupils|leerlingen|schuler|choix|metiers)(?:\b|(?<='))"
)
"""What speaks on of the guidance just denied."""
