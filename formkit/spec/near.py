"""Did you mean: the known word nearest to what a person wrote."""

import unicodedata
from collections.abc import Iterable

_ALIKE = str.maketrans("аеорсухіјѕһԁԛԝкмтвнгɡαενορτυικıοАВЕКМНОРСТХІ", "aeopcyxijshdqwkmtbhrgaevoptuikioabekmhopctxi")
_MEANT = {
    "to": "deliver_to", "recipient": "deliver_to", "send_to": "deliver_to", "mailto": "deliver_to",
    "owner": "deliver_to",
    "mail": "email", "telephone": "phone", "tel": "phone", "mobile": "phone", "opening_hours": "hours", "open": "hours",
    "lang": "languages", "locale": "languages", "template": "theme", "colour": "accent", "color": "accent",
    "domain": "url", "website": "url", "company": "business", "slogan": "tagline",
    "options": "choices", "values": "choices", "items": "choices", "maxlength": "max", "max_length": "max",
    "minlength": "min", "min_length": "min", "regex": "pattern", "regexp": "pattern", "mandatory": "required",
    "hint": "help", "description": "help", "caption": "label", "condition": "show_if", "if": "show_if",
    "success": "thanks", "thank_you": "thanks", "submit": "button", "inputs": "fields",
    "redirect": "next", "heading": "title", "body": "text", "content": "text", "picture": "image", "photo": "image",
    "string": "text", "str": "text", "input": "text", "name": "title", "paragraph": "textarea", "multiline": "textarea",
    "dropdown": "select", "choice": "select", "list": "select", "options_list": "select", "multiselect": "checkboxes",
    "boolean": "checkbox", "bool": "checkbox", "tick": "checkbox", "gdpr": "consent", "privacy": "consent",
    "stars": "rating", "integer": "number", "int": "number", "float": "number", "link": "url", "datetime": "date",
    "telefon": "tel", "handy": "tel", "cep": "tel", "e_posta": "email", "eposta": "email", "e_mail": "email",
    "metin": "text", "yazi": "text", "tarih": "date", "datum": "date", "saat": "time", "uhrzeit": "time",
    "dosya": "file", "datei": "file", "upload": "file", "sayi": "number", "zahl": "number", "onay": "consent",
    "seçim": "select", "auswahl": "select",
    "zip": "postcode", "zip_code": "postcode", "postal_code": "postcode", "eircode": "postcode", "state": "region",
    "county": "region", "province": "region", "town": "city", "village": "city", "road": "street",
    "faqs": "faq", "questions": "faq", "products": "services", "about_us": "about", "contacts": "contact",
    "title": "name", "phone": "tel", "font": "letters", "fonts": "letters", "typeface": "letters",
}  # fmt: skip


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was meant to be, or "": case, dashes, plurals, look-alike letters and slips aside."""
    from difflib import get_close_matches

    said, names = _plain(word), {_plain(name): name for name in known}
    for guess in (said, said.removesuffix("s"), f"{said}s", _MEANT.get(said, ""), said.replace("_", "")):
        if guess in names:
            return names[guess]
    close = get_close_matches(said[:64], names, n=1, cutoff=0.7)
    return names[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A hint: the nearest word, else `otherwise` before the list of all known ones."""
    names = list(known)
    near = nearest(word, names)
    strange = "" if _plain(word) in _MEANT else look_alike(word)
    if near:
        return f"did you mean '{near}'?" + (f" {strange}" if strange else "")
    return f"{otherwise or 'there are'}: {', '.join(names)}" if names else otherwise


def look_alike(word: str) -> str:
    """A sentence about the first letter that only looks Latin, or "" when there is none among Latin ones."""
    if word.isascii() or not any(letter.isascii() and letter.isalpha() for letter in word):
        return ""
    for letter in word:
        if not letter.isascii() and letter.translate(_ALIKE).isascii():
            return f"the letter '{letter}' is {unicodedata.name(letter, 'not a Latin one')}: type it anew"
    return ""


def _plain(word: str) -> str:
    text = unicodedata.normalize("NFKC", word).strip(" :*\"'“”\t\u200b\ufeff").casefold().translate(_ALIKE)
    return text.replace("-", "_").replace(" ", "_")
