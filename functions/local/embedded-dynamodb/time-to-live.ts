import type { Disk } from './disk';
import { invalid } from './refusals';
import type { TableCatalogue } from './table-catalogue';

export type TimeToLive = {
  /** UpdateTimeToLive */
  update: (request: Record<string, unknown>) => Promise<unknown>;
  /** DescribeTimeToLive */
  describe: (request: Record<string, unknown>) => unknown;
  /** The attribute that holds the time of expiry, while time to live is on. */
  attributeOf: (tableName: string) => string | undefined;
  forget: (tableName: string) => Promise<void>;
};

type Specification = { Enabled: boolean; AttributeName: string };

export const TTL_SETTING_PREFIX = 'ttl-setting~';

/** The time-to-live setting of each table; `onChange` is called when it was switched on or off. */
export function makeTimeToLive(
  disk: Disk,
  tables: TableCatalogue,
  onChange: (tableName: string, enabled: boolean) => Promise<void>,
): TimeToLive {
  const attributes = new Map<string, string | undefined>();

  function attributeOf(tableName: string): string | undefined {
    if (attributes.has(tableName)) return attributes.get(tableName);
    const attribute = disk.get(TTL_SETTING_PREFIX + tableName) as string | undefined;
    attributes.set(tableName, attribute);
    return attribute;
  }

  async function set(tableName: string, attribute: string | undefined): Promise<void> {
    const key = TTL_SETTING_PREFIX + tableName;
    attributes.set(tableName, attribute);
    await disk.write([attribute === undefined ? { type: 'del', key } : { type: 'put', key, value: attribute }]);
    await onChange(tableName, attribute !== undefined);
  }

  async function update(request: Record<string, unknown>): Promise<unknown> {
    const { TableName: tableName } = tables.get(String(request.TableName));
    const specification = specificationOf(request);
    refuseUnchanged(attributeOf(tableName), specification);
    await set(tableName, specification.Enabled ? specification.AttributeName : undefined);
    return { TimeToLiveSpecification: specification };
  }

  function describe(request: Record<string, unknown>): unknown {
    const AttributeName = attributeOf(tables.get(String(request.TableName)).TableName);
    if (AttributeName === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
    return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName } };
  }

  return { update, describe, attributeOf, forget: (tableName) => set(tableName, undefined) };
}

function specificationOf({ TimeToLiveSpecification: given }: Record<string, unknown>): Specification {
  const { Enabled, AttributeName } = (given ?? {}) as Partial<Specification>;
  if (typeof Enabled !== 'boolean' || typeof AttributeName !== 'string' || AttributeName === '') {
    throw invalid('One or more parameter values were invalid: TimeToLiveSpecification needs Enabled and AttributeName');
  }
  return { Enabled, AttributeName };
}

function refuseUnchanged(present: string | undefined, { Enabled, AttributeName }: Specification): void {
  if (present !== undefined && present !== AttributeName) {
    throw invalid('TimeToLive is active on a different AttributeName');
  }
  if (Enabled === (present !== undefined)) throw invalid(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
}
