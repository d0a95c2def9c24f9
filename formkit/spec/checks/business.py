"""The business's own facts."""

import re

from formkit.errors import quoted
from formkit.fields.reach import web_address
from formkit.spec.checks.addresses import check_address
from formkit.spec.messengers import MESSENGERS, Messenger
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps
from formkit.spec.phones import dialled, e164, example_of

LINKS = (
    "instagram", "facebook", "youtube", "tiktok", "linkedin", "x", "twitter", "pinterest", "threads", "mastodon",
    "bluesky", "vk", "vimeo", "github", "google", "maps", "yelp", "tripadvisor", "trustpilot", "etsy", "booking",
    "website",
)  # fmt: skip
TYPES = (  # of schema.org, below LocalBusiness; the commonest
    "LocalBusiness", "AccountingService", "AnimalShelter", "Attorney", "AutoBodyShop", "AutoDealer", "AutoRepair",
    "AutoWash", "Bakery", "BarOrPub", "BarberShop", "BeautySalon", "BedAndBreakfast", "BikeStore", "BookStore",
    "Brewery", "CafeOrCoffeeShop", "Campground", "ChildCare", "ClothingStore", "ComputerStore", "ConvenienceStore",
    "DaySpa", "Dentist", "Distillery", "DryCleaningOrLaundry", "EducationalOrganization", "Electrician",
    "ElectronicsStore", "EmploymentAgency", "EntertainmentBusiness", "ExerciseGym", "FastFoodRestaurant",
    "FinancialService", "Florist", "FoodEstablishment", "FurnitureStore", "GardenStore", "GeneralContractor",
    "GroceryStore", "HVACBusiness", "HairSalon", "HardwareStore", "HealthAndBeautyBusiness", "HealthClub",
    "HobbyShop", "HomeAndConstructionBusiness", "HomeGoodsStore", "Hostel", "Hotel", "HousePainter",
    "IceCreamShop", "InsuranceAgency", "JewelryStore", "LegalService", "Library", "LiquorStore", "Locksmith",
    "LodgingBusiness", "MedicalBusiness", "MedicalClinic", "MobilePhoneStore", "Motel", "MovingCompany",
    "MusicStore", "NailSalon", "NightClub", "Notary", "Optician", "PetStore", "Pharmacy", "Physician",
    "Physiotherapy", "Plumber", "ProfessionalService", "RealEstateAgent", "RecyclingCenter", "Restaurant",
    "RoofingContractor", "SelfStorage", "ShoeStore", "SkiResort", "SportingGoodsStore", "SportsClub", "Store",
    "TattooParlor", "TouristInformationCenter", "ToyStore", "TravelAgency", "VeterinaryCare",
    "WholesaleStore", "Winery",
)  # fmt: skip


def email_is_an_address(draft: Draft) -> None:
    if draft.business and draft.business.email:
        check_address(draft, draft.business.email, ("business", "email"), key="email")


def phone_has_digits(draft: Draft) -> None:
    phone = draft.business.phone if draft.business else ""
    if phone and (sum(letter.isdigit() for letter in phone) < 3 or not re.fullmatch(r"[\d\s+().,/xX#*\-–‑]+", phone)):
        example, message = example_of(_country(draft)), f"'phone' is not a phone number: {quoted(phone)}"
        draft.wrong(("business", "phone"), message, f"write it like {example}", rule="phone-wrong", example=example)
    elif phone.startswith("+") and not 7 <= _digits(re.split("[xX#]", phone)[0]) <= 15:  # without its extension
        example, message = example_of(_country(draft)), f"'phone' has too few or too many digits: {quoted(phone)}"
        draft.notice(("business", "phone"), message, f"write it like {example}", rule="phone-length", example=example)
    elif phone and not phone.startswith("+") and not _e164(phone, draft):
        _lacks_a_country(draft, ("business", "phone"), f"'phone' can't be called from abroad: {quoted(phone)}")


def _is_international(phone: str) -> bool:
    """True for +36 1 234 5678, which needs no look by the slow library."""
    return phone.startswith("+") and 8 <= _digits(phone) <= 15


def _digits(phone: str) -> int:
    return len(re.sub(r"\D", "", phone))


def _e164(phone: str, draft: Draft) -> str:
    return e164(phone, _country(draft))


def _country(draft: Draft) -> str:
    address = draft.business.address if draft.business else None
    return address.country if address else ""


def _zone(draft: Draft) -> str:
    """An example: the zone of its country, where that has one."""
    from formkit.spec.called import zone_of

    return zone_of(_country(draft).upper()) or "Europe/Istanbul"


def _lacks_a_country(draft: Draft, path: Steps, message: str) -> None:
    if ("business", "address", "country") in draft.source.values and not _country(draft):
        return  # its mistake was told already
    example = example_of(_country(draft))
    hint = f"write it with + and the code of its country, such as {example}"
    hint = hint if _country(draft) else f"{hint}; or country: TR in the address"
    draft.notice(path, message, hint, rule="phone-without-country", example=example)


