// The first frame comes before all else. The page of a take begins with its video, which shows while the rest is not
// there yet. It goes to its place in the player as soon as that is whole. The modules named in `data-modules`, and in
// `data-module` of what is on the page, load after its first frame, and the page is loaded once they have. Where it
// takes longer than a moment the poster stands in and they load.
(() => {
  const MOMENT = 150; // milliseconds
  const { modules } = document.currentScript.dataset;
  let begun = false;

  const settle = () => {
    const ahead = document.getElementById("ahead"), place = document.getElementById("player-picture");
    if (!ahead || !place?.closest(".viewer").querySelector(".hints")) return;
    const { width, height } = place.dataset, video = ahead.firstElementChild;
    place.parentElement.style.setProperty("--ratio", width / height);
    if (place.moveBefore) place.moveBefore(video, place.firstElementChild);
    else place.prepend(video);
    ahead.remove();
  };
  const placing = new MutationObserver(settle);

  const begin = () => {
    if (begun) return;
    begun = true;
    const more = Array.from(document.querySelectorAll("[data-module]"), ({ dataset }) => dataset.module);
    for (const src of [...modules.split(" "), ...more]) {
      const script = Object.assign(document.createElement("script"), { type: "module", async: false, src });
      document.head.append(script);
    }
  };

  const wait = () => {
    placing.disconnect();
    const video = document.querySelector('[data-testid="player"]');
    const lacks = () => video && video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && !video.error;
    if (!lacks()) {
      begin();
      return;
    }
    for (const event of ["loadeddata", "error"]) video.addEventListener(event, begin, { once: true });
    setTimeout(() => {
      if (lacks()) video.poster = video.dataset.poster;
      begin();
    }, MOMENT);
  };

  settle();
  if (document.readyState === "loading") {
    placing.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", wait);
  } else wait();
})();
