// Used by the scripts: one JSON line in (what to do, and with what), one out (what came of it).
const readline = require('readline');

exports.url = process.env.VK_URL;
exports.token = process.env.VK_TOKEN;
exports.group = Number(process.env.VK_GROUP);

exports.serve = (features) => {
  console.log(JSON.stringify({ came: 'here' }));
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', async (line) => {
    const { do: name, ...asked } = JSON.parse(line);
    let told;
    try {
      told = { came: await features[name](asked) };
    } catch (error) {
      told = { failed: `${error.stack} ${JSON.stringify(error)}` };
    }
    console.log(JSON.stringify(told));
  });
  lines.on('close', () => process.exit());
};
