"""Riddles against spam in old forms: they are made and checked by a program that is not there any more."""

import re

from formkit.imported.reading import Control, OldForm

_TYPED = ("text", "number", "tel")
_RIDDLE = re.compile(r"captcha", re.IGNORECASE)
_CODE = re.compile(
    r"verif|secur(?:ity)?[\W_]*(?:code|img|image|num)|anti[\W_]*spam|(?:image|img|spam|v|rand|txt)[\W_]*code"
    r"|g[uü]venlik|do[gğ]rulama|resimdeki|sicherheits(?:code|abfrage)|best[aä]tigungscode|zeichen im bild"
    r"|c[oó]digo de (?:seguridad|verificaci)|code de (?:s[ée]curit|v[ée]rif)|код (?:с|на) картин|проверочн|защитн"
    r"|тексеру коды|ellen[oő]rz[oő] ?k[oó]d|biztons[aá]gi k[oó]d|անվտանգության կոդ|رمز التحقق|كود التحقق"
    r"|^(?:code|kod|kodu|code2|secure|security|secimg|imgcode)$",
    re.IGNORECASE,
)
_OTHER_CODE = re.compile(
    r"post|zip|plz|pin|p\.k|[uü]r[uü]n|product|artikel|item|promo|coupon|indirim|rabatt|discount|gutschein|voucher|"
    r"country|area[\W_]*code|[uü]lke|dial|ref|m[uü][sş]teri|customer|kunden|индекс|товар|irányítószám|بريدي",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"captcha|verif|secur|code|kod|rand(?:om)?|guvenlik|dogrula|[./](?:php|aspx?|cgi|jsp|pl)(?:\?|$)", re.IGNORECASE
)


def is_riddle(control: Control, form: OldForm) -> bool:
    """Whether the letters of a picture are typed here; a mere code is one only where the form has such a picture."""
    name = control.attributes.get("name", "")
    if control.kind in (*_TYPED, "hidden", "password") and _RIDDLE.search(name):
        return True
    said = (name, control.label or control.before, control.attributes.get("placeholder", ""))
    if any(map(_OTHER_CODE.search, said)):
        return False
    pictured = form.guarded or any(map(_PICTURE.search, form.pictures))
    return control.kind in _TYPED and pictured and any(_CODE.search(one) or _RIDDLE.search(one) for one in said)
