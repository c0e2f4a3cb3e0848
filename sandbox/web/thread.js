// The messages of one dialog: days, service lines, bubbles.

import { attachments } from "/web/attachments.js";
import { dayOf, momentOf, timeOf } from "/web/dates.js";
import { byId, icon, make, show } from "/web/dom.js";
import { keyboard } from "/web/keyboard.js";
import { plainText, richText } from "/web/richtext.js";
import { roving, stop } from "/web/roving.js";
import { avatar } from "/web/sidebar.js";
import * as words from "/web/words.js";

const NEAR = 90; // pixels from the bottom that count as reading the newest
const TOGETHER = 5 * 60 * 1000; // one author's messages this close share a name and a picture
const BACK = "M9 7l-5 5 5 5M4.500 12H14a6 6 0 0 1 6 6v1";

const scroll = byId("scroll");
let newest = 0;
let atBottom = true; // the reader is at the newest message and wants to stay there

/** Forget the last dialog: the next `drawThread` starts at the bottom. */
export function resetThread() {
  byId("thread").replaceChildren();
  newest = 0;
  atBottom = true;
}

/** Stay where one is while more of the past comes in above. */
export function stayHere() {
  atBottom = false;
}

/** Go to the newest message. */
export function toBottom() {
  atBottom = true;
  scroll.scrollTop = scroll.scrollHeight;
}

/** Offer the way down to those who are not there; keep the others there while things grow. */
export function watchThread() {
  let before = 0;
  scroll.addEventListener("scroll", () => {
    const near = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
    // Only people scroll up; being far because something grew below is no wish to leave.
    if (near || scroll.scrollTop < before) atBottom = near;
    before = scroll.scrollTop;
    byId("down").hidden = atBottom;
  });
  const growth = new ResizeObserver(() => {
    if (atBottom) toBottom();
  });
  growth.observe(scroll);
  growth.observe(byId("thread"));
  roving(byId("thread"), "article");
}

/** Draw `messages`, of which `older` stand before; `view` has viewer, groupId, zone, isChat, nameOf, press, … */
export function drawThread(messages, older, view) {
  const heightBelow = scroll.scrollHeight - scroll.scrollTop;
  const grew = (messages.at(-1)?.cmid ?? 0) > newest;
  const thread = byId("thread");
  const topBefore = thread.firstElementChild?.dataset.key;
  byId("earlier").hidden = older === 0;
  show(thread, rows(messages, view), {
    key: (row) => row.key,
    print: (row) => row.print,
    draw: (row) => row.draw(),
  });
  stop([...thread.querySelectorAll("article")], thread.querySelector("article:focus-within"));
  newest = messages.at(-1)?.cmid ?? newest;
  const prepended = topBefore !== thread.firstElementChild?.dataset.key && !grew;
  if (atBottom) toBottom();
  else if (prepended) scroll.scrollTop = scroll.scrollHeight - heightBelow;
}

function rows(messages, view) {
  const all = [];
  let before = null;
  if (!messages.length) all.push(line("empty", "empty", words.nothingYet(view.isChat, view.botName)));
  for (const message of messages) {
    const at = new Date(message.at);
    const day = dayOf(at);
    if (!before || before.day !== day) all.push(line(`day ${at.getTime()} ${day}`, "day", day));
    const joins = Boolean(before && before.day === day && before.from === message.from && at - before.at < TOGETHER);
    const told = serviceText(message, view.nameOf);
    all.push(told ? line(message.cmid, "service", told) : bubbleRow(message, at, joins, view));
    before = { day, at, from: told ? null : message.from };
  }
  return all;
}

function line(key, kind, text) {
  return { key, print: text, draw: () => make("div", { class: kind }, make("span", {}, text)) };
}

function serviceText({ action, from }, nameOf) {
  return action ? words.service(nameOf(from), action, nameOf(action.member_id), action.member_id === from) : null;
}

function bubbleRow(message, at, joins, view) {
  const author = view.nameOf(message.from);
  return {
    key: message.cmid,
    print: JSON.stringify([message, joins, author, view.viewer, view.zone]),
    draw: () => bubble(message, at, joins, author, view),
  };
}

function side(from, view) {
  if (from === view.viewer) return "own";
  return from === -view.groupId ? "bot" : "other";
}

function bubble(message, at, joins, author, view) {
  const whose = side(message.from, view);
  const items = message.attachments ?? [];
  const quotes = [message.reply, ...(message.forwards ?? [])].filter(Boolean);
  const bare = !message.text && !quotes.length && items.length > 0 && items.every(isBare);
  const named = view.isChat && whose !== "own" && !joins;
  const role = named && view.aboutOf(message.from);
  const time = message.edited ? `${words.EDITED} ${timeOf(at)}` : timeOf(at);
  const brief = !items.length && !quotes.length && !message.edited;
  const body = make(
    "div",
    { class: bare ? "bubble bare" : brief ? "bubble brief" : "bubble" },
    named ? make("span", { class: "author" }, author, role && make("span", { class: "role" }, role)) : make("span", { class: "unseen" }, author),
    ...quotes.map((each) => quote(each, view)),
    message.text && make("div", { class: "words" }, ...richText(message.text, view.follow)),
    ...attachments(items, view),
    make("time", { class: "time", datetime: message.at, title: words.numbered(momentOf(at), message.cmid) }, time),
  );
  const inline = message.keyboard?.inline && message.keyboard.buttons?.length;
  const answer = make("button", { class: "icon answer", type: "button", "aria-label": words.replyTo(author), title: words.REPLY, onclick: () => view.answer(message) }, icon(BACK));
  return make(
    "article",
    { class: `message ${whose}${joins ? " joins" : ""}`, tabindex: -1 },
    view.isChat && whose !== "own" && make("div", { class: "face" }, !joins && avatar(message.from, author)),
    make(
      "div",
      { class: "column" },
      make("div", { class: "bubble-line" }, body, answer),
      inline && keyboard(message.keyboard, (label) => view.press(label, message.cmid), view.follow),
    ),
  );
}

function quote(quoted, view) {
  const said = plainText(words.lastLine({ text: quoted.text, kind: quoted.attachments?.[0]?.type }));
  return make("blockquote", { class: "quote" }, make("b", {}, view.nameOf(quoted.from_id)), make("span", {}, said));
}

const isBare = (item) => item.type === "sticker" || item.type === "photo";
