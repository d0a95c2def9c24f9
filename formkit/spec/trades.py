"""What people call their business -> its type at schema.org."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import formkit
from formkit.spec.called import plain
from formkit.spec.checks.business import TYPES

_NAMES = Path(formkit.__file__).parent / "languages" / "studio"  # what the Studio calls them, in their tables "trade"
_EVERYDAY = {
    "AccountingService": "accountant", "Attorney": "lawyer",
    "AutoRepair": "car repair, garage, mechanic, oto tamir, oto servis, oto tamirhanesi, автосервис, автомастерская, "
    "көлік жөндеу, ավտոսերվիս, autószerviz, autószerelő, ورشة سيارات, تصليح سيارات, Autowerkstatt, Kfz-Werkstatt, "
    "taller mecánico, garagiste",
    "AutoWash": "car wash",
    "Bakery": "baker, fırın, ekmek fırını, pastane, наубайхана, пекарня, булочная, փուռ, հացի փուռ, pékség, cukrászda, "
    "مخبز, فرن, Bäckerei, Bäcker, Konditorei, panadería, pastelería, boulangerie, pâtisserie",
    "BarberShop": "barber, berber", "BarOrPub": "bar, pub", "BedAndBreakfast": "guest house",
    "CafeOrCoffeeShop": "cafe, café, coffee shop, kafe, kahve, kahveci, кафе, кофейня, кофехана, սրճարան, kávézó, "
    "مقهى, Kaffeehaus, cafetería",
    "ChildCare": "kindergarten", "DaySpa": "spa",
    "Dentist": "dişçi, diş hekimi, diş doktoru, тіс дәрігері, стоматолог, стоматология, ատամնաբույժ, "
    "fogorvos, fogászat, طبيب أسنان, عيادة أسنان, Zahnarzt, Zahnärztin, Zahnarztpraxis, dentista, clínica dental, "
    "dentiste",
    "DryCleaningOrLaundry": "laundry, dry cleaner",
    "EducationalOrganization": "tutor, school, özel ders, öğretmen, репетитор, կրկնուսույց, magántanár, مدرس خصوصي, "
    "Nachhilfe, Nachhilfelehrer, clases particulares, profesor particular, cours particuliers, professeur particulier",
    "ExerciseGym": "gym",
    "Florist": "flower shop, flowers, çiçekçi, гүл дүкені, цветы, цветочный магазин, флорист, ծաղկի խանութ, ծաղիկներ, "
    "virágbolt, virágüzlet, محل زهور, زهور, Blumenladen, Blumen, Blumengeschäft, Floristin, floristería, florería, "
    "fleuriste",
    "GeneralContractor": "builder",
    "HairSalon": "hairdresser, kuaför, шаштараз, парикмахерская, վարսավիրանոց, fodrász, fodrászat, صالون حلاقة, حلاق, "
    "Friseur, Friseurin, Friseursalon, Frisör, peluquería, coiffeur, coiffeuse, salon de coiffure",
    "HousePainter": "painter", "JewelryStore": "jeweller, jeweler", "MovingCompany": "mover, movers",
    "NailSalon": "nail studio", "Pharmacy": "chemist", "Physician": "doctor", "RealEstateAgent": "estate agent",
    "Restaurant": "pizzeria, restoran, lokanta, мейрамхана, ресторан, ռեստորան, étterem, vendéglő, مطعم, Gasthaus, "
    "Gaststätte, restaurante",
    "RoofingContractor": "roofer", "Store": "shop", "TattooParlor": "tattoo studio", "TravelAgency": "travel agent",
    "VeterinaryCare": "vet",
}  # fmt: skip


def business_type(kind: str) -> str:
    """`florist`, `Bar or pub`, `flower shop`, `Çiçekçi` -> the schema.org type that is meant; "" when there is none."""
    wanted = _joined(kind)
    return _known().get(wanted) or _known().get(wanted.replace("shop", "store"), "")


@cache
def _known() -> dict[str, str]:
    everyday = {_joined(word): name for name, said in _EVERYDAY.items() for word in said.split(",")}
    types = {name.lower(): name for name in TYPES}
    return {_joined(said): name for said, name in _names() if name != TYPES[0]} | everyday | types


def _names() -> Iterator[tuple[str, str]]:
    """Each name of a type, in all languages of the Studio, and the type."""
    for path in _NAMES.glob("*.toml"):
        yield from ((words, name) for name, words in tomllib.loads(path.read_text("utf-8"))["trade"].items())


def everyday_words(name: str) -> str:
    """Other words for a type, in many languages, by which somebody may look for it."""
    return _EVERYDAY.get(name, "")


def _joined(words: str) -> str:
    return re.sub(r"[\W_]", "", plain(words))
