// The page: draws what there is to see, sends what is done.

import { post, Refused } from "/web/api.js";
import { answer, hint, watchComposer } from "/web/composer.js";
import { ownZone, useZone } from "/web/dates.js";
import { byId, show } from "/web/dom.js";
import { listen, showPanel } from "/web/events.js";
import { refOf } from "/web/links.js";
import { expect, fresh, forgetToasts, toast } from "/web/notices.js";
import { askCall, drawChat, drawClock, drawZones } from "/web/panel.js";
import { richText } from "/web/richtext.js";
import { drawShow } from "/web/show.js";
import { drawCommunities, drawDialogs, drawPeople, drawPersona, watchDialogs } from "/web/sidebar.js";
import { drawHeader, drawMessages } from "/web/talk.js";
import { resetThread, stayHere, toBottom, watchThread } from "/web/thread.js";
import { here, lookAt, PAGE, readAddress, view, writeAddress } from "/web/view.js";
import { expectAnswer, forgetLook, nameOf, openedChat, people, renew, state, wake, watch } from "/web/watching.js";
import * as words from "/web/words.js";

// Looking

/** Show a look that says something new. */
function arrived() {
  if (!view.zoneChosen && state.show?.zone && state.show.zone !== view.zone) offerZone(state.show.zone);
  const chosen = chooseSomething();
  draw();
  if (chosen || !state.dialogs) return; // what came is not of what is looked at now
  tellAnswers(state.answers);
  markRead();
  byId("app").dataset.ready = "";
}

/** Keep to people and chats there are, the address follows; true if that changes what is looked at. */
function chooseSomething() {
  const before = `${view.viewer} ${view.opened}`;
  if (!people.has(view.viewer)) view.viewer = state.people[0]?.id ?? 0;
  const chat = openedChat();
  if (view.opened !== "dm" && !chat?.members.includes(view.viewer)) view.opened = "dm";
  if (view.viewer) writeAddress();
  const changed = before !== `${view.viewer} ${view.opened}`;
  if (changed) wake();
  return changed;
}

/** What is on the screen is read. */
function markRead() {
  const open = state.dialogs.find(({ dm, chat }) => (view.opened === "dm" ? dm : String(chat) === view.opened));
  if (open?.unread && !document.hidden) post("read", { from: view.viewer, ...here() }).catch(() => {});
}

// Drawing

function draw() {
  if (!state) return;
  drawCommunities(state.communities, state.community.id, chooseCommunity);
  drawPersona(people.get(view.viewer));
  if (!byId("people").hidden) drawFoundPeople();
  document.title = words.titled(drawDialogs(state, view, nameOf, open));
  drawClock(state.now);
  drawShow(state.show, (id) => act(() => post("show", { press: id })), go);
  drawChat(openedChat(), people, view.viewer, { grant, become });
  drawHeader();
  if (state.dialogs) drawMessages({ press, send, follow });
}

function drawFoundPeople() {
  byId("people-why").textContent = view.ref ? words.WHO_OPENS : words.WHO_AM_I;
  drawPeople(state.people, byId("people-search").value, view.viewer, become);
}

/** Show new snackbars and links. */
function tellAnswers(answers) {
  for (const said of fresh(answers)) {
    if (said.link) showLink({ link: said.link });
    else toast(richText(said.text ?? ""));
  }
}

/** Go where a pressed button leads: into the bot's dialog, or tell the address. */
function showLink({ link }) {
  if (!link || follow(link, view.viewer)) return;
  toast([words.opens, ...richText(link)]);
}

/** Follow a link into the bot's own dialog as `who`, or ask who opens it; false for any other link. */
function follow(link, who = null) {
  const ref = refOf(link, state.community);
  if (!ref) return false;
  view.ref = ref;
  if (who) open("dm");
  else showPeople(true);
  return true;
}

// Doing

async function act(deed, after = () => {}) {
  try {
    after((await deed()) ?? {});
  } catch (error) {
    toast([error instanceof Refused ? error.message : words.NO_ANSWER], "bad");
    return false;
  }
  await expectAnswer();
  return true;
}

