// What may hang on a message: pictures, files, calls, stickers, voice and the rest, as cards.

import { icon, make } from "/web/dom.js";
import { lengthOf } from "/web/dates.js";
import { plainText } from "/web/richtext.js";
import * as words from "/web/words.js";

const PICTURES = new Set(["png", "jpg", "jpeg", "gif", "webp"]);
const PAPER = "M7 3.5h7l4.5 4.5v12.5h-11.5zM14 3.5v4.5h4.5";
const PHONE = "M6 4h3.5l1.7 4.5-2.2 1.7a11 11 0 0 0 4.8 4.8l1.7-2.2 4.5 1.7v3.5c0 1-.9 1.8-1.9 1.7C11 19 5 13 4.3 5.9 4.2 4.9 5 4 6 4z";
const SMILE = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 9.5v.8M15 9.5v.8M8 14c1.8 2.6 6.2 2.6 8 0";
const DRAWERS = {
  doc,
  call,
  group_call_in_progress: (body, { nameOf }) =>
    card(PHONE, words.CALL_ON, words.begins(nameOf(body.initiator_id)), { tone: "reached" }),
  sticker: () => make("div", { class: "sticker", role: "img", "aria-label": words.STICKER }, icon(SMILE)),
  audio_message: voice,
};

/** Nodes for a message's attachments; `view` has nameOf(id) and show(address, title). */
export function attachments(items, view) {
  const photos = items.filter(({ type }) => type === "photo");
  const rest = items.filter(({ type }) => type !== "photo").map((item) => attachment(item, view));
  if (!photos.length) return rest;
  const shown = photos.map(({ photo }) => drawPhoto(photo, view));
  return [shown.length === 1 ? shown[0] : make("div", { class: "photos" }, ...shown), ...rest];
}

function attachment(item, view) {
  const body = item[item.type] ?? {};
  if (DRAWERS[item.type]) return DRAWERS[item.type](body, view);
  const [title, note] = words.CARDS[item.type] ?? words.otherCard(item.type);
  return card(PAPER, title, plainText(note(body) ?? ""));
}

/** The address if this sandbox serves it, else null: the page loads nothing from elsewhere. */
function ownAddress(address) {
  try {
    const url = new URL(address, location.href);
    return url.port === location.port && /^\/sandbox\/files\//.test(url.pathname) ? url.pathname : null;
  } catch {
    return null;
  }
}

function drawPhoto(body, view) {
  const sizes = [...(body.sizes ?? [])].sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const address = ownAddress(sizes[0]?.url ?? "");
  if (!address) {
    return make("div", { class: "picture-missing" }, icon("M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4"), words.PHOTO);
  }
  return picture(address, sizes[0], words.PHOTO, view);
}

function picture(address, size, title, view) {
  const shape = { width: size?.width || null, height: size?.height || null };
  const image = make("img", { src: address, alt: title, decoding: "async", ...shape });
  const onclick = (event) => {
    if (event.ctrlKey || event.metaKey) return; // a tab of its own, as everywhere
    event.preventDefault();
    view.show(address, title);
  };
  return make("a", { class: "picture", href: address, target: "_blank", rel: "noopener", onclick }, image);
}

function doc(body, view) {
  const title = body.title ?? words.FILE;
  const address = ownAddress(body.url ?? "");
  const size = body.size == null ? "" : words.sizeOf(body.size);
  const shown = card(PAPER, title, [(body.ext ?? "").toUpperCase(), size].filter(Boolean).join(" · "), {
    href: address,
    download: title,
  });
  if (!address || !PICTURES.has((body.ext ?? "").toLowerCase())) return shown;
  return make("div", { class: "stack" }, picture(address, null, title, view), shown);
}

function call(body, { nameOf }) {
  const who = nameOf(body.initiator_id);
  if (body.state !== "reached") return card(PHONE, words.CALL_MISSED, words.begins(who), { tone: "missed" });
  const took = body.participants ?? {};
  const shown = card(PHONE, words.callHeld(body.duration ?? 0), words.callNote(who, took.count ?? 0), { tone: "reached" });
  const names = took.list ?? [];
  if (names.length < 2) return shown;
  const people = names.map((id) => make("li", {}, nameOf(id)));
  return make("div", {}, shown, make("details", { class: "took" }, make("summary", {}, words.WHO_ANSWERED), make("ul", {}, ...people)));
}

function voice(body) {
  const wave = body.waveform ?? [];
  const top = Math.max(1, ...wave);
  const bars = Array.from({ length: 32 }, (_, place) => {
    const level = wave[Math.floor((place * wave.length) / 32)] ?? 0;
    const bar = make("i");
    bar.style.height = `${4 + Math.round((level / top) * 18)}px`;
    return bar;
  });
  const length = make("span", { class: "note" }, lengthOf(body.duration ?? 0));
  return make("div", { class: "voice", role: "img", "aria-label": words.VOICE }, make("div", { class: "wave" }, ...bars), length);
}

function card(path, title, note, { href = null, download = null, tone = null } = {}) {
  return make(
    href ? "a" : "div",
    { class: tone ? `attached ${tone}` : "attached", href, download: href && download },
    make("span", { class: "attached-icon" }, icon(path)),
    make("span", { class: "attached-text" }, make("b", {}, title), note && make("span", { class: "note" }, note)),
  );
}
