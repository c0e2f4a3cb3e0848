// node-vk-bot-api: every feature, by the client's own means; it has no uploads of its own.
const fs = require('fs');
const http = require('http');
const path = require('path');
const axios = require('axios');
const VkBot = require('node-vk-bot-api');
const api = require('node-vk-bot-api/lib/api');
const Markup = require('node-vk-bot-api/lib/markup');
const speaking = require('./speaking.js');

// The client has the address of VK inside; the library it asks through can turn it.
axios.interceptors.request.use(config => ({
  ...config,
  url: config.url.replace('https://api.vk.com', speaking.url),
}));

const bot = new VkBot({ token: speaking.token, execute_timeout: 50, polling_timeout: 25 });
bot.command('ping', async (ctx) => { await ctx.reply('pong'); });
bot.event('message_event', async (ctx) => {
  const { event_id, user_id, peer_id } = ctx.message;
  const event_data = JSON.stringify({ type: 'show_snackbar', text: 'Принято' });
  await bot.execute('messages.sendMessageEventAnswer', { event_id, user_id, peer_id, event_data });
});
bot.startPolling((error) => { if (error) console.error(error); });

const call = async (method, params) => {
  const { response } = await api(method, { access_token: speaking.token, ...params });
  return response;
};

const uploaded = async (url, field, file) => {
  const form = new FormData();
  form.append(field, new Blob([fs.readFileSync(file)]), path.basename(file));
  return (await fetch(url, { method: 'POST', body: form })).json();
};

speaking.serve({
  async send({ peer }) {
    await bot.sendMessage(peer, 'привет');
  },
  async keyboard({ peer }) {
    const keyboard = Markup.keyboard([
      [
        Markup.button('Да', 'positive', { yes: 1 }),
        Markup.button({ action: { type: 'callback', label: 'Счёт', payload: '{"count":1}' } }),
      ],
      [Markup.button({ action: { type: 'open_link', label: 'Сайт', link: 'https://example.com' } })],
    ]).inline();
    await bot.sendMessage(peer, 'Выбирайте', null, keyboard);
  },
  async edit({ peer }) {
    const number = await bot.sendMessage(peer, 'было');
    await bot.execute('messages.edit', { peer_id: peer, message_id: number, message: 'стало' });
  },
  async photo({ peer, path: file }) {
    const place = await call('photos.getMessagesUploadServer', { peer_id: peer });
    const [saved] = await call('photos.saveMessagesPhoto', await uploaded(place.upload_url, 'photo', file));
    await bot.sendMessage(peer, '', `photo${saved.owner_id}_${saved.id}`);
  },
  async document({ peer, path: file }) {
    const place = await call('docs.getMessagesUploadServer', { peer_id: peer, type: 'doc' });
    const sent = await uploaded(place.upload_url, 'file', file);
    const { doc } = await call('docs.save', { ...sent, title: 'Сводка.txt' });
    await bot.sendMessage(peer, '', `doc${doc.owner_id}_${doc.id}`);
  },
  async members({ peer }) {
    const { items } = await bot.execute('messages.getConversationMembers', { peer_id: peer });
    return items.map(item => item.member_id);
  },
  async execute({ people }) {
    const found = await Promise.all(people.map(id => bot.execute('users.get', { user_ids: id })));
    return [...found.map(([person]) => person.first_name), 5, 5];
  },
  async error({ code, peer }) {
    const token = code === 5 ? 'wrong' : speaking.token;
    try {
      await api('messages.send', { access_token: token, peer_id: peer, message: 'раз', random_id: 0 });
    } catch (error) {
      return error.response.error_code;
    }
    return 'answered';
  },
  async webhook({ code, secret }) {
    const other = new VkBot({ token: speaking.token, confirmation: code, secret, execute_timeout: 50 });
    other.command('тук-тук', async (ctx) => { await ctx.reply('кто там?'); });
    const server = http.createServer((request, response) => {
      let body = '';
      request.on('data', (part) => { body += part; });
      request.on('end', () => {
        request.body = JSON.parse(body);
        other.webhookCallback(request, response, () => {});
      });
    });
    await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${server.address().port}/`;
  },
});
