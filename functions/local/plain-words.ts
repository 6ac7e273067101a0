/** What can go wrong at the start, in one clear sentence each. */

const SENTENCES: Readonly<Record<string, (error: NodeJS.ErrnoException) => string>> = {
  EADDRINUSE: ({ message }) => `Port ${/:(\d+)/.exec(message)?.[1] ?? ''} is taken. Stop what listens there, or choose another: PORT=8081 npm start`,
  EACCES: ({ path, message }) => `No right to use ${path ?? message}. Choose a folder of your own (DATA_DIR=…) or a port above 1023 (PORT=…).`,
  EPERM: ({ path, message }) => `No right to use ${path ?? message}. Choose a folder of your own: DATA_DIR=… npm start`,
  EROFS: ({ path }) => `${path ?? 'The data folder'} is read-only. Choose another: DATA_DIR=… npm start`,
  ENOSPC: () => 'The disk is full. Make room, or choose another folder: DATA_DIR=… npm start',
  EEXIST: ({ path }) => `${path ?? 'The data folder'} is not a folder. Choose another: DATA_DIR=… npm start`,
  ENOTDIR: ({ path }) => `${path ?? 'The data folder'} is not a folder. Choose another: DATA_DIR=… npm start`,
};

/** What was asked of the start cannot be done; `message` is one sentence that can be shown as it is. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** Faults whose message is written for people. */
const SAYABLE = ['EngineFault', 'SecretFileFault', 'StartFault'];

/** One sentence for a person; the stack only for what nobody foresaw. */
export function explain(error: unknown): string {
  const known = causes(error).map((cause) => ({ cause, sentence: SENTENCES[String(cause.code)] })).find(({ sentence }) => sentence);
  if (known?.sentence) return known.sentence(known.cause);
  const fault = causes(error).find(({ name }) => SAYABLE.includes(name));
  if (fault) return fault.message;
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}

function causes(error: unknown): readonly NodeJS.ErrnoException[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
