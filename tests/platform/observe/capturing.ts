/** Takes what is written to stdout and stderr during a test, and reads it as JSON lines. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Line = Record<string, any>;

export function capturing(): { out: () => Line[]; err: () => Line[]; calls: () => number } {
  const texts = { out: '', err: '' };
  const take = (which: 'out' | 'err') => (chunk: string | Uint8Array) => {
    texts[which] += String(chunk);
    return true;
  };
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(take('out'));
  jest.spyOn(process.stderr, 'write').mockImplementation(take('err'));
  const lines = (text: string) => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  return { out: () => lines(texts.out), err: () => lines(texts.err), calls: () => stdout.mock.calls.length };
}

afterEach(() => { jest.restoreAllMocks(); });
