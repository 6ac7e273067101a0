/** What DynamoDB answers instead of a result: an HTTP status and a JSON body. dynalite throws errors of the same shape. */
export type RefusalBody = { __type: string; message?: string; Message?: string; [member: string]: unknown };
export type Refusal = Error & { statusCode: number; body: RefusalBody };

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const VALIDATION = 'com.amazon.coral.validate#ValidationException';

/** Builds the error that DynamoDB sends under the given exception name; `members` are its further fields. */
export function refusal(name: string, message: string, members: Record<string, unknown> = {}): Refusal {
  const body = { __type: DYNAMODB + name, message, ...members };
  return Object.assign(new Error(message), { statusCode: 400, body });
}

/** Builds a `ValidationException`. */
export function invalid(message: string): Refusal {
  return Object.assign(new Error(message), { statusCode: 400, body: { __type: VALIDATION, message } });
}

/** Tells an answer of DynamoDB from a fault of the engine. */
export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'body' in error && 'statusCode' in error;
}

/** The exception name without its namespace, as the SDK shows it in `error.name`. */
export function refusalName(error: Refusal): string {
  return error.body.__type.slice(error.body.__type.indexOf('#') + 1);
}
