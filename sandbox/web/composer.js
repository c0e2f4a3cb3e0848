// The input: a text that grows, a file beside it, and sending both.

import { base64 } from "/web/api.js";
import { byId, make } from "/web/dom.js";
import { sizeOf } from "/web/words.js";

const TALLEST = 160; // pixels the input may grow to
let file = null;

/** Listen to the input; `send({text, file?})` resolves to whether it was sent. */
export function watchComposer(send) {
  const field = byId("text");
  const submit = async () => {
    const body = { text: field.value.trim() };
    if (!body.text && !file) return;
    byId("send").disabled = true;
    if (file) body.file = { name: file.name, base64: await base64(file) };
    const sent = await send(body);
    byId("send").disabled = false;
    if (!sent) return;
    field.value = "";
    fit();
    choose(null);
  };
  byId("file").addEventListener("change", ({ target }) => choose(target.files[0] ?? null));
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!byId("send").disabled) submit();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

function choose(chosen) {
  file = chosen;
  const chip = byId("file-chip");
  chip.hidden = !file;
  byId("file").value = ""; // so that the same file may be chosen again
  if (!file) return;
  const drop = make("button", { type: "button", class: "quiet", onclick: () => choose(null) }, "Убрать");
  chip.replaceChildren(make("span", {}, `${file.name} · ${sizeOf(file.size)}`), drop);
}

function fit() {
  const field = byId("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, TALLEST)}px`; // 2: its borders
  field.style.overflowY = field.scrollHeight > TALLEST ? "auto" : "hidden";
}
