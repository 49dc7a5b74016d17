"""Which room above gives what to which room below, in one place."""

from storyboard.assets import guests as media_guests
from storyboard.assets import remote
from storyboard.assets.fetching import FETCHES
from storyboard.assets.guest_copies import GUEST_COPIES
from storyboard.assets.renditions import RENDITIONS, know_takes_with, tell_of_cuts
from storyboard.elements import places as elements_holding
from storyboard.elements import using as elements_using
from storyboard.live import consumer, sending, workspaces
from storyboard.live import guests as live_guests
from storyboard.projects import access, chains, finding, import_media, listing
from storyboard.projects import places as boards_holding
from storyboard.projects.using import board_uses, tell_boards
from storyboard.review import guests
from storyboard.review.ageing import stale_among
from storyboard.review.clearing import CLEARING
from storyboard.review.panels import panels_above, panels_beside
from storyboard.review.rebinding import follow_cuts
from storyboard.review.thumbnails import THUMBNAILS
from storyboard.studio import outside, signing_in
from storyboard.studio.access import is_member
from storyboard.takes import animatics, cards, chaining, clocks, collecting, pages, remembering, steps, tallies
from storyboard.takes.using import take_uses
from storyboard.takes.watching import is_of_take
from storyboard.work import clock, jobs, runner


def connect() -> None:
    """Registers job kinds, steps, fragments and checks. Called once, when the app is ready."""
    jobs.register(RENDITIONS)
    jobs.register(FETCHES)
    jobs.register(GUEST_COPIES)
    jobs.register(animatics.ANIMATICS)
    jobs.register(collecting.CHECKS)
    jobs.register(THUMBNAILS)
    jobs.register(CLEARING)
    for each in steps.STEPS:
        runner.register_steps(each)
    clock.register_follower(jobs.follow_clock)
    clock.register_follower(clocks.follow_clock)
    runner.register_surroundings(outside.connections_kept)
    sending.register("board", None)
    sending.register("cast", None)
    sending.register("takes", cards.draw_takes)
    sending.register("take", cards.draw_take)
    sending.register("chain", None)
    sending.register("comments", None, shared=True)
    sending.register("verdicts", None)
    sending.register("cuts", None, shared=True)
    sending.register("pictures", None)
    consumer.guard_with(access.may_look)
    workspaces.guard_workspaces_with(is_member)
    live_guests.guard_guests_with(guests.link_to_take)
    media_guests.open_to_guests(guests.is_guest, guests.may_have_original)
    listing.add_extras(tallies.extras_of)
    finding.add_states(tallies.ROWS_OF_STATE)
    import_media.know_with(remembering.asset_known_as)
    chains.offer_with(chaining.offer_for)
    pages.add_panels(panels_above, panels_beside)
    cards.find_stale_with(stale_among)
    tell_of_cuts(follow_cuts)
    know_takes_with(is_of_take)
    elements_using.add_board_finder(board_uses)
    elements_using.add_take_finder(take_uses)
    elements_using.add_teller(tell_boards)
    remote.hold_with(boards_holding.HOLDER, elements_holding.HOLDER)
    signing_in.tell_sockets_of_sign_outs()
