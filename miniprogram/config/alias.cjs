/** The alias of config/index.ts in the shape of a webpack config: .dependency-cruiser.cjs resolves `@shared` with it. */
const path = require('node:path');

module.exports = { resolve: { alias: { '@shared': path.resolve(__dirname, '../../shared') } } };
