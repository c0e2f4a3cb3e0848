const axios = require('axios');
const VkBot = require('node-vk-bot-api');

axios.interceptors.request.use(config => ({
  ...config,
  url: config.url.replace('https://api.vk.com', process.env.VK_URL),
}));

const bot = new VkBot(process.env.VK_TOKEN);

bot.command('/start', (ctx) => {
  ctx.reply('Hello!');
});

bot.startPolling();
