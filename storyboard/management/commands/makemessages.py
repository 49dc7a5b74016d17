"""Collects texts for translators, those that scripts pass to say() and sayMany() included."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own command with the two functions of static/js/words.js."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=say", "--keyword=sayMany:1,2"]
