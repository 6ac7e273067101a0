/**
 * What of an error may be written down: its name, its code, and where in our code it arose. Never its message: messages
 * of drivers, parsers and outside systems quote what they were given, and that may be a name or a document number.
 */

export type Fault = {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
  readonly cause?: Fault;
};

const FRAMES_MAX = 8;
const CAUSES_MAX = 3;
const PLAIN_WORD = /^[\w$./:-]{1,80}$/;
/** `at name (file:line:column)` or `at file:line:column`, as V8 writes frames. */
const FRAME = /^ {4}at (?:[\w$.<>[\] ]+ \()?(?:file:\/\/)?[\w@./\\: ()-]+:\d+:\d+\)?$/;

/** Describes anything that was thrown; a value that is no error is described by its type alone. */
export function describeFault(thrown: unknown, depth = 0): Fault {
  if (!(thrown instanceof Error)) return { name: `thrown ${typeof thrown}`, frames: [] };
  const code = codeOf(thrown);
  const deeper = thrown.cause !== undefined && depth < CAUSES_MAX;
  return {
    name: plainOr(thrown.name, 'Error'),
    ...(code === undefined ? {} : { code }),
    frames: framesOf(thrown),
    ...(deeper ? { cause: describeFault(thrown.cause, depth + 1) } : {}),
  };
}

function codeOf(error: Error): string | undefined {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && PLAIN_WORD.test(code) ? code : undefined;
}

function plainOr(word: string, otherwise: string): string {
  return PLAIN_WORD.test(word) ? word : otherwise;
}

/** The stack begins with the message, which may itself have lines that look like frames: it is cut off first. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const after = error.message === '' ? 0 : stack.indexOf(error.message);
  const rest = after < 0 ? '' : stack.slice(after + error.message.length);
  return rest.split('\n').filter((line) => FRAME.test(line)).slice(0, FRAMES_MAX).map((line) => line.trim());
}
