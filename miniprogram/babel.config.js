// Read by Taro only (it runs in this folder); tests have their own transform.
module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]] };
