// The open dialog: whose it is and through whose eyes, its messages, the keys below the input.

import { answer } from "/web/composer.js";
import { byId, show } from "/web/dom.js";
import { keyboard } from "/web/keyboard.js";
import { showPicture } from "/web/panel.js";
import { avatar, fullName } from "/web/sidebar.js";
import { drawThread } from "/web/thread.js";
import { view } from "/web/view.js";
import { nameOf, openedChat, people, state } from "/web/watching.js";
import * as words from "/web/words.js";

export const HELLO = { text: words.START, payload: '{"command":"start"}' }; // what VK's own button sends

/** Draw the header of what is open. */
export function drawHeader() {
  const chat = openedChat();
  const id = chat ? chat.chat : -state.group_id;
  const title = chat ? chat.title : state.community.name;
  const viewer = people.get(view.viewer);
  byId("bar-title").textContent = title;
  byId("bar-note").textContent = chat
    ? `${words.peopleCount(chat.members.length)} · ${words.sight(chat.bot)}`
    : words.personal(viewer?.dm);
  byId("bar-you").textContent = viewer ? words.you(fullName(viewer), viewer.about) : "";
  byId("call").hidden = !chat;
  show(byId("bar-avatar"), [id], {
    key: (item) => item,
    print: () => title,
    draw: (item) => avatar(item, title, chat ? "chat" : "person"),
  });
}

/** Draw what stands in it; `press(button)`, `send(body)` and `follow(link)` are what its buttons and links do. */
export function drawMessages({ press, send, follow }) {
  const isChat = view.opened !== "dm";
  drawThread(state.messages, state.older, {
    ...view,
    groupId: state.group_id,
    botName: state.community.name,
    isChat,
    nameOf,
    follow,
    aboutOf: (id) => people.get(id)?.about,
    press: (label, cmid) => press({ label, cmid }),
    show: showPicture,
    answer: (message) => answer(message, nameOf(message.from)),
  });
  const below = (label, { start }) => (start ? send(HELLO) : press({ label, keyboard: "regular" }));
  drawKeys(ownKeyboard() ?? firstKeyboard(isChat), below, follow);
}

const ownKeyboard = () => (state.keyboard?.buttons?.length && !view.ref ? state.keyboard : null);

/** VK shows «Начать» in a dialog nobody has written in. */
function firstKeyboard(isChat) {
  if (isChat || (state.messages.length && !view.ref)) return null;
  return { start: true, buttons: [[{ action: { type: "text", label: HELLO.text }, color: "primary" }]] };
}

function drawKeys(board, press, follow) {
  byId("keys-toggle").hidden = !board;
  byId("keys").hidden = !board || view.keysHidden;
  byId("keys-toggle").setAttribute("aria-expanded", String(!byId("keys").hidden));
  show(byId("keys"), board ? [board] : [], {
    key: () => "keys",
    print: (item) => JSON.stringify([item, view.viewer, view.opened]),
    draw: (item) => keyboard(item, (label) => press(label, item), follow),
  });
}
