// The dialog for a new project.
document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) {
    const dialog = document.getElementById(opens.dataset.opens);
    dialog.showModal();
    dialog.querySelector("[name=title]").focus();
  }
  const closes = event.target.closest("[data-closes]");
  if (closes) document.getElementById(closes.dataset.closes).close();
});
