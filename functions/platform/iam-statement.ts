/** What a function's role must be allowed, as data: packaging turns it into the role's policy. Written beside the window that needs it. */
import type { TableName } from './config/config';

export type IamStatement = {
  readonly actions: readonly `dynamodb:${string}`[];
  readonly table: TableName;
  /** Also on the table's index. */
  readonly index?: boolean;
  /** Partition keys (`dynamodb:LeadingKeys`, with `*`) the actions are limited to; all of the table when absent. */
  readonly leadingKeys?: readonly string[];
};
