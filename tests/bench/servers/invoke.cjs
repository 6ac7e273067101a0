// As Lambda does at a cold start: load the handler's file, hand it the first event, end.
const [file, event] = process.argv.slice(2);
require(file).http(JSON.parse(event), {}).then(({ statusCode }) => {
  process.exit(statusCode < 500 ? 0 : 1);
}, (error) => {
  console.error(error);
  process.exit(1);
});