def type_is_known(draft: Draft) -> None:
    kind = draft.business.type if draft.business else "LocalBusiness"
    if kind in TYPES:
        return
    from formkit.spec.trades import business_type

    near = business_type(kind) or nearest(kind, TYPES)
    hint = f"did you mean '{near}'?" if near else "see schema.org/LocalBusiness; LocalBusiness itself always fits"
    if re.fullmatch("[A-Za-z]{1,60}", kind):
        message = f"formkit doesn't know the business type {quoted(kind)}"
        draft.notice(("business", "type"), message, hint, rule="business-type-unknown", value=kind, meant=near)
    else:
        message = f"'type' is not a business type: {quoted(kind)}"
        draft.wrong(("business", "type"), message, hint, rule="business-type-unknown", value=kind, meant=near)


def timezone_exists(draft: Draft) -> None:
    zone = draft.business.timezone if draft.business else ""
    if not zone:
        return
    from zoneinfo import ZoneInfo, available_timezones

    from formkit.spec.called import zone_called

    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        near = zone_called(zone) or nearest(zone, available_timezones())
        hint = f"did you mean '{near}'?" if near else f"write a region and its city, such as {_zone(draft)}"
        path, message = ("business", "timezone"), f"unknown time zone {quoted(zone)}"
        draft.wrong(path, message, hint, rule="timezone-unknown", value=zone, meant=near)


def hours_have_a_clock(draft: Draft) -> None:
    """Whether it is open now depends on where the business is, not on where its visitor's clock is."""
    business = draft.business
    if business and business.hours and business.hours.days and not business.timezone:
        hint = f"write 'timezone' beside it, such as 'timezone: {_zone(draft)}'"
        said = "without 'timezone' no page says whether you are open now"
        draft.notice(("business", "hours"), said, hint, rule="hours-without-timezone", at_key=True)


def one_line_forms_are_told(draft: Draft) -> None:
    """A line of text is fine for readers, while "open now" and map data need the parts."""
    said = draft.written.get("business")
    if not isinstance(said, dict):
        return
    if draft.business and draft.business.hours and draft.business.hours.text:
        hint = 'for "open now" and search engines write days: {mon-fri: 09:00-18:00, sun: closed}'
        message = "'hours' is one line of text and is shown as written"
        draft.notice(("business", "hours"), message, hint, rule="hours-in-words")
    if isinstance(said.get("address"), str) and said["address"]:
        hint = "for maps and search engines write its parts: {street: ..., city: ..., postcode: ..., country: ...}"
        message = "'address' is one line of text and is shown as written"
        draft.notice(("business", "address"), message, hint, rule="address-in-one-line")


def messengers_and_links_are_sound(draft: Draft) -> None:
    if draft.business is None:
        return
    for key, value in draft.business.messengers.items():
        _messenger(draft, key, value)
    for key, value in draft.business.links.items():
        _link(draft, key, value)


def _messenger(draft: Draft, key: str, value: str) -> None:
    path = ("business", "messengers", key)
    kind = MESSENGERS.get(key)
    if kind is None:
        hint = did_you_mean(key, MESSENGERS, otherwise="formkit knows")
        message, meant = f"unknown messenger {quoted(key)}", nearest(key, MESSENGERS)
        draft.wrong(path, message, hint, rule="messenger-unknown", at_key=True, value=key, meant=meant)
    elif not web_address_written(value):
        _name_or_number(draft, path, value, kind)


def _name_or_number(draft: Draft, path: Steps, value: str, kind: Messenger) -> None:
    """What its link can be made of."""
    key = path[-1]
    if not kind.by_number and not kind.by_handle:
        hint = "write the whole address that it gives you, such as https://..."
        message = f"'{key}' needs a web address, not {quoted(value)}"
        draft.wrong(path, message, hint, rule="web-address-wanted", value=value)
    elif not kind.by_handle and not re.fullmatch(r"\+?[\d\s().\-]{6,24}", value):
        hint = "write it like +1 555 010 0100"
        message = f"'{key}' needs the phone number it is used with, not {quoted(value)}"
        draft.wrong(path, message, hint, rule="messenger-needs-number", messenger=kind.name)
    elif not re.fullmatch(r"[@+]?[\w.\-+() ]{2,60}", value):
        hint = f"write your name there, such as {key}: rosegarden"
        message = f"'{key}' needs a name or a number, not {quoted(value)}"
        draft.wrong(path, message, hint, rule="messenger-needs-name", messenger=kind.name)
    elif kind.by_number and re.fullmatch(r"[(\d][\d\s().\-]{5,}|\+.*", value) and not _dialled(value, draft):
        fault = "leads to nobody" if kind.by_handle else "is not shown"
        _lacks_a_country(draft, path, f"'{key}' {fault}: the country of {quoted(value)} can't be told")


def _dialled(value: str, draft: Draft) -> str:
    """The digits of an international number, or "" where none can be made of it."""
    if _is_international(value):
        return value
    return dialled(value, _country(draft))


def _link(draft: Draft, key: str, value: str) -> None:
    path = ("business", "links", key)
    near = nearest(key, LINKS)
    if key not in LINKS and near:
        hint = f"did you mean '{near}'?"
        draft.notice(path, f"unknown link {quoted(key)}", hint, rule="link-unknown", at_key=True, value=key, meant=near)
    if not web_address_written(value):
        draft.wrong(
            path,
            f"'{key}' must be a web address, not {quoted(value)}",
            "write it whole, such as https://instagram.com/rosegarden",
            rule="web-address-wanted",
            value=value,
        )


def web_address_written(value: str) -> bool:
    """True for a whole http(s) address."""
    return value.lower().startswith(("http://", "https://")) and bool(web_address(value))
