// The page: keeps what is looked at, asks the sandbox about once a second, sends what is done.

import { get, post, Refused } from "/web/api.js";
import { watchComposer } from "/web/composer.js";
import { byId, make, show } from "/web/dom.js";
import { currentKeyboard, keyboard } from "/web/keyboard.js";
import { askCall, drawChat, drawClock, drawZones } from "/web/panel.js";
import { richText } from "/web/richtext.js";
import { avatar, drawDialogs, drawPeople, drawPersona } from "/web/sidebar.js";
import { drawThread, peopleCount, resetThread, showEarlier, toBottom, watchBottom } from "/web/thread.js";
import { ownZone, useZone, zones } from "/web/words.js";

const PERIOD = 1000; // milliseconds between two looks
const START = { text: "Начать", payload: '{"command":"start"}' }; // what VK's own button sends

const view = { viewer: 0, opened: "dm", zone: "", keysHidden: false };
let state = null;
let messages = [];
let people = new Map();
let seenAnswers = null;
let looking = null;

// The address keeps what is looked at: #u=105&d=3, so that reloading changes nothing.

function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  view.viewer = Number(kept.get("u")) || view.viewer;
  view.opened = kept.get("d") || view.opened;
}

function writeAddress() {
  const kept = `#u=${view.viewer}&d=${view.opened}`;
  if (location.hash !== kept) history.replaceState(null, "", kept);
}

const openedChat = () => state?.chats.find(({ chat }) => String(chat) === view.opened);
const here = () => (view.opened === "dm" ? { dm: true } : { chat: Number(view.opened) });

function nameOf(id) {
  if (id === -state.group_id) return "Бот";
  if (id < 0) return `Сообщество ${-id}`;
  const person = people.get(id);
  return person ? `${person.first_name} ${person.last_name}` : `id${id}`;
}

// Looking

async function look() {
  const fresh = await get("state");
  state = fresh;
  people = new Map(state.people.map((person) => [person.id, person]));
  chooseSomething();
  draw();
  if (!view.viewer) return;
  const asked = `${view.viewer} ${view.opened}`;
  const where = view.opened === "dm" ? `dm=${view.viewer}` : `chat=${view.opened}`;
  const [said, answers] = await Promise.all([get(`messages?${where}`), get(`answers?user=${view.viewer}`)]);
  if (asked !== `${view.viewer} ${view.opened}`) return; // the person looked away meanwhile
  messages = said;
  drawMessages();
  tellAnswers(answers);
}

/** Keep to people and chats there are; the address follows. */
function chooseSomething() {
  if (!people.has(view.viewer)) view.viewer = state.people[0]?.id ?? 0;
  const chat = openedChat();
  if (view.opened !== "dm" && !chat?.members.includes(view.viewer)) view.opened = "dm";
  if (view.viewer) writeAddress();
}

/** Look now and then every second; a second call while looking waits for that look. */
function refresh() {
  looking ??= look()
    .then(() => trouble(""))
    .catch((error) => trouble(error instanceof Refused ? error.message : "Песочница не отвечает, пробую снова…"))
    .finally(() => {
      looking = null;
    });
  return looking;
}

async function watch() {
  for (;;) {
    if (!document.hidden) await refresh();
    await new Promise((done) => setTimeout(done, PERIOD));
  }
}

// Drawing

function draw() {
  drawPersona(people.get(view.viewer));
  if (!byId("people").hidden) drawFoundPeople();
  drawDialogs(state, view.viewer, view.opened, open);
  drawClock(state.now);
  const chat = openedChat();
  drawChat(chat, people, view.viewer, { grant, become });
  drawHeader(chat);
}

function drawHeader(chat) {
  const id = chat ? chat.chat : -state.group_id;
  const title = chat ? chat.title : "Бот";
  byId("bar-title").textContent = title;
  const dm = people.get(view.viewer)?.dm;
  byId("bar-note").textContent = chat ? peopleCount(chat.members.length) : dm ? "личный диалог" : "пока не может написать первым";
  show(byId("bar-avatar"), [id], {
    key: (item) => item,
    print: () => title,
    draw: (item) => avatar(item, title, chat ? "chat" : "person"),
  });
}

function drawMessages() {
  const press = (label, cmid) => act(() => post("press", { from: view.viewer, ...here(), cmid, label }));
  const isChat = view.opened !== "dm";
  drawThread(messages, { ...view, groupId: state.group_id, isChat, nameOf, press });
  drawKeys(currentKeyboard(messages, view.viewer) ?? firstKeyboard(isChat));
}

/** VK shows «Начать» in a dialog nobody has written in. */
function firstKeyboard(isChat) {
  if (isChat || messages.length) return null;
  return { start: true, buttons: [[{ action: { type: "text", label: START.text }, color: "primary" }]] };
}

