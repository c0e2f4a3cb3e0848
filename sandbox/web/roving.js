// One stop of the Tab key for a whole list; arrows walk inside it, as lists in messengers do.

/** Let arrows, Home and End walk among the elements of `list` that fit `wanted`. */
export function roving(list, wanted) {
  const items = () => [...list.querySelectorAll(wanted)];
  list.addEventListener("keydown", (event) => {
    const all = items();
    const here = all.indexOf(event.target.closest(wanted));
    if (here < 0) return;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  });
  list.addEventListener("focusin", ({ target }) => {
    const item = target.closest(wanted);
    if (item) stop(items(), item);
  });
}

/** Make `chosen` (or the last) the only one of `items` that Tab stops at. */
export function stop(items, chosen) {
  const one = chosen ?? items.at(-1);
  for (const item of items) {
    const at = item === one ? 0 : -1;
    if (item.tabIndex !== at) item.tabIndex = at;
    for (const inner of item.querySelectorAll("button, a, summary")) inner.tabIndex = at;
  }
}
