"""What is said for well-known short forms and signs, in each language."""

from __future__ import annotations

from riweb.wording import lists


def listed(words: str, between: str = " ") -> list[str]:
    """Return the words of a line."""
    return words.split(between)


# Words in capitals. What is in single letters is spelt; what is in small letters is a word.
ENGLISH = {
    "AGM": "annual general meeting",
    "ALMO": "almo",
    "ASB": "antisocial behaviour",
    "ASBO": "asbo",
    "BAME": "Black, Asian and minority ethnic",
    "BBC": "B B C",
    "BME": "Black and minority ethnic",
    "BSL": "British Sign Language",
    "CCTV": "C C T V",
    "CD": "C D",
    "CEO": "chief executive",
    "CV": "C V",
    "DIY": "D I Y",
    "DVD": "D V D",
    "EU": "E U",
    "FAQ": "frequently asked question",
    "GP": "G P",
    "HR": "human resources",
    "ID": "I D",
    "IT": "I T",
    "LGBT": "L G B T",
    "MP": "M P",
    "NHS": "N H S",
    "PA": "P A",
    "PC": "P C",
    "PDF": "P D F",
    "PIN": "pin",
    "PO": "P O",
    "PR": "P R",
    "RNIB": "R N I B",
    "SMART": "smart",
    "SMS": "text message",
    "TMO": "tenant management organisation",
    "TPAS": "T-pass",
    "TV": "T V",
    "UK": "U K",
    "US": "U S",
    "USB": "U S B",
    "VAT": "V A T",
    "VFM": "value for money",
}
WELSH = {
    "BBC": "B B C",
    "BSL": "Iaith Arwyddion Prydain",
    "CCTV": "teledu cylch cyfyng",
    "CD": "C D",
    "DU": "y Deyrnas Unedig",
    "DVD": "D V D",
    "GIG": "y Gwasanaeth Iechyd Gwladol",
    "MP": "aelod seneddol",
    "PDF": "P D F",
    "RNIB": "R N I B",
    "TAW": "T A W",
    "TG": "technoleg gwybodaeth",
    "TPAS": "T-pas",
    "UE": "yr Undeb Ewropeaidd",
    "USB": "U S B",
}

ENGLISH_SHORTENED = {
    "e.g.": "for example",
    "eg": "for example",
    "i.e.": "that is",
    "ie": "that is",
    "etc.": "and so on",
    "etc": "and so on",
    "approx.": "about",
    "vs": "versus",
    "no.": "number",
    "nos.": "numbers",
    "p.": "page",
    "pp.": "pages",
    "para.": "paragraph",
    "tel.": "telephone",
    "ext.": "extension",
    "mr": "Mister",
    "mrs": "Missis",
    "ms": "Miz",
    "dr": "Doctor",
    "cllr": "Councillor",
    "cllrs": "Councillors",
    "ltd": "Limited",
    "dept": "department",
    "w/c": "week beginning",
}
WELSH_SHORTENED = {
    "e.e.": "er enghraifft",
    "h.y.": "hynny yw",
    "ee": "er enghraifft",
    "hy": "hynny yw",
    "etc.": "ac yn y blaen",
    "etc": "ac yn y blaen",
    "ayyb": "ac yn y blaen",
    "ayb": "ac yn y blaen",
    "ayyb.": "ac yn y blaen",
    "tud.": "tudalen",
    "rh.": "rhif",
    "ff.": "ffôn",
    "mr": "Mistar",
    "dr": "Doctor",
    "cyng.": "Cynghorydd",
    "cyf.": "Cyfyngedig",
}

ENGLISH_UNITS = {
    "km": "kilometres",
    "m": "metres",
    "cm": "centimetres",
    "mm": "millimetres",
    "kg": "kilograms",
    "g": "grams",
    "kb": "kilobytes",
    "mb": "megabytes",
    "hrs": "hours",
    "mins": "minutes",
    "p": "pence",
    "pt": "point",
    "k": "thousand",
}
WELSH_UNITS = {
    "km": "cilometr",
    "m": "metr",
    "cm": "centimetr",
    "mm": "milimetr",
    "kg": "cilogram",
    "g": "gram",
    "c": "ceiniog",
    "pt": "pwynt",
}

ENGLISH_SIGNS = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "%": "per cent",
    "£": "pounds",
    "€": "euros",
    "$": "dollars",
    "@": "at",
    "#": "number",
    "°": "degrees",
    "×": "times",
    "÷": "divided by",
    "<": "less than",
    ">": "more than",
    "≤": "at most",
    "≥": "at least",
    "±": "plus or minus",
    "~": "about",
    "≈": "about",
    "§": "section",
    "→": "leads to",
    "©": "copyright",
    "\\": "backslash",
    "_": "underscore",
    "^": "to the power of",
    "✓": "yes",
    "✔": "yes",
    "✗": "no",
    "✘": "no",
}
WELSH_SIGNS = {
    "&": "a",
    "+": "plws",
    "=": "yn hafal i",
    "%": "y cant",
    "£": "punnoedd",
    "€": "ewro",
    "$": "doler",
    "@": "at",
    "#": "rhif",
    "°": "gradd",
    "×": "gwaith",
    "÷": "wedi’i rannu â",
    "<": "llai na",
    ">": "mwy na",
    "≤": "dim mwy na",
    "≥": "o leiaf",
    "±": "mwy neu lai",
    "~": "tua",
    "≈": "tua",
    "§": "adran",
    "→": "yn arwain at",
    "©": "hawlfraint",
    "\\": "ôl-slaes",
    "_": "tanlinell",
    "^": "i’r pŵer",
    "✓": "ie",
    "✔": "ie",
    "✗": "na",
    "✘": "na",
}

# Welsh words that stand after a number and are no things that are counted.
WELSH_SMALL_WORDS = frozenset(
    listed(
        "a ac ar at am â dan i o oddi gan gyda heb hyd mewn na nac neu ond os pan sy sydd tan tua "
        "wedi wrth y yr yn y’r er erbyn rhwng trwy drwy fel mai oedd mae yw ydy bod fesul pwynt "
        "arall hwn hon hefyd nesaf newydd sef felly ond yna wedyn allan bob cyntaf olaf isod uchod "
        "ohonynt ohonyn ohonom ohonon ohonoch"
    )
)
# What plans count that is feminine: it asks for dwy, tair and pedair.
WELSH_FEMININE = lists.words("cy-feminine")
