/** The log: declared codes with declared fields, one JSON line each. What is not declared cannot be written. */
import { describeFault } from './fault';
import { LOG_CODES, type LogCode, type LogLevel } from './log-codes';

/** All that may stand beside a code. Never a name, a document, a phone number, an account, an address with values in it. */
export type LogFields = {
  readonly requestId?: string;
  /** `POST /v1/cards/:cardId/code`: the pattern, never the address asked for. */
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  /** A refusal code, or another declared word. */
  readonly code?: string;
  readonly attempt?: number;
  /** The outside system that was called. */
  readonly target?: string;
  readonly table?: string;
  readonly messageId?: string;
  readonly messageType?: string;
  readonly eventId?: string;
  readonly count?: number;
};

export type Log = {
  /** Writes a line at the level its code declares. */
  event(code: LogCode, fields?: LogFields): void;
  /** The same, with what was thrown: its name, code and frames. */
  error(code: LogCode, error: unknown, fields?: LogFields): void;
  /** A log whose every line carries these fields. */
  child(fields: LogFields): Log;
};

export type LogOptions = {
  /** Which function speaks. */
  readonly service: string;
  /** Lines below this level are not written. */
  readonly level: LogLevel | 'silent';
  /** Lines of one turn of the event loop are written together: one system call for many requests. Not on Lambda, which freezes between turns. */
  readonly gathers?: boolean;
};

const TEXT_FIELDS: ReadonlySet<string> = new Set<keyof LogFields>(['requestId', 'route', 'code', 'target', 'table', 'messageId', 'messageType', 'eventId']);
const NUMBER_FIELDS: ReadonlySet<string> = new Set<keyof LogFields>(['status', 'ms', 'attempt', 'count']);
const TEXT_MAX = 200;

const RANK = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

/** `members`: what follows in the line's object, each with its comma before it. */
type WriteLine = (code: LogCode, members: string) => void;

/** Writes to stdout, and from `warn` on to stderr; on AWS both are the function's log group. */
export function makeLog({ service, level, gathers = false }: LogOptions): Log {
  const writeOut = gathers ? gather : (text: string) => { process.stdout.write(text); };
  if (gathers && !process.listeners('exit').includes(writeGathered)) process.on('exit', writeGathered);
  const speaker = JSON.stringify(service);
  return over((code, members) => {
    const { level: declaredLevel } = LOG_CODES[code];
    if (RANK[declaredLevel] < RANK[level]) return;
    const text = `{"level":"${declaredLevel.toUpperCase()}","message":"${code}","timestamp":"${timestamp()}","service":${speaker}${members}}\n`;
    if (RANK[declaredLevel] < RANK.warn) writeOut(text);
    else process.stderr.write(text);
  }, {});
}

let gathered = '';

/** Kept for all logs of the process until the turn ends, or the process does. */
function gather(text: string): void {
  if (gathered === '') setImmediate(writeGathered);
  gathered += text;
}

function writeGathered(): void {
  if (gathered !== '') process.stdout.write(gathered);
  gathered = '';
}

function over(write: WriteLine, carried: LogFields): Log {
  return {
    event(code, fields) { write(code, declared({ ...carried, ...fields })); },
    error(code, error, fields) { write(code, `${declared({ ...carried, ...fields })},"fault":${JSON.stringify(describeFault(error))}`); },
    child: (fields) => over(write, { ...carried, ...fields }),
  };
}

/**
 * The type is closed, but a widened object can bring more: only what is declared passes. Joined, not made an object first: every
 * request writes a line, and this takes a third of the time.
 */
function declared(fields: LogFields): string {
  let members = '';
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'number' && NUMBER_FIELDS.has(name)) members += `,"${name}":${JSON.stringify(value)}`;
    if (typeof value === 'string' && TEXT_FIELDS.has(name)) members += `,"${name}":${JSON.stringify(value.slice(0, TEXT_MAX))}`;
  }
  return members;
}

let stamped = { ms: 0, text: '' };

/** The text is made once for all lines of a millisecond. */
function timestamp(): string {
  const ms = Date.now();
  if (ms !== stamped.ms) stamped = { ms, text: new Date(ms).toISOString() };
  return stamped.text;
}
