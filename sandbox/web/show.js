// A demonstration: what is being played and why, its buttons, and cards of things to try.
// All words come with it.

import { byId, make, show } from "/web/dom.js";

/** Draw what is shown, or nothing; `press(id)` is called for its buttons, `go(person, dialog)` for its ways. */
export function drawShow(shown, press, go) {
  byId("story").hidden = !shown;
  byId("app").toggleAttribute("data-story", Boolean(shown));
  if (!shown) return show(byId("story-cards"), [], {});
  write("story-moment", shown.moment ?? "");
  write("story-caption", shown.caption ?? "");
  write("story-why", shown.why ?? "");
  show(byId("story-look"), shown.look ? [shown.look] : [], {
    key: ({ label }) => label,
    print: (look) => JSON.stringify(look),
    draw: (look) => make("button", { class: "strong", type: "button", onclick: () => go(look.person, look.dialog) }, look.label),
  });
  const first = shown.cards?.[0]?.title ?? "";
  byId("story-more").hidden = !first;
  write("story-more", first);
  byId("story-bar").style.width = `${Math.round(100 * (shown.progress ?? 0))}%`;
  show(byId("story-rows"), shown.rows ?? [], {
    key: (row) => row.map(({ id }) => id).join(" "),
    print: (row) => JSON.stringify(row),
    draw: (row) => make("div", { class: "story-row" }, ...row.map((each) => button(each, press))),
  });
  show(byId("story-cards"), shown.cards ?? [], {
    key: (card) => card.title,
    print: (card) => JSON.stringify(card),
    draw: (card) => drawCard(card, press, go),
  });
}

/** A live region says again whatever is written into it: only what is new is. */
function write(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function button({ id, label, on, title }, press) {
  const pressed = on === undefined ? null : String(on);
  return make("button", { class: on ? "soft on" : "soft", type: "button", title, "aria-pressed": pressed, onclick: () => press(id) }, label);
}

function drawCard(card, press, go) {
  return make(
    "section",
    { class: "card" },
    make("h2", {}, card.title),
    card.note && make("p", { class: "card-note" }, card.note),
    ...(card.steps ?? []).map((step) => make("div", { class: "step" }, make("p", {}, step.text), make("div", { class: "story-row" }, step.label && make("button", { class: "soft", type: "button", onclick: () => go(step.person, step.dialog) }, step.label), step.file && make("a", { class: "soft", href: step.file, download: step.name }, step.download)))),
    card.buttons?.length > 0 && make("div", { class: "story-row" }, ...card.buttons.map((each) => button(each, press))),
    card.lines?.length > 0 && make("ul", { class: "told" }, ...card.lines.map((each) => make("li", {}, each))),
  );
}
