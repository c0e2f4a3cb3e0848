// Everything the page says. What the bot says, and the captions of a show, come from elsewhere.

import { lengthOf, plural } from "/web/dates.js";

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

/** The zones offered: the browser's own and those of Russia. */
export function zones(own) {
  const known = ZONES.some(([zone]) => zone === own);
  return known ? ZONES : [[own, `как в браузере (${own})`], ...ZONES];
}

export const START = "Начать";
export const NOT_ANSWERING = "Песочница не отвечает, пробую снова…";
export const NO_ANSWER = "Песочница не отвечает";
export const NOBODY_YET = "Здесь пока никого нет";
export const YOU_ARE = "Вы сейчас";
export const NOBODY = "Никого не нашлось";
export const NO_CHAT = "Такого чата нет";
export const OWNER = "владелец чата";
export const DROP = "Убрать";
export const VOICE = "Голосовое сообщение";
export const PHOTO = "Фотография";
export const FILE = "Файл";
export const STICKER = "Стикер";
export const EDITED = "изменено";
export const REPLY = "Ответить";
export const FORWARDED = "Пересланное сообщение";
export const CLOSE = "Закрыть";
export const CALL_ON = "Идёт звонок";
export const BY_LINK = "Открыто по ссылке. Код уйдёт боту с первым сообщением.";
export const WHO_OPENS = "Кто открывает ссылку?";
export const WHO_AM_I = "Чьими глазами смотреть";

export const refused = (status) => `Ошибка ${status}`;
export const community = (number) => `Сообщество ${number}`;
export const opens = "Бот открывает: ";
export const more = (rest) => `и ещё ${plural(rest, ["человек", "человека", "человек"])}: уточните поиск`;
export const peopleCount = (count) => plural(count, ["участник", "участника", "участников"]);
export const news = (count) => plural(count, ["новое сообщение", "новых сообщения", "новых сообщений"]);
export const personal = (open) => (open ? "личный диалог" : "пока не может написать первым");
export const you = (name, about) => `Вы: ${[name, about].filter(Boolean).join(", ")}`;
export const titled = (count) => (count ? `(${count}) Песочница «Звонка»` : "Песочница «Звонка»");
export const answering = (name) => `Ответ на сообщение: ${name}`;
export const replyTo = (name) => `Ответить на сообщение: ${name}`;
export const numbered = (moment, number) => `${moment} · № ${number}`;
export const yours = (text) => `Вы: ${text}`;
export const nothingYet = (isChat, bot) =>
  isChat
    ? "Здесь пока нет сообщений."
    : `Здесь пока нет сообщений. «${bot}» не может написать первым: нажмите «Начать» или напишите сами.`;

export const ACCESS = {
  absent: "нет в чате",
  mentions: "видит только обращения",
  all: "видит все сообщения",
  admin: "администратор чата",
};

/** What is said of a bot's sight in the header of a chat. */
export const sight = (access) =>
  ({ absent: "бота здесь нет", mentions: "бот видит только обращения", all: "бот видит все сообщения", admin: "бот — администратор" })[access];

const SERVICE = {
  chat_create: (who, action) => `${who}: чат «${action.text}» создан`,
  chat_title_update: (who, action) => `${who}: новое название — «${action.text}»`,
  chat_pin_message: (who) => `${who}: сообщение закреплено`,
  chat_unpin_message: (who) => `${who}: сообщение откреплено`,
  chat_photo_update: (who) => `${who}: фотография чата обновлена`,
  chat_photo_remove: (who) => `${who}: фотография чата удалена`,
  chat_invite_user_by_link: (who) => `${who} теперь в чате по ссылке`,
  chat_invite_user: (who, action, whom, self) => (self ? `${who} снова в чате` : `${who} приглашает: ${whom}`),
  chat_kick_user: (who, action, whom, self) => (self ? `${who} больше не в чате` : `${who} исключает: ${whom}`),
};

/** The line a chat shows for what somebody did to it. */
export function service(who, action, whom, self) {
  return (SERVICE[action.type] ?? (() => `${who}: изменение в чате`))(who, action, whom, self);
}

const LAST_SERVICE = {
  chat_create: "чат создан",
  chat_title_update: "новое название чата",
  chat_pin_message: "сообщение закреплено",
  chat_invite_user: "новый участник",
  chat_invite_user_by_link: "новый участник",
  chat_kick_user: "участник вышел",
};
const LAST_KIND = {
  photo: PHOTO,
  doc: FILE,
  sticker: STICKER,
  audio_message: VOICE,
  call: "Групповой звонок",
  group_call_in_progress: CALL_ON,
  wall: "Запись",
  link: "Ссылка",
  video: "Видео",
  poll: "Опрос",
};

/** The last message of a dialog in a few words. */
export const lastLine = ({ text, kind, action }) =>
  (action && (LAST_SERVICE[action] ?? "изменение в чате")) || text || (kind && (LAST_KIND[kind] ?? "Вложение")) || "";

/** How cards of attachments without a drawing of their own are titled, and what they tell. */
export const CARDS = {
  video: ["Видео", (body) => body.title],
  wall: ["Запись", (body) => body.text],
  poll: ["Опрос", (body) => body.question],
  link: ["Ссылка", (body) => body.title || body.url],
  audio: ["Аудиозапись", (body) => [body.artist, body.title].filter(Boolean).join(" — ")],
  market: ["Товар", (body) => body.title],
  graffiti: ["Граффити", () => ""],
  story: ["История", () => ""],
};
export const otherCard = (type) => ["Вложение", () => type];

export const callHeld = (seconds) => `Звонок · ${lengthOf(seconds)}`;
export const CALL_MISSED = "Звонок не состоялся";
export const begins = (name) => `начинает ${name}`;
export const callNote = (name, count) => `${name}, ${peopleCount(count)}`;
export const WHO_ANSWERED = "Кто был на звонке";

/** "12 КБ" of bytes. */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  const kilo = bytes / 1024;
  if (kilo < 1024) return `${Math.round(kilo)} КБ`;
  return `${(kilo / 1024).toLocaleString("ru", { maximumFractionDigits: 1 })} МБ`;
}
