// Keyboards of VK's shape: inline ones under a message, the regular one under the input.

import { make } from "/web/dom.js";

/** The rows of a keyboard; `press(label)` is called for text and callback buttons, `follow(link)` first for links. */
export function keyboard(board, press, follow = () => false) {
  return make(
    "div",
    { class: board.inline ? "keyboard inline" : "keyboard" },
    ...board.buttons.map((row) => make("div", { class: "key-row" }, ...row.map((key) => button(key, press, follow)))),
  );
}

function button({ action, color }, press, follow) {
  const style = `key ${action.type === "open_link" ? "link" : (color ?? "secondary")}`;
  if (action.type === "open_link" && /^https?:/.test(action.link)) {
    const place = { href: action.link, target: "_blank", rel: "noopener noreferrer" };
    const onclick = (event) => {
      if (follow(action.link)) event.preventDefault();
    };
    return make("a", { class: style, ...place, onclick }, `${action.label} ↗`);
  }
  const onclick = async ({ currentTarget }) => {
    if (currentTarget.ariaDisabled === "true") return;
    currentTarget.ariaDisabled = "true"; // one press, one message; disabling would lose the focus
    await press(action.label ?? action.type); // a location has no label
    currentTarget.ariaDisabled = null;
  };
  return make("button", { class: style, type: "button", onclick }, action.label ?? action.type);
}
