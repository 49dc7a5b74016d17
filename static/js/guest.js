// The page of a guest: once the name is given the text has the focus, and a link that has ended says so.
const ended = () => location.reload(); // the server says it in its own words

document.body.addEventListener("htmx:oobAfterSwap", ({ target }) => { if (target.id === "comments") document.getElementById("composer-text")?.focus(); });
document.body.addEventListener("htmx:responseError", ({ detail }) => { if (detail.xhr.status === 404) ended(); });
document.getElementById("review-live").addEventListener("htmx:wsClose", ({ detail }) => { if (detail.event.code === 4404) ended(); });
