// The messages of one dialog: days, service lines, bubbles.

import { attachment } from "/web/attachments.js";
import { byId, make, show } from "/web/dom.js";
import { keyboard } from "/web/keyboard.js";
import { richText } from "/web/richtext.js";
import { avatar } from "/web/sidebar.js";
import { dayOf, momentOf, plural, timeOf } from "/web/words.js";

const PAGE = 200; // messages drawn at once
const NEAR = 90; // pixels from the bottom that count as reading the newest
const TOGETHER = 5 * 60 * 1000; // one author's messages this close share a name and a picture

const NOTHING = {
  chat: "Здесь пока нет сообщений.",
  dm: "Здесь пока нет сообщений. Бот не может написать первым: нажмите «Начать» или напишите ему сами.",
};

const scroll = byId("scroll");
let shown = PAGE;
let newest = 0;
let atBottom = true; // the reader is at the newest message and wants to stay there

/** Forget the last dialog: the next `drawThread` starts at the bottom. */
export function resetThread() {
  byId("thread").replaceChildren();
  shown = PAGE;
  newest = 0;
  atBottom = true;
}

/** Draw more of the past at the next `drawThread`. */
export function showEarlier() {
  shown += PAGE;
  atBottom = false;
}

/** Go to the newest message. */
export function toBottom() {
  atBottom = true;
  scroll.scrollTop = scroll.scrollHeight;
}

/** Offer the way down to those who are not there; keep the others there while things grow. */
export function watchBottom() {
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
}

/** Draw `messages`; `view` has viewer, groupId, zone, isChat, nameOf, press. */
export function drawThread(messages, view) {
  const heightBelow = scroll.scrollHeight - scroll.scrollTop;
  const grew = (messages.at(-1)?.cmid ?? 0) > newest;
  const older = Math.max(0, messages.length - shown);
  const topBefore = byId("thread").firstElementChild?.dataset.key;
  byId("earlier").hidden = older === 0;
  show(byId("thread"), rows(messages.slice(older), view), {
    key: (row) => row.key,
    print: (row) => row.print,
    draw: (row) => row.draw(),
  });
  newest = messages.at(-1)?.cmid ?? newest;
  const prepended = topBefore !== byId("thread").firstElementChild?.dataset.key && !grew;
  if (atBottom) toBottom();
  else if (prepended) scroll.scrollTop = scroll.scrollHeight - heightBelow;
}

function rows(messages, view) {
  const all = [];
  let before = null;
  if (!messages.length) all.push(line("empty", "empty", view.isChat ? NOTHING.chat : NOTHING.dm));
  for (const message of messages) {
    const at = new Date(message.at);
    const day = dayOf(at);
    if (!before || before.day !== day) {
      all.push(line(`day ${at.getTime()} ${day}`, "day", day));
    }
    const joins = Boolean(
      before && before.day === day && before.from === message.from && at - before.at < TOGETHER,
    );
    all.push(serviceLine(message, view) ?? bubbleRow(message, at, joins, view));
    before = { day, at, from: serviceText(message, view.nameOf) ? null : message.from };
  }
  return all;
}

function line(key, kind, text) {
  return { key, print: text, draw: () => make("div", { class: kind }, make("span", {}, text)) };
}

function serviceLine(message, view) {
  const text = serviceText(message, view.nameOf);
  return text && line(message.cmid, "service", text);
}

const SERVICE = {
  chat_create: (who, action) => `${who}: чат «${action.text}» создан`,
  chat_title_update: (who, action) => `${who}: новое название — «${action.text}»`,
  chat_pin_message: (who) => `${who}: сообщение закреплено`,
  chat_unpin_message: (who) => `${who}: сообщение откреплено`,
  chat_photo_update: (who) => `${who}: фотография чата обновлена`,
  chat_photo_remove: (who) => `${who}: фотография чата удалена`,
  chat_invite_user_by_link: (who) => `${who} теперь в чате по ссылке`,
  chat_invite_user: (who, action, whom, self) => (self ? `${who} снова в чате` : `${who} приглашает: ${whom}`),
  chat_kick_user: (who, action, whom, self) => (self ? `${who} больше не в чате` : `${who} исключает: ${whom}`),
};

function serviceText({ action, from }, nameOf) {
  if (!action) return null;
  const words = SERVICE[action.type] ?? ((who) => `${who}: ${action.type}`);
  return words(nameOf(from), action, nameOf(action.member_id), action.member_id === from);
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
  const attachments = message.attachments ?? [];
  const bare = !message.text && attachments.length > 0 && attachments.every(isBare);
  const named = view.isChat && whose !== "own" && !joins;
  const body = make(
    "div",
    { class: bare ? "bubble bare" : attachments.length ? "bubble" : "bubble brief" },
    named && make("span", { class: "author" }, author),
    message.text && make("div", { class: "words" }, ...richText(message.text)),
    ...attachments.map((item) => attachment(item, view.nameOf)),
    make("time", { class: "time", datetime: message.at, title: `${momentOf(at)} · № ${message.cmid}` }, timeOf(at)),
  );
  const inline = message.keyboard?.inline && message.keyboard.buttons?.length;
  return make(
    "article",
    { class: `message ${whose}${joins ? " joins" : ""}` },
    view.isChat && whose !== "own" && make("div", { class: "face" }, !joins && avatar(message.from, author)),
    make(
      "div",
      { class: "column" },
      body,
      inline && keyboard(message.keyboard, (label) => view.press(label, message.cmid)),
    ),
  );
}

const isBare = (item) => item.type === "sticker" || item.type === "photo";

/** How many people write here, for the header of a chat. */
export const peopleCount = (count) => plural(count, ["участник", "участника", "участников"]);
