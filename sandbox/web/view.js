// What is looked at: of which community, through whose eyes, which dialog, how much of it.
// The address keeps it, #u=105&d=3, so that reloading changes nothing.

import { askAbout } from "/web/api.js";

export const PAGE = 200; // messages of the open dialog that are asked for

export const view = { group: 0, viewer: 0, opened: "dm", zone: "", zoneChosen: false, keysHidden: false, search: "", last: PAGE, ref: null };

/** Look at what the address says. */
export function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  view.viewer = Number(kept.get("u")) || view.viewer;
  view.opened = kept.get("d") || view.opened;
  view.ref = kept.get("ref") || view.ref;
  lookAt(Number(kept.get("g")) || 0);
}

/** Let the address say what is looked at. */
export function writeAddress() {
  const kept = `#u=${view.viewer}&d=${view.opened}${view.group ? `&g=${view.group}` : ""}`;
  if (location.hash !== kept) history.replaceState(null, "", kept);
}

/** Look at one of several communities, 0: the first. */
export function lookAt(group) {
  view.group = group;
  askAbout(group);
}

/** The open dialog as the sandbox is told of it. */
export const here = () => (view.opened === "dm" ? { dm: true } : { chat: Number(view.opened) });
