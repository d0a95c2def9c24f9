"""The ways out. A channel is a module (or folder) with one `CHANNEL` and one line in this table.

The law: a channel reads its own options, checks its own targets and words its own errors; nobody else speaks to the
network. Nothing heavy is imported before a channel is opened.
"""

from formkit.channels import mail
from formkit.channels.channel import Channel, ContentRefused, Load, Sender, Unreachable, no_files
from formkit.settings import Settings

__all__ = ["CHANNELS", "Channel", "ContentRefused", "Load", "Sender", "Unreachable", "no_files", "open_senders"]

CHANNELS: dict[str, Channel] = {channel.name: channel for channel in (mail.CHANNEL,)}


def open_senders(settings: Settings, load: Load = no_files) -> dict[str, Sender]:
    """A sender of each channel, by the channel's name; none of them has connected yet. `load` gives them files."""
    return {name: channel.open(settings, load) for name, channel in CHANNELS.items()}
