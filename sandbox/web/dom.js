// Small ways to make and find elements. Text always goes through textContent.

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element: `make("p", {class: "note"}, "text", node)`; null and false children are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

/** A line icon drawn by one SVG path in a 24 × 24 box. */
export function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/**
 * Show `items` as children of `parent`, keeping the nodes of those that did not change.
 * `key` names an item, `print` is everything its node depends on, `draw` makes the node.
 */
export function show(parent, items, { key, print, draw }) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const shape = print(item);
    let node = old.get(name);
    old.delete(name);
    if (!node || node.shape !== shape) {
      const fresh = draw(item);
      fresh.dataset.key = name;
      fresh.shape = shape;
      if (node) {
        if (node === next) next = fresh;
        node.replaceWith(fresh);
      }
      node = fresh;
    }
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  for (const node of old.values()) node.remove();
}