function drawKeys(board) {
  byId("keys-toggle").hidden = !board;
  byId("keys").hidden = !board || view.keysHidden;
  byId("keys-toggle").setAttribute("aria-expanded", String(!byId("keys").hidden));
  const press = (label) =>
    board.start ? send(START) : act(() => post("press", { from: view.viewer, ...here(), label, keyboard: "regular" }));
  show(byId("keys"), board ? [board] : [], {
    key: () => "keys",
    print: (item) => JSON.stringify([item, view.viewer, view.opened]),
    draw: (item) => keyboard(item, press),
  });
}

function drawFoundPeople() {
  drawPeople(state.people, byId("people-search").value, view.viewer, become);
}

/** Show new snackbars and links; those from before the page was opened stay silent. */
function tellAnswers(answers) {
  const names = answers.map((answer, place) => `${view.viewer} ${place} ${answer.at}`);
  const known = seenAnswers ?? new Set(names);
  answers.forEach((answer, place) => {
    if (known.has(names[place])) return;
    if (answer.link) toast(["Бот открывает: ", ...richText(answer.link)]);
    else toast([answer.text ?? ""]);
  });
  seenAnswers = new Set(names);
}

function toast(nodes, kind = "") {
  const node = make("div", { class: `toast ${kind}` }, ...nodes);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 6000);
}

function trouble(text) {
  byId("trouble").hidden = !text;
  byId("trouble").textContent = text;
}

// Doing

async function act(deed) {
  try {
    await deed();
  } catch (error) {
    toast([error instanceof Refused ? error.message : "Песочница не отвечает"], "bad");
    return false;
  }
  await renew();
  return true;
}

async function renew() {
  await looking; // a look begun before a deed would not show it
  await refresh();
}

function open(key) {
  if (view.opened !== key) {
    view.opened = key;
    messages = [];
    resetThread();
    drawKeys(null);
  }
  byId("app").dataset.pane = "talk";
  writeAddress();
  draw();
  renew();
}

function become(id) {
  const changed = id !== view.viewer;
  view.viewer = id;
  showPeople(false);
  if (!changed) return;
  seenAnswers = null;
  chooseSomething();
  messages = [];
  resetThread();
  drawKeys(null);
  writeAddress();
  draw();
  renew();
}

const grant = (access) => act(() => post(`chats/${view.opened}/bot`, { by: view.viewer, access }));

const send = (body) => act(() => post("say", { from: view.viewer, ...here(), ...body }));

async function startCall() {
  const chat = openedChat();
  const answer = chat && (await askCall(chat, view.viewer));
  if (answer) await act(() => post("calls", { chat: chat.chat, from: view.viewer, ...answer }));
}

function showPeople(visible) {
  byId("people").hidden = !visible;
  byId("persona").setAttribute("aria-expanded", String(visible));
  if (!visible) return;
  byId("people-search").value = "";
  drawFoundPeople();
  byId("people-search").focus();
}

function showPanel(visible) {
  byId("app").toggleAttribute("data-panel", visible);
  byId("panel-toggle").setAttribute("aria-expanded", String(visible));
}

function chooseZone(zone) {
  if (!useZone(zone)) return false;
  view.zone = zone;
  localStorage.setItem("zone", zone);
  if (state) draw();
  resetThread();
  if (messages.length) drawMessages();
  return true;
}

function listen() {
  byId("persona").addEventListener("click", () => showPeople(byId("people").hidden));
  byId("people-search").addEventListener("input", drawFoundPeople);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    showPeople(false);
    showPanel(false);
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("#people, #persona")) showPeople(false);
  });
  byId("back").addEventListener("click", () => {
    byId("app").dataset.pane = "list";
  });
  byId("panel-toggle").addEventListener("click", () => showPanel(!byId("app").hasAttribute("data-panel")));
  byId("panel-close").addEventListener("click", () => showPanel(false));
  byId("earlier").addEventListener("click", () => {
    showEarlier();
    drawMessages();
  });
  byId("down").addEventListener("click", toBottom);
  byId("call").addEventListener("click", startCall);
  byId("keys-toggle").addEventListener("click", () => {
    view.keysHidden = !view.keysHidden;
    drawMessages();
  });
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => act(() => post("clock", { advance: Number(button.dataset.advance) })));
  }
  addEventListener("hashchange", () => {
    readAddress();
    resetThread();
    refresh();
  });
}

readAddress();
const wanted = new URLSearchParams(location.search).get("zone") ?? localStorage.getItem("zone");
if (!wanted || !chooseZone(wanted)) chooseZone(ownZone());
drawZones(zones(), view.zone, chooseZone);
if (location.hash) byId("app").dataset.pane = "talk";
watchBottom();
watchComposer(async (body) => {
  const sent = await send(body);
  if (sent) toBottom();
  return sent;
});
listen();
watch();
