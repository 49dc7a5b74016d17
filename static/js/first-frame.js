// Runs when the page of a video is parsed. Its first frame comes before all else: the modules named in `data-modules` load
// after it, and the page is loaded once they have. Where it takes longer than a moment the poster stands in and they load.
(() => {
  const MOMENT = 150; // milliseconds
  const { modules } = document.currentScript.dataset;
  const video = document.querySelector('[data-testid="player"]');
  let begun = false;

  const begin = () => {
    if (begun) return;
    begun = true;
    for (const src of modules.split(" ")) {
      const script = Object.assign(document.createElement("script"), { type: "module", async: false, src });
      document.head.append(script);
    }
  };

  const lacks = () => video && video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && !video.error;

  if (!lacks()) begin();
  else {
    for (const event of ["loadeddata", "error"]) video.addEventListener(event, begin, { once: true });
    setTimeout(() => {
      if (lacks()) video.poster = video.dataset.poster;
      begin();
    }, MOMENT);
  }
})();
