"""Serves the stand-ins of the provider APIs, for outside clients."""

import asyncio
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter

from storyboard.sandbox.crun import ROOT
from storyboard.sandbox.faults import Plan, PlanError, explained, plan_in
from storyboard.sandbox.serving import post_by_network, serve
from storyboard.sandbox.tasks import Pace
from storyboard.sandbox.world import Sandbox
from storyboard.server import PortTaken, bind

HOST = "127.0.0.1"
ABOUT = f"""Any key that is not empty is an account with play money; keys that begin with “bad” are refused as invalid,
and those with “broke” in them have no balance. Videos are drawn on this machine, at most 480 pixels wide.
GET /ledger tells what was charged, and how often each fault has struck. Crun's paths begin with {ROOT}.

"""


class _Formatter(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Leaves the lines of the plan's format as they are."""


class Command(BaseCommand):
    """No database, no settings: whatever it holds is gone when it ends."""

    help = "Serve stand-ins of the Runware, Highway and Crun APIs; prints their base URLs."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        example = "Example: manage.py sandbox --port 8100 --speed 10 --faults plan.json"
        epilog = f"{ABOUT}{explained()}\n{example}"
        return super().create_parser(prog_name, subcommand, epilog=epilog, formatter_class=_Formatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8100, help="port to listen on (default: 8100; 0 takes any)")
        parser.add_argument(
            "--speed", type=float, default=1.0, help="how many times as fast tasks are done (default: 1)"
        )
        parser.add_argument("--faults", type=Path, metavar="FILE", help="a plan of what goes wrong, see below")
        parser.add_argument("--full-size", action="store_true", help="draw videos as large as they were ordered")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 < options["speed"] <= 1_000_000:
            raise CommandError("The speed is a number above 0, at most 1000000.")
        try:
            plan = plan_in(options["faults"]) if options["faults"] else Plan()
            listener = bind(HOST, options["port"])
        except (PlanError, PortTaken) as error:
            raise CommandError(str(error)) from error
        base = f"http://{HOST}:{listener.getsockname()[1]}"
        pace = Pace(options["speed"])
        sandbox = Sandbox(pace=pace, plan=plan, poster=post_by_network, full_size=options["full_size"])
        asyncio.run(serve(sandbox, listener, lambda: self.tell(base)))

    def tell(self, base: str) -> None:
        """The base URLs, as the settings that point this product at them."""
        for name, path in (("RUNWARE", "/v1"), ("HIGHWAY", ""), ("CRUN", "")):
            self.stdout.write(f"STORYBOARD_{name}_URL={base}{path}")
        self.stdout.flush()
        self.stderr.write("The sandbox is up. Ctrl+C stops it, and everything it holds is gone.")
