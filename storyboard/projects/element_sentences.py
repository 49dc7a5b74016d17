"""What is found about a board's elements, as sentences: which element, what is wrong, what to do about it."""

from django.utils.translation import gettext_lazy

ELEMENT_PROBLEMS = {
    "mention_unknown": gettext_lazy(
        "A prompt mentions an element that is not in this workspace, shown as @?. "
        "Delete the mention, or mention another element."
    ),
    "mention_absent": gettext_lazy(
        "“%(name)s” is mentioned and not on the board, so its pictures would not be sent. "
        "Add it to the board, or delete the mention."
    ),
    "mention_archived": gettext_lazy(
        "“%(name)s” is mentioned, is not on the board, and is in the archive. Restore it in the library and add it to "
        "the board, or delete the mention."
    ),
    "elements_not_taken": gettext_lazy(
        "%(model)s takes no elements: their pictures are not sent, and mentions become plain words. "
        "Choose another model to keep them."
    ),
    "too_many_elements": gettext_lazy(
        "The board has %(found)s elements; %(model)s takes %(limit)s. Take some off the board."
    ),
    "elements_need_first_frame": gettext_lazy(
        "With %(model)s elements work only beside a first frame. Choose one, or take the elements off the board."
    ),
    "elements_out_of_order": gettext_lazy(
        "The prompts mention elements in another order than the board lists them, and %(model)s counts them: by its "
        "page as listed, by one report as mentioned. Put them into the order of the prompts to be safe."
    ),
    "element_not_mentioned": gettext_lazy(
        "“%(name)s” is on the board and no prompt mentions it. Mention it with @, or take it off the board."
    ),
    "element_archived": gettext_lazy(
        "“%(name)s” is in the archive. Restore it in the library, or take it off the board."
    ),
    "element_not_approved": gettext_lazy(
        "“%(name)s” is a draft, and only approved elements may be ordered in this workspace. "
        "Have a librarian approve it, or take it off the board."
    ),
    "description_long": gettext_lazy(
        "The description of “%(name)s” has %(found)s characters; Kling takes %(limit)s and may cut or refuse the rest. "
        "Shorten it in the library."
    ),
    "element_no_frontal": gettext_lazy("“%(name)s” has no frontal image. Choose one in the library."),
    "element_needs_extra": gettext_lazy(
        "“%(name)s” has a frontal image alone. Add at least one image from another side in the library."
    ),
    "element_too_many_extra": gettext_lazy(
        "“%(name)s” has %(found)s extra images; %(model)s takes %(limit)s. Remove some in the library."
    ),
    "element_extra_is_frontal": gettext_lazy(
        "“%(name)s” shows its frontal image again as an extra one. Replace it by another view in the library."
    ),
    "element_image_too_small": gettext_lazy(
        "An image of “%(name)s” is %(found)s pixels on its shorter side; %(model)s asks for at least %(limit)s. "
        "Choose a larger one in the library."
    ),
    "element_image_too_long": gettext_lazy(
        "An image of “%(name)s” is more than %(limit)s times longer than wide or high. Choose another in the library."
    ),
    "element_voice_alone": gettext_lazy(
        "“%(name)s” has a voice and no image. Choose a frontal image in the library, or remove the voice."
    ),
    "element_voice_not_taken": gettext_lazy(
        "“%(name)s” has a voice, which %(model)s does not take. Choose another model, or remove the voice."
    ),
    "element_video_not_taken": gettext_lazy(
        "“%(name)s” is made from a video, which %(model)s does not take. Choose another model, or make it from images."
    ),
    "element_no_video": gettext_lazy(
        "“%(name)s” has no reference video yet. Choose a clip of 3 to 8 s in the library."
    ),
    "element_images_with_video": gettext_lazy(
        "“%(name)s” is made from a video and holds images as well. Remove one of the two in the library."
    ),
    "element_voice_with_video": gettext_lazy(
        "“%(name)s” is made from a video; a voice goes with images only. Remove the voice in the library."
    ),
    "element_video_length": gettext_lazy(
        "The reference video of “%(name)s” lasts about %(found)s s; Kling takes 3 to 8. Choose another in the library."
    ),
    "element_voice_length": gettext_lazy(
        "The voice of “%(name)s” lasts about %(found)s s; Kling takes 5 to 30. Choose another in the library."
    ),
    "element_video_type": gettext_lazy(
        "The reference video of “%(name)s” is neither MP4 nor MOV. Choose another in the library."
    ),
    "element_video_shape": gettext_lazy(
        "The reference video of “%(name)s” is neither 16:9 nor 9:16, as Kling asks for. Choose another in the library."
    ),
    "element_not_fetched": gettext_lazy("A file of “%(name)s” is not fetched yet. Retry or replace it in the library."),
    "element_video_size": gettext_lazy(
        "The reference video of “%(name)s” is larger than the 200 MB that Kling takes. Choose another in the library."
    ),
}
# What is the same for several files of an element says which, by the field that it is about.
OF_FIELDS = {
    "element_not_fetched frontal": gettext_lazy(
        "The frontal image of “%(name)s” is not fetched yet. Retry or replace it in the library."
    ),
    "element_not_fetched extras": gettext_lazy(
        "An extra image of “%(name)s” is not fetched yet. Retry or replace it in the library."
    ),
    "element_not_fetched video": gettext_lazy(
        "The reference video of “%(name)s” is not fetched yet. Retry or replace it in the library."
    ),
    "element_not_fetched voice": gettext_lazy(
        "The voice of “%(name)s” is not fetched yet. Retry or replace it in the library."
    ),
}
