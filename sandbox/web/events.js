// What the page listens to: clicks on what always stands there, Escape, the address.

import { byId } from "/web/dom.js";
import { toBottom } from "/web/thread.js";

/** Let `deeds` follow what is clicked and typed outside lists, messages and the input. */
export function listen(deeds) {
  byId("persona").addEventListener("click", () => deeds.showPeople(byId("people").hidden));
  byId("bar-you").addEventListener("click", (event) => {
    event.stopPropagation(); // a click beside the list of people closes it
    deeds.showPeople(true);
  });
  byId("people-search").addEventListener("input", deeds.drawFoundPeople);
  byId("dialog-search").addEventListener("input", ({ target }) => deeds.search(target.value));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    deeds.showPeople(false);
    if (byId("app").hasAttribute("data-panel")) deeds.showPanel(false);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.isConnected && !target.closest("#people, #persona, #thread, #keys")) deeds.showPeople(false);
  });
  byId("back").addEventListener("click", () => {
    byId("app").dataset.pane = "list";
  });
  byId("panel-toggle").addEventListener("click", () => deeds.showPanel(!byId("app").hasAttribute("data-panel")));
  byId("story-more").addEventListener("click", () => deeds.showPanel(true));
  byId("panel-close").addEventListener("click", () => deeds.showPanel(false));
  byId("earlier").addEventListener("click", deeds.earlier);
  byId("down").addEventListener("click", toBottom);
  byId("call").addEventListener("click", deeds.startCall);
  byId("keys-toggle").addEventListener("click", deeds.toggleKeys);
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => deeds.advance(Number(button.dataset.advance)));
  }
  document.addEventListener("visibilitychange", deeds.wake);
  addEventListener("hashchange", deeds.follow);
}

/** Show or hide the drawer of the right column. */
export function showPanel(visible) {
  byId("app").toggleAttribute("data-panel", visible);
  byId("panel-toggle").setAttribute("aria-expanded", String(visible));
  if (visible) byId("panel-close").focus();
}
