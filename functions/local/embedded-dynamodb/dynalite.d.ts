/** dynalite 4.0.0 ships no types and no `exports` map: these are the parts of its inside that the engine stands on. */
declare module 'dynalite/db/index.js' {
  import type { AttributeValue } from 'aws-lambda';

  export type Item = Record<string, AttributeValue>;
  export type KeySchema = { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  export type SecondaryIndex = { IndexName: string; KeySchema: KeySchema };
  export type Table = {
    TableName: string;
    TableArn: string;
    TableStatus: 'CREATING' | 'UPDATING' | 'DELETING' | 'ACTIVE';
    KeySchema: KeySchema;
    AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
    GlobalSecondaryIndexes?: SecondaryIndex[];
    LocalSecondaryIndexes?: SecondaryIndex[];
  };

  export type LevelOperation = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };
  export type LevelRange = { gte?: string; gt?: string; lt?: string; lte?: string; reverse?: boolean; limit?: number };
  export type LevelIterator = { nextv(size: number): Promise<[string, unknown][]>; close(): Promise<void> };
  export type Level = {
    open(): Promise<void>;
    close(): Promise<void>;
    getSync(key: string): unknown;
    batch(operations: LevelOperation[]): Promise<void>;
    clear(range: LevelRange): Promise<void>;
    iterator(range: LevelRange): LevelIterator;
  };

  export type Callback<T> = (error: Error | null, result?: T) => void;
  export type StoreOptions = {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  };
  export type TableDb = { awsRegion: string };
  export type Store = { options: Required<StoreOptions>; db: Level; tableDb: TableDb };

  type Database = {
    create(options: StoreOptions): Store;
    createKey(item: Item, table: Table, keySchema?: KeySchema): string;
    createIndexKey(item: Item, table: Table, keySchema: KeySchema): string;
    validateKey(key: Item, table: Table): Error | null | undefined;
    validateItem(item: Item, table: Table): Error | null | undefined;
    checkConditional(request: object, existing: Item | undefined): Error | null | undefined;
    itemSize(item: Item): number;
    addConsumedCapacity(request: object, isRead: boolean, item: Item | undefined): object | undefined;
  };
  const database: Database;
  export default database;
}

declare module 'dynalite/validations/index.js' {
  type Validations = {
    checkTypes(request: object, types: object): Record<string, unknown>;
    checkValidations(request: object, types: object, custom: unknown, store: object): void;
  };
  const validations: Validations;
  export default validations;
}

declare module 'dynalite/validations/*.js' {
  const validation: { types: object; custom?: unknown };
  export default validation;
}

declare module 'dynalite/actions/*.js' {
  import type { Callback } from 'dynalite/db/index.js';

  const action: (store: object, request: object, callback: Callback<unknown>) => void;
  export default action;
}
