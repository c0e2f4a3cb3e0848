// Numbers, dates and names as people read them.

const rules = new Intl.PluralRules("ru");
let formats = {};

/** `plural(5, ["участник", "участника", "участников"])` is "5 участников". */
export function plural(number, [one, few, many]) {
  const form = { one, few, many, other: few }[rules.select(number)];
  return `${number.toLocaleString("ru")} ${form}`;
}

/** The browser's own time zone. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** From now on every date is told in this IANA zone; false if there is no such zone. */
export function useZone(zone) {
  const format = (options) => new Intl.DateTimeFormat("ru", { timeZone: zone, ...options });
  try {
    formats = {
      time: format({ hour: "2-digit", minute: "2-digit" }),
      day: format({ weekday: "long", day: "numeric", month: "long" }),
      full: format({ dateStyle: "long", timeStyle: "medium" }),
      weekday: format({ weekday: "short" }),
      short: format({ day: "numeric", month: "short" }),
      date: format({ year: "numeric", month: "2-digit", day: "2-digit" }),
    };
  } catch {
    return false;
  }
  return true;
}

export const timeOf = (date) => formats.time.format(date);
export const dayOf = (date) => formats.day.format(date);
export const momentOf = (date) => formats.full.format(date);

const WEEK = 6 * 24 * 3600 * 1000; // milliseconds; within it a weekday says enough

/** When something was, in one word: the time today, the weekday this week, else the date. */
export function agoOf(date, now) {
  if (formats.date.format(date) === formats.date.format(now)) return formats.time.format(date);
  return now - date < WEEK ? formats.weekday.format(date) : formats.short.format(date);
}

/** "1:05" of 65 seconds, "1:00:05" of an hour and 5. */
export function lengthOf(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
  return parts[0] ? `${parts[0]}:${minutes}:${rest}` : `${parts[1]}:${rest}`;
}

/** Two letters for a round picture: of the first two words, or a class such as «5А». */
export function initials(title) {
  const words = title.replace(/[«»"]/g, "").split(/\s+/).filter(Boolean);
  if (/^\d+\S?$/.test(words[0] ?? "")) return words[0].slice(0, 3);
  return words.slice(0, 2).map((word) => word[0].toUpperCase()).join("");
}

/** One of eight calm colours, always the same for a number. */
export const tint = (number) => Math.imul(number, 2654435761) >>> 29;
