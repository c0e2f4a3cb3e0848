// The right column: the sandbox's clock, the bot's rights in the chat, calls and members.

import { dayOf, timeOf } from "/web/dates.js";
import { byId, make, show } from "/web/dom.js";
import { fullName, personRow } from "/web/sidebar.js";
import * as words from "/web/words.js";

/** Show the moment the sandbox lives in. */
export function drawClock(now) {
  const date = new Date(now);
  byId("clock-time").textContent = timeOf(date);
  byId("clock-time").dateTime = now;
  byId("clock-day").textContent = dayOf(date);
}

/** Offer the zones and call `choose(zone)`. */
export function drawZones(known, current, choose) {
  const select = byId("zone");
  const all = known.some(([zone]) => zone === current) ? known : [[current, current], ...known];
  select.replaceChildren(...all.map(([zone, name]) => make("option", { value: zone }, name)));
  select.value = current;
  select.addEventListener("change", () => choose(select.value));
}

/** The open chat's rights and members, or nothing for a private talk. */
export function drawChat(chat, people, viewer, { grant, become }) {
  byId("chat-card").hidden = !chat;
  byId("members-card").hidden = !chat;
  if (!chat) return;
  show(byId("access"), Object.entries(words.ACCESS), {
    key: ([access]) => access,
    print: ([access]) => `${chat.chat} ${viewer} ${access === chat.bot}`,
    draw: ([access, title]) => choice(access, title, access === chat.bot, grant),
  });
  byId("members-count").textContent = chat.members.length;
  const members = chat.members.map((id) => member(id, people, chat.owner, viewer));
  show(byId("members"), members, {
    key: (item) => item.id,
    print: (item) => JSON.stringify(item),
    draw: (item) => (item.id > 0 ? personRow(item, become, item.mark) : make("p", { class: "hint" }, item.first_name)),
  });
}

function choice(access, title, checked, grant) {
  const input = make("input", { type: "radio", name: "access", value: access, checked, onchange: () => grant(access) });
  return make("label", { class: "choice" }, input, make("span", {}, title));
}

function member(id, people, owner, viewer) {
  const unknown = { id, first_name: id < 0 ? words.community(-id) : `id${id}`, last_name: "" };
  return { ...(people.get(id) ?? unknown), current: id === viewer, mark: id === owner ? words.OWNER : "" };
}

/** Ask who takes part in a call and how long it is; resolves to {participants, seconds, state} or null. */
export function askCall(chat, viewer, people) {
  const dialog = byId("call-dialog");
  const others = chat.members.filter((id) => id > 0 && id !== viewer);
  const boxes = others.map((id, place) => [id, make("input", { type: "checkbox", value: id, checked: place < 3 })]);
  byId("call-people").replaceChildren(
    ...boxes.map(([id, box]) => make("label", { class: "choice" }, box, make("span", {}, fullName(people.get(id) ?? { first_name: `id${id}`, last_name: "" })))),
  );
  const check = (all) => {
    for (const [, box] of boxes) box.checked = all;
  };
  byId("call-all").onclick = () => check(true);
  byId("call-none").onclick = () => check(false);
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "call" ? held(boxes, viewer) : null), { once: true });
    dialog.returnValue = "cancel";
    dialog.showModal();
  });
}

function held(boxes, viewer) {
  const came = boxes.filter(([, box]) => box.checked).map(([id]) => id);
  return {
    participants: [viewer, ...came],
    seconds: came.length ? Number(byId("call-seconds").value) : 0,
    state: came.length ? "reached" : "canceled_by_initiator",
  };
}

/** Show a picture as large as the window. */
export function showPicture(address, title) {
  byId("picture").src = address;
  byId("picture").alt = title;
  byId("picture-file").href = address;
  byId("picture-dialog").showModal();
}
