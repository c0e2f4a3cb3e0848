// vk-io: every feature, by the client's own means.
const http = require('http');
const { VK, Keyboard, APIError, createCollectIterator } = require('vk-io');
const speaking = require('./speaking.js');

const options = { apiBaseUrl: `${speaking.url}/method`, apiLimit: 20, agent: new http.Agent() };
const vk = new VK({ token: speaking.token, ...options });
vk.callbackService.onCaptcha((payload, retry) => retry('ok'));

vk.updates.on('message_new', async (context, next) => {
  if (context.text === 'ping') {
    await context.send('pong');
  } else {
    await next();
  }
});
vk.updates.on('message_event', context => context.answer({ type: 'show_snackbar', text: 'Принято' }));
vk.updates.start().catch(console.error);

const said = params => vk.api.messages.send({ random_id: Date.now(), ...params });

speaking.serve({
  async send({ peer }) {
    await said({ peer_id: peer, message: 'привет' });
  },
  async keyboard({ peer }) {
    const keyboard = Keyboard.builder()
      .textButton({ label: 'Да', payload: { yes: 1 }, color: Keyboard.POSITIVE_COLOR })
      .callbackButton({ label: 'Счёт', payload: { count: 1 } })
      .row()
      .urlButton({ label: 'Сайт', url: 'https://example.com' })
      .inline();
    await said({ peer_id: peer, message: 'Выбирайте', keyboard });
  },
  async edit({ peer }) {
    const number = await said({ peer_id: peer, message: 'было' });
    await vk.api.messages.edit({ peer_id: peer, message_id: number, message: 'стало' });
  },
  async photo({ peer, path }) {
    const attachment = await vk.upload.messagePhoto({ peer_id: peer, source: { value: path } });
    await said({ peer_id: peer, attachment });
  },
  async document({ peer, path }) {
    const source = { value: path };
    const attachment = await vk.upload.messageDocument({ peer_id: peer, source, title: 'Сводка.txt' });
    await said({ peer_id: peer, attachment });
  },
  async members({ peer }) {
    const { items } = await vk.api.messages.getConversationMembers({ peer_id: peer });
    return items.map(item => item.member_id);
  },
  async execute({ people }) {
    const { response } = await vk.api.execute({
      code: `return [${people.map(id => `API.users.get({ user_ids: ${id} })`).join(', ')}];`,
    });
    // Its collector sends a loop, and the numbers of the loop beside the script.
    const parts = createCollectIterator({
      api: vk.api,
      method: 'messages.getHistory',
      params: { peer_id: people[0] },
      countPerRequest: 2,
    });
    let received = 0;
    for await (const part of parts) {
      received = part.received === part.total ? 5 : received;
    }
    return [...response.map(([person]) => person.first_name), received, received];
  },
  async error({ code, peer }) {
    const { api } = code === 5 ? new VK({ token: 'wrong', ...options }) : vk;
    try {
      await api.messages.send({ peer_id: peer, message: 'раз', random_id: 0 });
    } catch (error) {
      if (error instanceof APIError) {
        return error.code;
      }
      throw error;
    }
    return 'answered';
  },
  async webhook({ code, secret }) {
    const other = new VK({
      token: speaking.token,
      webhookSecret: secret,
      webhookConfirmation: code,
      ...options,
    });
    other.updates.on('message_new', async (context) => {
      if (context.text === 'тук-тук') {
        await context.send('кто там?');
      }
    });
    const server = http.createServer(other.updates.getWebhookCallback('/'));
    await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${server.address().port}/`;
  },
});
