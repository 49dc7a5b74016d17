// Tabs by the WAI-ARIA pattern: arrow keys move, the panel follows.
export const startTabs = () => {
  for (const list of document.querySelectorAll('[role="tablist"]')) {
    const tabs = [...list.querySelectorAll('[role="tab"]')];
    const show = (tab, focus) => {
      for (const one of tabs) {
        one.setAttribute("aria-selected", String(one === tab));
        one.tabIndex = one === tab ? 0 : -1;
        document.getElementById(one.getAttribute("aria-controls")).hidden = one !== tab;
      }
      if (focus) tab.focus();
    };
    list.addEventListener("click", (event) => { const tab = event.target.closest('[role="tab"]'); if (tab) show(tab); });
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(document.activeElement);
      if (at < 0) return;
      const rtl = getComputedStyle(list).direction === "rtl";
      const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
      if (by) show(tabs[(at + by + tabs.length) % tabs.length], true);
      if (event.key === "Home") show(tabs[0], true);
      if (event.key === "End") show(tabs.at(-1), true);
    });
  }
};
