const http = require('http');
const { VK } = require('vk-io');

const vk = new VK({
  token: process.env.VK_TOKEN,
  apiBaseUrl: `${process.env.VK_URL}/method`,
  agent: new http.Agent(),
});

vk.updates.on('message_new', async (context, next) => {
  if (context.text === '/start') {
    await context.send('Hello!');
  } else {
    await next();
  }
});

vk.updates.start().catch(console.error);
