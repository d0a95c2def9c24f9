"""PRESETS: forms to start from."""

from typing import Any

PRESETS: dict[str, Any] = {"contact": None}


def preset_form(name: str, *, business: dict[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """The form of a preset: plain data of the shape that YAML gives."""
    return {
        "fields": {
            "name": {"type": "text", "label": "Your name", "required": True, "max": 100},
            "email": {"type": "email", "required": True},
            "message": {"type": "textarea", "label": "Message", "required": True, "max": 5000},
        },
    }
