// The input: a text that grows, files beside it, stickers and voice, and what is answered.

import { base64 } from "/web/api.js";
import { byId, make } from "/web/dom.js";
import { plainText } from "/web/richtext.js";
import * as words from "/web/words.js";

const TALLEST = 160; // pixels the input may grow to
const QUICK = { sticker: "sticker", voice: "audio_message" };
let files = [];
let answered = null;

/** Listen to the input; `send({text, files?, reply?, attachments?})` resolves to whether it was sent. */
export function watchComposer(send) {
  const field = byId("text");
  const submit = async (more = {}) => {
    const body = { text: field.value.trim(), ...more };
    if (!body.text && !files.length && !body.attachments) return;
    byId("send").ariaDisabled = "true";
    if (files.length) body.files = await Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64(file) })));
    if (answered) body.reply = answered.cmid;
    const sent = await send(body);
    byId("send").ariaDisabled = null;
    if (!sent) return;
    field.value = "";
    fit();
    choose([]);
    answer(null);
  };
  byId("file").addEventListener("change", ({ target }) => choose([...files, ...target.files]));
  for (const [id, kind] of Object.entries(QUICK)) {
    byId(id).addEventListener("click", () => {
      byId("more").hidePopover();
      submit({ attachments: [kind] });
    });
  }
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") answer(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (byId("send").ariaDisabled !== "true") submit();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

/** Answer a message with what is sent next; null: nothing is answered. */
export function answer(message, name = "") {
  answered = message;
  const strip = byId("answering");
  strip.hidden = !message;
  if (!message) return strip.replaceChildren();
  const said = plainText(words.lastLine({ text: message.text, kind: message.attachments?.[0]?.type }));
  strip.replaceChildren(
    make("span", { class: "row-text" }, make("b", {}, words.answering(name)), make("span", {}, said)),
    drop(() => answer(null)),
  );
  byId("text").focus();
}

/** Say above the input what the next message brings along; an empty text hides it. */
export function hint(text) {
  byId("by-link").hidden = !text;
  byId("by-link").textContent = text;
}

const drop = (onclick) => make("button", { type: "button", class: "quiet", onclick }, words.DROP);

function choose(chosen) {
  files = chosen;
  const chips = byId("file-chip");
  chips.hidden = !files.length;
  byId("file").value = ""; // so that the same file may be chosen again
  chips.replaceChildren(
    ...files.map((file) =>
      make("span", { class: "chip" }, make("span", {}, `${file.name} · ${words.sizeOf(file.size)}`), drop(() => choose(files.filter((each) => each !== file)))),
    ),
  );
}

function fit() {
  const field = byId("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, TALLEST)}px`; // 2: its borders
  field.style.overflowY = field.scrollHeight > TALLEST ? "auto" : "hidden";
}
