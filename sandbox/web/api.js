// The control endpoints of the sandbox.

import { refused } from "/web/words.js";

/** What the sandbox refused, in its own sentence. */
export class Refused extends Error {}

let group = 0; // the community everything is about, 0: the first

/** Ask about one of several communities. */
export function askAbout(community) {
  group = community;
}

async function ask(path, options = {}) {
  const about = group ? `${path.includes("?") ? "&" : "?"}group=${group}` : "";
  const answer = await fetch(`/sandbox/${path}${about}`, { cache: "no-store", ...options });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(JSON.parse(text).error ?? refused(answer.status));
  return text;
}

/** GET, the text of the answer: who keeps the last one sees that nothing has changed. */
export const get = (path) => ask(path);

/** POST of JSON, the answer parsed. */
export const post = async (path, body) =>
  JSON.parse(
    await ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

/** The bytes of a chosen file as base64. */
export function base64(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
