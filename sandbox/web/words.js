// Names, numbers and dates as people read them.

const ZONES = [
  ["Europe/Kaliningrad", "Калининград"],
  ["Europe/Moscow", "Москва"],
  ["Europe/Samara", "Самара"],
  ["Asia/Yekaterinburg", "Екатеринбург, Пермь"],
  ["Asia/Omsk", "Омск"],
  ["Asia/Novosibirsk", "Новосибирск"],
  ["Asia/Irkutsk", "Иркутск"],
  ["Asia/Yakutsk", "Якутск"],
  ["Asia/Vladivostok", "Владивосток"],
  ["Asia/Magadan", "Магадан"],
  ["Asia/Kamchatka", "Камчатка"],
];
const rules = new Intl.PluralRules("ru");
let formats = {};

/** `plural(5, ["участник", "участника", "участников"])` is "5 участников". */
export function plural(number, [one, few, many]) {
  const form = { one, few, many, other: few }[rules.select(number)];
  return `${number.toLocaleString("ru")} ${form}`;
}

/** The browser's own time zone. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zones offered: the browser's own and those of Russia. */
export function zones() {
  const own = ownZone();
  const known = ZONES.some(([zone]) => zone === own);
  return known ? ZONES : [[own, `как в браузере (${own})`], ...ZONES];
}

/** From now on every date is told in this IANA zone; false if there is no such zone. */
export function useZone(zone) {
  const format = (options) => new Intl.DateTimeFormat("ru", { timeZone: zone, ...options });
  try {
    formats = {
      time: format({ hour: "2-digit", minute: "2-digit" }),
      day: format({ weekday: "long", day: "numeric", month: "long" }),
      year: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
      full: format({ dateStyle: "long", timeStyle: "medium" }),
    };
  } catch {
    return false;
  }
  return true;
}

export const timeOf = (date) => formats.time.format(date);
export const dayOf = (date) => formats.day.format(date);
export const wholeDayOf = (date) => formats.year.format(date);
export const momentOf = (date) => formats.full.format(date);

/** "1:05" of 65 seconds, "1:00:05" of an hour and 5. */
export function lengthOf(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
  return parts[0] ? `${parts[0]}:${minutes}:${rest}` : `${parts[1]}:${rest}`;
}

/** "12 КБ" of bytes. */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  const kilo = bytes / 1024;
  if (kilo < 1024) return `${Math.round(kilo)} КБ`;
  return `${(kilo / 1024).toLocaleString("ru", { maximumFractionDigits: 1 })} МБ`;
}

/** Two letters for a round picture: of the first two words, or a class such as «5А». */
export function initials(title) {
  const words = title.replace(/[«»"]/g, "").split(/\s+/).filter(Boolean);
  if (/^\d+\S?$/.test(words[0] ?? "")) return words[0].slice(0, 3);
  return words.slice(0, 2).map((word) => word[0].toUpperCase()).join("");
}

/** One of eight calm colours, always the same for a number. */
export const tint = (number) => Math.abs(Math.imul(number, 2654435761) >> 8) % 8;
