// The text of a message as nodes: mentions, links and signs, everything else as it was written.

import { make } from "/web/dom.js";

const MARK = /\[(id|club|public)(\d+)\|([^\]\n]+)\]|(https?:\/\/[^\s<>«»"]+)|(\u2705|\u26a0\ufe0f?)/g;
const SIGNS = { "\u2705": "yes", "\u26a0": "warning" }; // drawn, as VK does: many fonts have an empty box for them
const PLAIN = { "\u2705": "\u2713" }; // where nothing is drawn
const TRAILING = /[.,;:!?)]+$/;

/** Nodes of a text; `[id5|Имя]` and `[club1|Имя]` become coloured names; `follow(link)` may take a link. */
export function richText(text, follow = () => false) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, kind, id, name, link, sign] = match;
    nodes.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (kind) {
      nodes.push(make("span", { class: "mention", title: `${kind}${id}` }, name));
    } else if (sign) {
      nodes.push(make("span", { class: `sign ${SIGNS[sign[0]]}` }, sign));
    } else {
      const tail = TRAILING.exec(link)?.[0] ?? "";
      nodes.push(anchor(link.slice(0, link.length - tail.length), follow), tail);
    }
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

function anchor(link, follow) {
  const onclick = (event) => {
    if (follow(link)) event.preventDefault();
  };
  return make("a", { href: link, target: "_blank", rel: "noopener noreferrer", onclick }, link);
}

/** The text without marks, for a line of preview. */
export const plainText = (text) =>
  text.replace(MARK, (whole, kind, id, name, link, sign) => name ?? (sign ? (PLAIN[sign[0]] ?? sign[0]) : whole));
