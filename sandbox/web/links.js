// Links to the bot's own dialog, as people are given them: address?ref=word. What they bring goes with the next message.

/** The word a link brings into the community's dialog; null for any other link. */
export function refOf(link, community) {
  const [, name, ref] = /^https?:\/\/vk\.(?:me|com)\/(\w+)\?ref=([\w-]+)$/.exec(link) ?? [];
  return name === community.screen_name || name === `club${community.id}` ? ref : null;
}
