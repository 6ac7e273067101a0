const { start } = require('./mini-program');
const { largestSetData } = require('./page-health');

module.exports = { start, largestSetData };
