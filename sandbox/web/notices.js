// What comes up for a moment or stays while something is the matter: snackbars and troubles.

import { byId, make } from "/web/dom.js";

const SHOWN = 6000; // milliseconds
let told = { person: 0, answers: new Set() }; // of whom which answers to presses were shown, or stood before

/** The answers that are new since the last time; those from before a person was looked at are not. */
export function fresh(person, answers) {
  const known = told.person === person ? told.answers : null;
  told = { person, answers: new Set(answers.map(({ event_id }) => event_id)) };
  return known ? answers.filter(({ event_id }) => !known.has(event_id)) : [];
}

/** Show something for a few seconds. */
export function toast(nodes, kind = "") {
  const node = make("div", { class: `toast ${kind}` }, ...nodes);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SHOWN);
}

/** Take away what is shown: somebody else is looking now. */
export function forgetToasts() {
  told = { person: 0, answers: new Set() };
  byId("toasts").replaceChildren();
}

/** Say what is the matter until it is over; an empty text: nothing is. */
export function trouble(text) {
  byId("trouble").hidden = !text;
  byId("trouble").textContent = text;
}
