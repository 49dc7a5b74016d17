"""Looks the installation over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from storyboard.diagnosis import examine


class Command(BaseCommand):
    """A line per part: ok, or what is wrong and what to do."""

    help = "Check settings, database, queue, channel layer, storage, codecs and providers, a line each."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, epilog="Example: manage.py doctor", **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{finding.part}: {finding.state} – {finding.sentence}")
        wrong = [finding.part for finding in findings if finding.state == "wrong"]
        if wrong:
            raise CommandError(f"Not well: {', '.join(wrong)}.")
