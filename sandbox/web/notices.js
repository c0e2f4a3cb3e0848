// What comes up for a moment or stays while something is the matter: snackbars and troubles.

import { byId, make } from "/web/dom.js";

const SHOWN = 6000; // milliseconds
const MOST = 3; // snackbars at once: older ones make room
const waiting = new Set(); // presses of this page that the community may answer

/** Expect an answer to a press: only where a button was pressed is it shown, as in VK. */
export const expect = (event) => waiting.add(event);

/** The answers to presses of this page that have not been shown. */
export function fresh(answers) {
  return answers.filter(({ event_id }) => waiting.delete(event_id));
}

/** Show something for a few seconds. */
export function toast(nodes, kind = "") {
  const node = make("div", { class: `toast ${kind}` }, ...nodes);
  byId("toasts").append(node);
  while (byId("toasts").childElementCount > MOST) byId("toasts").firstElementChild.remove();
  setTimeout(() => node.remove(), SHOWN);
}

/** Take away what is shown: somebody else is looking now. */
export function forgetToasts() {
  waiting.clear();
  byId("toasts").replaceChildren();
}

/** Say what is the matter until it is over; an empty text: nothing is. */
export function trouble(text) {
  byId("trouble").hidden = !text;
  byId("trouble").textContent = text;
}
