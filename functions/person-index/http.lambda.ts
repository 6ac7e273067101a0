/** A registrar's work. */
import { lambdaHttp } from '../platform/entry/lambda';
import { makePersonIndex } from './person-index.lambda';

export const http = lambdaHttp((f) => makePersonIndex(f).http);
