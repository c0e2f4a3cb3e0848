// Whose eyes, and which dialog: the left column.

import { byId, make, show } from "/web/dom.js";
import { initials, plural, tint } from "/web/words.js";

const MOST = 60; // people drawn at once; the search finds the rest

export const ACCESS = {
  absent: "нет в чате",
  mentions: "только обращения",
  all: "все сообщения",
  admin: "администратор",
};

const SHORT = { mentions: "бот: обращения", all: "бот: всё", admin: "бот: админ" };

/** A round picture of a person (positive id), a community (negative) or a chat. */
export function avatar(id, name, kind = "person") {
  if (id < 0) return make("span", { class: "avatar bot-face", "aria-hidden": "true" }, make("img", { src: "/web/bell.svg", alt: "" }));
  const shape = kind === "chat" ? "avatar square" : "avatar";
  return make("span", { class: `${shape} tint-${tint(id)}`, "aria-hidden": "true" }, initials(name));
}

/** The button that tells whose eyes these are. */
export function drawPersona(person) {
  const name = person ? `${person.first_name} ${person.last_name}` : "Выберите человека";
  show(byId("persona"), [person?.id ?? 0], {
    key: (id) => id,
    print: () => name,
    draw: (id) =>
      make(
        "span",
        { class: "persona-inner" },
        avatar(id, name),
        make("span", { class: "row-text" }, make("span", { class: "note" }, "Вы сейчас"), make("b", {}, name)),
        make("span", { class: "chevron", "aria-hidden": "true" }),
      ),
  });
}

/** People whose name or number fits `wanted`, as buttons that call `choose(id)`. */
export function drawPeople(people, wanted, viewer, choose) {
  const words = wanted.toLowerCase().replaceAll("ё", "е").split(/\s+/).filter(Boolean);
  const fits = people.filter((person) => {
    const name = `${person.first_name} ${person.last_name} ${person.id}`.toLowerCase().replaceAll("ё", "е");
    return words.every((word) => name.includes(word));
  });
  const items = fits.slice(0, MOST).map((person) => ({ ...person, current: person.id === viewer }));
  const rest = fits.length - items.length;
  if (rest > 0) items.push({ more: `и ещё ${plural(rest, ["человек", "человека", "человек"])}: уточните поиск` });
  if (!fits.length) items.push({ more: "Никого не нашлось" });
  show(byId("people-list"), items, {
    key: (item) => item.id ?? "more",
    print: (item) => JSON.stringify(item),
    draw: (item) => (item.more ? make("p", { class: "hint" }, item.more) : personRow(item, choose)),
  });
}

/** One person as a row to click. */
export function personRow(person, choose, mark = "") {
  const name = `${person.first_name} ${person.last_name}`;
  return make(
    "button",
    { class: "row", type: "button", "aria-current": person.current ? "true" : null, onclick: () => choose(person.id) },
    avatar(person.id, name),
    make("span", { class: "row-text" }, make("span", { class: "row-title" }, name), make("span", { class: "note" }, mark || `id${person.id}`)),
  );
}

/** The viewer's dialogs: the talk with the bot first, then chats; `open(key)` chooses one. */
export function drawDialogs(state, viewer, opened, open) {
  const person = state.people.find(({ id }) => id === viewer);
  const items = person
    ? [{ key: "dm", id: -1, title: "Бот", note: person.dm ? "личный диалог" : "диалог ещё не открыт", bot: true }]
    : [];
  for (const chat of state.chats) {
    if (!chat.members.includes(viewer)) continue;
    const people = plural(chat.members.length, ["участник", "участника", "участников"]);
    const note = [people, SHORT[chat.bot]].filter(Boolean).join(" · ");
    items.push({ key: String(chat.chat), id: chat.chat, title: chat.title, note });
  }
  show(byId("dialogs"), items, {
    key: (item) => item.key,
    print: (item) => JSON.stringify([item, item.key === opened]),
    draw: (item) => dialogRow(item, item.key === opened, open),
  });
}

function dialogRow(item, current, open) {
  return make(
    "button",
    { class: "row", type: "button", "aria-current": current ? "true" : null, onclick: () => open(item.key) },
    avatar(item.id, item.title, item.bot ? "person" : "chat"),
    make("span", { class: "row-text" }, make("span", { class: "row-title" }, item.title), make("span", { class: "note" }, item.note)),
  );
}
