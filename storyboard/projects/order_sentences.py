"""What is found about an order, as sentences: what is wrong, for which model, what to do about it."""

from django.utils.translation import gettext_lazy

ORDER_PROBLEMS = {
    "shot_prompt_empty": gettext_lazy("Shot %(number)s has no prompt. Describe what it shows."),
    "shot_prompt_short": gettext_lazy(
        "The prompt of shot %(number)s has %(found)s character; %(model)s takes no fewer than %(limit)s. Say more."
    ),
    "shot_prompt_too_long": gettext_lazy(
        "The prompt of shot %(number)s has %(found)s characters; %(model)s takes %(limit)s. Shorten it by %(over)s."
    ),
    "shot_prompt_long": gettext_lazy(
        "The prompt of shot %(number)s has %(found)s characters; some providers cut it after %(limit)s."
    ),
    "prompt_empty": gettext_lazy("The board has no prompt. Describe what the video shows."),
    "prompt_short": gettext_lazy(
        "The prompt has %(found)s character; %(model)s takes no fewer than %(limit)s. Say more."
    ),
    "prompt_too_long": gettext_lazy(
        "The prompts have %(found)s characters in all; %(model)s takes a prompt of %(limit)s. Shorten them by %(over)s."
    ),
    "negative_short": gettext_lazy(
        "The negative prompt has %(found)s character; %(model)s takes no fewer than %(limit)s. Say more, or empty it."
    ),
    "negative_too_long": gettext_lazy(
        "The negative prompt has %(found)s characters; %(model)s takes %(limit)s. Shorten it by %(over)s."
    ),
    "negative_not_taken": gettext_lazy(
        "%(model)s takes no negative prompt; it is left out. Write what you want into the prompts, or empty it."
    ),
    "reference_typed": gettext_lazy(
        "A text holds a typed reference such as <<<element_1>>>, which %(model)s binds to an element by its number. "
        "Mention the element with @ instead."
    ),
    "handle_typed": gettext_lazy(
        "A text holds “@%(name)s”, typed by hand, which %(model)s takes for the element of that readable id. Choose "
        "the element from the list that @ opens, so that it is meant wherever the board goes."
    ),
    "mode_not_taken": gettext_lazy("%(model)s does not have this mode of shots. Choose another mode or another model."),
    "total_too_short": gettext_lazy(
        "The board lasts %(found)s s; %(model)s makes no less than %(limit)s. Make it longer."
    ),
    "total_too_long": gettext_lazy(
        "The board lasts %(found)s s; %(model)s makes no more than %(limit)s. Make it shorter."
    ),
    "too_many_shots": gettext_lazy(
        "The board has %(found)s shots; %(model)s takes %(limit)s. Have fewer by %(over)s: merge or delete some."
    ),
    "shot_too_short": gettext_lazy(
        "Shot %(number)s lasts %(found)s s; %(model)s takes no shot shorter than %(limit)s s. Make it longer."
    ),
    "shot_short": gettext_lazy(
        "Shot %(number)s lasts %(found)s s; %(model)s does not say how short a shot may be, and services like it take "
        "none shorter than %(limit)s s. Make it longer to be safe."
    ),
    "shots_need_first_frame": gettext_lazy(
        "%(model)s makes several shots only from a first frame. Add a first frame, or use a single prompt."
    ),
    "sound_forced": gettext_lazy(
        "%(model)s makes several shots always with sound. Turn sound on so that the board says so, or use a single "
        "prompt."
    ),
    "sound_not_taken": gettext_lazy("%(model)s makes no sound; the video will be silent. Turn sound off."),
    "ratio_not_taken": gettext_lazy("%(model)s does not make this shape. Choose another, or add a first frame."),
    "first_frame_not_taken": gettext_lazy(
        "%(model)s takes no first frame and would make the video without it. Give the first frame up, or choose "
        "another model."
    ),
    "last_frame_not_taken": gettext_lazy(
        "%(model)s takes no last frame and would make the video without it. Give the last frame up, or choose "
        "another model."
    ),
    "last_frame_with_shots": gettext_lazy(
        "%(model)s takes a last frame only with a single prompt. Give the last frame up, or use a single prompt."
    ),
    "last_frame_with_shots_doubted": gettext_lazy(
        "%(model)s does not say whether a last frame goes with custom shots; Kling may ignore it. Give the last frame "
        "up, or let the model plan the shots."
    ),
    "last_frame_alone": gettext_lazy(
        "%(model)s takes a last frame only beside a first one. Add a first frame, or give the last frame up."
    ),
    "first_frame_too_small": gettext_lazy(
        "The part of the first frame has %(found)s pixels on its shorter side; "
        "%(model)s wants at least %(limit)s. Cut it larger, or choose a larger picture."
    ),
    "first_frame_too_long": gettext_lazy(
        "The first frame is more than %(limit)s times longer than wide or high. "
        "Choose another picture, or a part of it."
    ),
    "first_frame_not_measured": gettext_lazy(
        "The size of the first frame is not known yet, so it cannot be cut. Wait a moment, or choose another picture."
    ),
    "first_frame_not_fetched": gettext_lazy("The first frame is not fetched yet. Open it and retry, or replace it."),
    "last_frame_too_small": gettext_lazy(
        "The part of the last frame has %(found)s pixels on its shorter side; "
        "%(model)s wants at least %(limit)s. Cut it larger, or choose a larger picture."
    ),
    "last_frame_too_long": gettext_lazy(
        "The last frame is more than %(limit)s times longer than wide or high. Choose another picture, or a part of it."
    ),
    "last_frame_not_measured": gettext_lazy(
        "The size of the last frame is not known yet, so it cannot be cut. Wait a moment, or choose another picture."
    ),
    "last_frame_not_fetched": gettext_lazy("The last frame is not fetched yet. Open it and retry, or replace it."),
    "motion_picture_too_small": gettext_lazy(
        "The part of the picture of motion control has %(found)s pixels on its shorter side; "
        "%(model)s wants at least %(limit)s. Cut it larger, or choose a larger picture."
    ),
    "motion_picture_too_long": gettext_lazy(
        "The picture of motion control is more than %(limit)s times longer than wide or high. "
        "Choose another picture, or a part of it."
    ),
    "motion_picture_not_measured": gettext_lazy(
        "The size of the picture of motion control is not known yet, so it cannot be cut. "
        "Wait a moment, or choose another picture."
    ),
    "motion_picture_not_fetched": gettext_lazy(
        "The picture of motion control is not fetched yet. Open it and retry, or replace it."
    ),
    "motion_not_taken": gettext_lazy(
        "%(model)s has no motion control; its picture and clip would not be sent. Give motion control up, or choose "
        "another model."
    ),
    "motion_needs_picture": gettext_lazy(
        "Motion control needs a picture of the figure. Choose one, or give motion control up."
    ),
    "motion_needs_clip": gettext_lazy("Motion control needs a clip of the movement. Choose one, or give it up."),
    "motion_clip_not_fetched": gettext_lazy(
        "The clip of motion control is not fetched yet. Open it in the library and retry, or replace it."
    ),
    "motion_with_shots": gettext_lazy(
        "Motion control makes one movement, not several shots. Use a single prompt, or give motion control up."
    ),
    "motion_with_frames": gettext_lazy(
        "Motion control starts from its own picture, not from a first or last frame. Give the frames up, or motion "
        "control."
    ),
    "motion_clip_too_long": gettext_lazy(
        "The clip of the movement lasts about %(found)s s; facing this way at most %(limit)s are taken. Choose a "
        "shorter clip, or face as in the clip."
    ),
    "orientation_unknown": gettext_lazy("Motion control faces as in the picture or as in the clip. Choose one."),
    "too_few_results": gettext_lazy("An order asks for at least one video. Ask for one."),
    "too_many_results": gettext_lazy(
        "%(found)s videos are asked for; %(model)s makes %(limit)s at a time. Ask for fewer, or split the order."
    ),
    "format_unknown": gettext_lazy("%(model)s does not deliver this format. Choose another."),
    "safety_unknown": gettext_lazy("%(model)s does not have this safety check. Choose another."),
    "quality_out_of_range": gettext_lazy("The quality is %(found)s; for %(model)s the limit is %(limit)s. Change it."),
    "adherence_out_of_range": gettext_lazy(
        "The adherence to the prompt is %(found)s; for %(model)s the limit is %(limit)s. Change it."
    ),
    "link_too_short": gettext_lazy(
        "The link would live %(found)s s; %(model)s keeps it no less than %(limit)s. Let it live longer."
    ),
    "format_not_taken": gettext_lazy("%(model)s delivers MP4 alone; the chosen format is left out."),
    "quality_not_taken": gettext_lazy("%(model)s has no choice of quality; it is left out."),
    "safety_not_taken": gettext_lazy("%(model)s does not have this safety check; it is left out."),
    "link_seconds_not_taken": gettext_lazy("%(model)s has no choice of how long its link lives; it is left out."),
    "adherence_not_taken": gettext_lazy("%(model)s has no choice of adherence to the prompt; it is left out."),
}
FIXES = {
    "shorten": gettext_lazy("Shorten by %(number)s characters"),
    "gather_prompts": gettext_lazy("Take the shots’ prompts"),
    "lengthen": gettext_lazy("Make it %(number)s s longer"),
    "every_shot": gettext_lazy("Make every shot %(number)s s or longer"),
    "total_seconds": gettext_lazy("Make the board %(number)s s long"),
    "merge_shots": gettext_lazy("Merge %(number)s shots into others"),
    "add_first_frame": gettext_lazy("Add a first frame"),
    "change_first_frame": gettext_lazy("Change the first frame or its part"),
    "change_last_frame": gettext_lazy("Change the last frame or its part"),
    "drop_first_frame": gettext_lazy("Give the first frame up"),
    "drop_last_frame": gettext_lazy("Give the last frame up"),
    "mode_single": gettext_lazy("Use a single prompt"),
    "mode_custom": gettext_lazy("Use custom shots"),
    "mode_intelligent": gettext_lazy("Let the model plan the shots"),
    "sound_on": gettext_lazy("Turn sound on"),
    "sound_off": gettext_lazy("Turn sound off"),
    "fetch": gettext_lazy("Fetch the picture"),
    "add_element": gettext_lazy("Add to the board"),
    "order_elements": gettext_lazy("Put them into the order of the prompts"),
    "drop_element": gettext_lazy("Take off the board"),
    "add_motion_picture": gettext_lazy("Choose a picture of the figure"),
    "add_motion_clip": gettext_lazy("Choose a clip of the movement"),
    "orientation_video": gettext_lazy("Face as in the clip"),
    "drop_motion": gettext_lazy("Give motion control up"),
    "results": gettext_lazy("Videos to ask for: %(number)s"),
    "split_orders": gettext_lazy("Split into %(number)s orders"),
    "link_seconds": gettext_lazy("Let the link live %(number)s s"),
    "usual": gettext_lazy("Leave it to the provider"),
}
