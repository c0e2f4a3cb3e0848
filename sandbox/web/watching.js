// What there is to see: asked of the sandbox about once a second, sooner while an answer is expected.

import { get, Refused } from "/web/api.js";
import { trouble } from "/web/notices.js";
import { fullName } from "/web/sidebar.js";
import { lookAt, view } from "/web/view.js";
import * as words from "/web/words.js";

const PERIOD = 1000; // milliseconds between two looks
const SOON = 120; // and while an answer is expected
const EXPECTED = 12; // looks after a deed that are soon

/** The last look, null before the first; `people` are its people by id. */
export let state = null;
export let people = new Map();

let seen = ""; // the last look as it came: most say nothing new
let looking = null;
let expecting = 0;
let arrived = () => {};
let next = () => {};

/** The open chat, or undefined for the talk with the community. */
export const openedChat = () => state?.chats.find(({ chat }) => String(chat) === view.opened);

/** The name of whoever wrote something. */
export function nameOf(id) {
  if (id < 0) return state.communities.find((each) => each.id === -id)?.name ?? words.community(-id);
  const person = people.get(id);
  return person ? fullName(person) : `id${id}`;
}

/** Look now instead of in a while. */
export const wake = () => next();

/** Take the next look as new, whatever it says. */
export function forgetLook() {
  seen = "";
}

const asking = () => `${view.group} ${view.viewer} ${view.opened} ${view.last}`;

async function look() {
  const asked = asking();
  const chat = view.opened === "dm" ? "" : `&chat=${view.opened}`;
  const text = await get(`look?last=${view.last}${chat}${view.viewer ? `&user=${view.viewer}` : ""}`);
  if (asked !== asking()) return; // the person looked away meanwhile
  if (text === seen) return;
  seen = text;
  state = JSON.parse(text);
  people = new Map(state.people.map((person) => [person.id, person]));
  arrived();
}

/** Look now; a second call while looking waits for that look. */
function refresh() {
  looking ??= look()
    .then(() => trouble(""))
    .catch((error) => {
      seen = "";
      if (error instanceof Refused) lookAt(0); // the address may name a community of another time
      trouble(error instanceof Refused ? error.message : words.NOT_ANSWERING);
    })
    .finally(() => {
      looking = null;
    });
  return looking;
}

/** Look once more: a look begun before a deed would not show it. */
export async function renew() {
  await looking;
  await refresh();
}

/** Look after a deed, and soon again: the bot answers. */
export async function expectAnswer() {
  expecting = EXPECTED;
  forgetLook(); // a look may have shown the answer before the deed was known to be done
  await renew();
  wake();
}

/** Look for ever; `came()` is called when there is something new in `state`. */
export async function watch(came) {
  arrived = came;
  for (;;) {
    if (!document.hidden) await refresh();
    expecting = Math.max(0, expecting - 1);
    await new Promise((done) => {
      next = done;
      setTimeout(done, expecting || state?.show?.quick ? SOON : PERIOD);
    });
  }
}