/** Press a button: what it opens, or how the bot answers, is shown to who pressed it here. */
function press(button) {
  const by = view.viewer;
  return act(
    () => post("press", { from: by, ...here(), ...button }),
    ({ link, event_id }) => {
      if (event_id && by === view.viewer) expect(event_id);
      showLink({ link });
    },
  );
}

/** Nothing of what stood here belongs to what is opened now. */
function turnAway() {
  view.last = PAGE;
  if (state) Object.assign(state, { messages: [], older: 0, keyboard: null });
  forgetLook();
  answer(null);
  hint(view.ref ? words.BY_LINK : "");
  resetThread();
  writeAddress();
  draw();
  renew();
}

function open(key) {
  const changed = view.opened !== key;
  if (changed) view.opened = key;
  byId("app").dataset.pane = "talk";
  if (changed || view.ref) turnAway();
  if (matchMedia("(pointer: fine)").matches) byId("text").focus();
}

function become(id) {
  const changed = id !== view.viewer;
  view.viewer = id;
  if (view.ref) view.opened = "dm";
  showPeople(false, true);
  if (changed) {
    forgetToasts();
    if (state) state.dialogs = null;
  }
  if (changed || view.ref) turnAway();
  if (view.ref) byId("app").dataset.pane = "talk";
}

function chooseCommunity(id) {
  lookAt(id);
  forgetToasts();
  turnAway();
}

function go(person, dialog = "dm") {
  become(person);
  open(String(dialog));
  showPanel(false);
}

const grant = (access) => act(() => post(`chats/${view.opened}/bot`, { by: view.viewer, access }));

function send(body) {
  const ref = view.opened === "dm" && view.ref ? { ref: view.ref } : {};
  return act(
    () => post("say", { from: view.viewer, ...here(), ...body, ...ref }),
    () => {
      if (!ref.ref) return;
      view.ref = null;
      hint("");
    },
  );
}

async function startCall() {
  const chat = openedChat();
  const held = chat && (await askCall(chat, view.viewer, people));
  if (held) await act(() => post("calls", { chat: chat.chat, from: view.viewer, ...held }));
}

function showPeople(visible, chosen = false) {
  if (!visible && byId("people").hidden) return;
  if (!visible && !chosen) view.ref = null; // nobody opened the link
  byId("people").hidden = !visible;
  byId("persona").setAttribute("aria-expanded", String(visible));
  if (visible) byId("app").dataset.pane = "list";
  if (!visible) return byId("persona").focus();
  byId("people-search").value = "";
  drawFoundPeople();
  byId("people-search").focus();
}

function chooseZone(zone) {
  if (!setZone(zone)) return false;
  view.zoneChosen = true;
  localStorage.setItem("zone", zone);
  return true;
}

function setZone(zone) {
  if (!useZone(zone)) return false;
  view.zone = zone;
  resetThread();
  draw();
  return true;
}

/** Tell the time as in `zone`, until somebody chooses another. */
function offerZone(zone) {
  setZone(zone);
  drawZones(words.zones(ownZone()), view.zone, chooseZone);
}

readAddress();
const wanted = new URLSearchParams(location.search).get("zone") ?? localStorage.getItem("zone");
if (!wanted || !chooseZone(wanted)) offerZone(ownZone());
if (location.hash) byId("app").dataset.pane = "talk";
watchThread();
watchDialogs();
watchComposer(async (body) => {
  const sent = await send(body);
  if (sent) toBottom();
  return sent;
});
listen({
  showPeople,
  showPanel,
  drawFoundPeople,
  startCall,
  wake,
  advance: (seconds) => act(() => post("clock", { advance: seconds })),
  search(text) {
    view.search = text;
    draw();
  },
  earlier() {
    view.last += PAGE;
    stayHere();
    renew();
  },
  toggleKeys() {
    view.keysHidden = !view.keysHidden;
    draw();
  },
  follow() {
    const before = view.viewer;
    readAddress();
    if (view.viewer !== before) forgetToasts();
    turnAway();
  },
});
if (view.ref) hint(words.BY_LINK);
watch(arrived);
navigator.serviceWorker?.register("/web/worker.js", { scope: "/" }).catch(() => {}); // without it the page is only not installable
