// Keyboards of VK's shape: inline ones under a message, the regular one under the input.

import { make } from "/web/dom.js";

/** The rows of a keyboard; `press(label)` is called for text and callback buttons. */
export function keyboard(board, press) {
  return make(
    "div",
    { class: board.inline ? "keyboard inline" : "keyboard" },
    ...board.buttons.map((row) => make("div", { class: "key-row" }, ...row.map((key) => button(key, press)))),
  );
}

function button({ action, color }, press) {
  const style = `key ${action.type === "open_link" ? "link" : (color ?? "secondary")}`;
  if (action.type === "open_link" && /^https?:/.test(action.link)) {
    const place = { href: action.link, target: "_blank", rel: "noopener noreferrer" };
    return make("a", { class: style, ...place }, `${action.label} ↗`);
  }
  const onclick = async ({ currentTarget }) => {
    currentTarget.disabled = true; // one press, one message
    await press(action.label);
    currentTarget.disabled = false;
  };
  return make("button", { class: style, type: "button", onclick }, action.label ?? action.type);
}

/** The regular keyboard in force after `messages` for `viewer`, or null. */
export function currentKeyboard(messages, viewer) {
  let board = null;
  for (const message of messages) {
    if (message.keyboard && !message.keyboard.inline) board = message.keyboard;
    else if (board?.one_time && message.from === viewer) board = null;
  }
  return board?.buttons?.length ? board : null;
}
