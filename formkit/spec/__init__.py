"""YAML -> Site, or every Problem. The law of this folder: after it nobody sees YAML."""

from formkit.spec.models import DAYS, Business, Destination, Form, Head, Hours, Item, Section, Site
from formkit.spec.read import check_file, find_specs, read_site

__all__ = [
    "DAYS", "Business", "Destination", "Form", "Head", "Hours", "Item", "Section", "Site",
    "check_file", "find_specs", "read_site",
]  # fmt: skip
