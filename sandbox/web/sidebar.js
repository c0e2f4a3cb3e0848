// Whose eyes, and which dialog: the left column.

import { byId, make, show } from "/web/dom.js";
import { agoOf, initials, tint } from "/web/dates.js";
import { plainText } from "/web/richtext.js";
import { roving, stop } from "/web/roving.js";
import * as words from "/web/words.js";

const MOST = 60; // people drawn at once; the search finds the rest
const MANY = 12; // so many dialogs are worth a search

/** A round picture of a person (positive id), a community (negative) or a chat. */
export function avatar(id, name, kind = "person") {
  if (id < 0) return make("span", { class: "avatar bot-face", "aria-hidden": "true" }, make("img", { src: "/web/bell.svg", alt: "" }));
  const shape = kind === "chat" ? "avatar square" : "avatar";
  return make("span", { class: `${shape} tint-${tint(id)}`, "aria-hidden": "true", "data-letters": initials(name) });
}

/** The name of a person of the state. */
export const fullName = ({ first_name, last_name }) => `${first_name} ${last_name}`.trim();

/** The button that tells whose eyes these are. */
export function drawPersona(person) {
  const name = person ? fullName(person) : words.NOBODY_YET;
  show(byId("persona"), [person?.id ?? 0], {
    key: (id) => id,
    print: () => `${name} ${person?.about}`,
    draw: (id) =>
      make(
        "span",
        { class: "persona-inner" },
        person && avatar(id, name),
        make("span", { class: "row-text" }, person && make("span", { class: "note" }, words.YOU_ARE, " "), make("b", {}, name), person?.about && make("span", { class: "note" }, person.about)),
        make("span", { class: "chevron", "aria-hidden": "true" }),
      ),
  });
}

/** Offer the communities where there are several; `choose(id)` looks at one. */
export function drawCommunities(all, current, choose) {
  const place = byId("community");
  place.hidden = all.length < 2;
  show(place, all, {
    key: ({ id }) => id,
    print: (each) => JSON.stringify(each),
    draw: ({ id, name }) => make("option", { value: id }, name),
  });
  place.value = current;
  place.onchange = () => choose(Number(place.value));
}

const simple = (text) => text.toLowerCase().replaceAll("ё", "е");

/** Whether all words of `wanted` stand somewhere in `text`. */
function fits(text, wanted) {
  const said = simple(text);
  return simple(wanted).split(/\s+/).filter(Boolean).every((word) => said.includes(word));
}

/** People whose name, role or number fits `wanted`, as buttons that call `choose(id)`. */
export function drawPeople(people, wanted, viewer, choose) {
  const found = people.filter((person) => fits(`${fullName(person)} ${person.about ?? ""} ${person.id}`, wanted));
  const items = found.slice(0, MOST).map((person) => ({ ...person, current: person.id === viewer }));
  if (found.length > items.length) items.push({ more: words.more(found.length - items.length) });
  if (!found.length) items.push({ more: words.NOBODY });
  show(byId("people-list"), items, {
    key: (item) => item.id ?? "more",
    print: (item) => JSON.stringify(item),
    draw: (item) => (item.more ? make("p", { class: "hint" }, item.more) : personRow(item, choose)),
  });
}

/** One person as a row to click. */
export function personRow(person, choose, mark = "") {
  const name = fullName(person);
  const note = [person.about || `id${person.id}`, mark].filter(Boolean).join(" · ");
  return make(
    "button",
    { class: "row", type: "button", "aria-current": person.current ? "true" : null, onclick: () => choose(person.id) },
    avatar(person.id, name),
    make("span", { class: "row-text" }, make("span", { class: "row-title" }, name), make("span", { class: "note" }, note)),
  );
}

/** The viewer's dialogs, the talk with the bot first, then chats by their last message; gives how many are new. */
export function drawDialogs(state, view, nameOf, open) {
  const titles = new Map(state.chats.map((chat) => [chat.chat, chat.title]));
  const all = (state.dialogs ?? []).map((dialog) => asItem(dialog, titles, view, state, nameOf));
  const [dm, ...chats] = all;
  chats.sort((a, b) => b.at - a.at);
  const wanted = view.search ?? "";
  const items = (dm ? [dm, ...chats] : chats).filter((item) => fits(item.title, wanted));
  byId("dialog-search").hidden = all.length < MANY;
  const rows = items.length || !wanted ? items : [{ key: "nothing", nothing: words.NO_CHAT }];
  const list = byId("dialogs");
  show(list, rows, {
    key: (item) => item.key,
    print: (item) => JSON.stringify([item, item.key === view.opened]),
    draw: (item) => (item.nothing ? make("p", { class: "hint" }, item.nothing) : dialogRow(item, item.key === view.opened, open)),
  });
  stop([...list.querySelectorAll(".row")], list.querySelector(":focus") ?? list.querySelector("[aria-current]"));
  return all.reduce((sum, item) => sum + (item.unread > 0), 0);
}

/** Let arrows walk among the dialogs. */
export const watchDialogs = () => roving(byId("dialogs"), ".row");

function asItem(dialog, titles, view, state, nameOf) {
  const key = dialog.dm ? "dm" : String(dialog.chat);
  const title = dialog.dm ? state.community.name : titles.get(dialog.chat);
  const unread = key === view.opened && !document.hidden ? 0 : dialog.unread;
  const item = { key, id: dialog.dm ? -1 : dialog.chat, title, unread, at: 0, when: "", line: "" };
  const { last } = dialog;
  if (!last) return { ...item, line: dialog.dm ? words.personal(false) : "" };
  const said = plainText(words.lastLine(last)).replace(/\s+/g, " ");
  const at = new Date(last.at);
  return { ...item, at: at.getTime(), when: agoOf(at, new Date(state.now)), line: signed(said, last, dialog, view, nameOf) };
}

function signed(said, last, dialog, view, nameOf) {
  if (last.action) return said;
  if (last.from === view.viewer) return words.yours(said);
  return dialog.dm ? said : `${nameOf(last.from).split(" ")[0]}: ${said}`;
}

function dialogRow(item, current, open) {
  return make(
    "button",
    { class: "row dialog-row", type: "button", "aria-current": current ? "true" : null, onclick: () => open(item.key) },
    avatar(item.id, item.title, item.id < 0 ? "person" : "chat"),
    make(
      "span",
      { class: "row-text" },
      make("span", { class: "row-line" }, make("span", { class: "row-title" }, item.title), make("span", { class: "when" }, item.when)),
      make(
        "span",
        { class: "row-line" },
        make("span", { class: "note" }, item.line),
        item.unread > 0 && make("span", { class: "new" }, make("span", { "aria-hidden": "true" }, item.unread > 99 ? "99+" : item.unread), make("span", { class: "unseen" }, words.news(item.unread))),
      ),
    ),
  );
}
