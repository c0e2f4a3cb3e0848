// What may hang on a message: pictures, files, calls, stickers, voice and the rest, as cards.

import { icon, make } from "/web/dom.js";
import { plainText } from "/web/richtext.js";
import { lengthOf, plural, sizeOf } from "/web/words.js";

const PICTURES = new Set(["png", "jpg", "jpeg", "gif", "webp"]);
const FILE = "M7 3.5h7l4.5 4.5v12.5h-11.5zM14 3.5v4.5h4.5";
const PHONE = "M6 4h3.5l1.7 4.5-2.2 1.7a11 11 0 0 0 4.8 4.8l1.7-2.2 4.5 1.7v3.5c0 1-.9 1.8-1.9 1.7C11 19 5 13 4.3 5.9 4.2 4.9 5 4 6 4z";
const SMILE = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 9.5v.8M15 9.5v.8M8 14c1.8 2.6 6.2 2.6 8 0";
const OTHERS = {
  video: ["Видео", (body) => body.title],
  wall: ["Запись", (body) => plainText(body.text ?? "")],
  poll: ["Опрос", (body) => body.question],
  link: ["Ссылка", (body) => body.title || body.url],
  audio: ["Аудиозапись", (body) => [body.artist, body.title].filter(Boolean).join(" — ")],
  market: ["Товар", (body) => body.title],
  graffiti: ["Граффити", () => ""],
  story: ["История", () => ""],
};
const DRAWERS = {
  photo,
  doc,
  call,
  group_call_in_progress: callGoesOn,
  sticker: (body) => make("div", { class: "sticker", title: `Стикер ${body.sticker_id ?? ""}` }, icon(SMILE)),
  audio_message: voice,
};

/** A node for one attachment of VK's shape; `nameOf` tells people's names by id. */
export function attachment(item, nameOf) {
  const body = item[item.type] ?? {};
  const drawer = DRAWERS[item.type];
  if (drawer) return drawer(body, nameOf);
  const [title, note] = OTHERS[item.type] ?? ["Вложение", () => item.type];
  return card(FILE, title, note(body) ?? "");
}

/** The address if this sandbox serves it, else null: the page loads nothing from elsewhere. */
function ownAddress(address) {
  const url = URL.parse?.(address, location.href) ?? parse(address);
  const here = url && url.port === location.port && /^\/sandbox\/files\//.test(url.pathname);
  return here ? url.pathname : null;
}

function parse(address) {
  try {
    return new URL(address, location.href);
  } catch {
    return null;
  }
}

function photo(body) {
  const sizes = [...(body.sizes ?? [])].sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const address = ownAddress(sizes[0]?.url ?? "");
  if (!address) {
    return make("div", { class: "picture-missing" }, icon("M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4"), "Фотография");
  }
  return picture(address, sizes[0], "Фотография");
}

function picture(address, size, title) {
  const shape = { width: size?.width || null, height: size?.height || null };
  const image = make("img", { src: address, alt: title, loading: "lazy", ...shape });
  return make("a", { class: "picture", href: address, target: "_blank", rel: "noopener" }, image);
}

function doc(body) {
  const title = body.title ?? "Файл";
  const address = ownAddress(body.url ?? "");
  const size = body.size == null ? "" : sizeOf(body.size);
  const shown = card(FILE, title, [(body.ext ?? "").toUpperCase(), size].filter(Boolean).join(" · "), {
    href: address,
    download: title,
  });
  if (!address || !PICTURES.has((body.ext ?? "").toLowerCase())) return shown;
  return make("div", { class: "stack" }, picture(address, null, title), shown);
}

function call(body, nameOf) {
  const count = body.participants?.count ?? 0;
  const people = plural(count, ["участник", "участника", "участников"]);
  if (body.state !== "reached") {
    return card(PHONE, "Звонок не состоялся", `начинает ${nameOf(body.initiator_id)}`, { tone: "missed" });
  }
  return card(PHONE, `Звонок · ${lengthOf(body.duration ?? 0)}`, `${nameOf(body.initiator_id)}, ${people}`, {
    tone: "reached",
  });
}

function callGoesOn(body, nameOf) {
  return card(PHONE, "Идёт звонок", `начинает ${nameOf(body.initiator_id)}`, { tone: "reached" });
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
  return make("div", { class: "voice", title: "Голосовое сообщение" }, make("div", { class: "wave" }, ...bars), length);
}

function card(path, title, note, { href = null, download = null, tone = null } = {}) {
  const tag = href ? "a" : "div";
  return make(
    tag,
    { class: tone ? `attached ${tone}` : "attached", href, download: href && download },
    make("span", { class: "attached-icon" }, icon(path)),
    make("span", { class: "attached-text" }, make("b", {}, title), note && make("span", { class: "note" }, note)),
  );
}
