// The right column: the sandbox's clock, the bot's rights in the chat, calls and members.

import { byId, make, show } from "/web/dom.js";
import { ACCESS, personRow } from "/web/sidebar.js";
import { plural, timeOf, wholeDayOf } from "/web/words.js";

/** Show the moment the sandbox lives in. */
export function drawClock(now) {
  const date = new Date(now);
  byId("clock-time").textContent = timeOf(date);
  byId("clock-time").dateTime = now;
  byId("clock-day").textContent = wholeDayOf(date);
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
  show(byId("access"), Object.entries(ACCESS), {
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
  const person = people.get(id) ?? { id, first_name: id < 0 ? `Сообщество ${-id}` : `id${id}`, last_name: "" };
  const { first_name, last_name } = person;
  return { id, first_name, last_name, current: id === viewer, mark: id === owner ? "владелец чата" : "" };
}

/** Ask how the call goes; resolves to {participants, seconds, state} or null. */
export function askCall(chat, viewer) {
  const dialog = byId("call-dialog");
  const others = chat.members.filter((id) => id > 0 && id !== viewer);
  const select = byId("call-people");
  const counts = [...new Set([1, 2, 3, 5, 8, 11, others.length])].filter((count) => count && count <= others.length).sort((a, b) => a - b);
  const named = (count) => (count === others.length ? `все (${count})` : plural(count, ["человек", "человека", "человек"]));
  select.replaceChildren(
    ...counts.map((count) => make("option", { value: count }, named(count))),
    make("option", { value: 0 }, "никто"),
  );
  const toggle = () => {
    byId("call-length").hidden = select.value === "0";
  };
  select.onchange = toggle;
  toggle();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "call" ? answer(select, others, viewer) : null), { once: true });
    dialog.returnValue = "cancel";
    dialog.showModal();
  });
}

function answer(select, others, viewer) {
  const count = Number(select.value);
  return {
    participants: [viewer, ...others.slice(0, count)],
    seconds: count ? Number(byId("call-seconds").value) : 0,
    state: count ? "reached" : "canceled_by_initiator",
  };
}
