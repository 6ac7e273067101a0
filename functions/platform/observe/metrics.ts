/**
 * Figures for alarms and dashboards, in CloudWatch's embedded metric format: lines of the log, no call is made. What the HTTP
 * API, Lambda and SQS count themselves (requests, times, errors, dead letters) is not counted again.
 */

/** Every figure there is. Like logs, figures never carry anything personal: their only dimension is the service. */
const METRICS = {
  CallTime: { unit: 'Milliseconds', meaning: 'How long an outside system took to answer' },
  CallFailed: { unit: 'Count', meaning: 'Calls to outside systems that failed, each try counted' },
  CircuitOpened: { unit: 'Count', meaning: 'Times an outside system was given up for a while' },
  RequestFailed: { unit: 'Count', meaning: 'Requests that ended in a surprise, also where the envelope answers 200' },
  CounterTryFailed: { unit: 'Count', meaning: 'Times staff typed what the register does not have together' },
  CounterTriesOver: { unit: 'Count', meaning: 'Times a clerk had no try left on a document' },
} as const satisfies Record<string, { readonly unit: 'Milliseconds' | 'Count'; readonly meaning: string }>;

export type MetricName = keyof typeof METRICS;

export type Metrics = {
  /** Adds to a figure; `value` is in the unit the figure declares. */
  add(name: MetricName, value?: number): void;
  /** Writes what was added since the last time; called when a request or batch ends. */
  flush(): void;
};

export type MetricsOptions = { readonly namespace: string; readonly service: string };

/** The format takes so many values of a figure in one line. */
const VALUES_MAX = 100;

/** Figures as lines of the embedded metric format on stdout. */
export function makeMetrics({ namespace, service }: MetricsOptions): Metrics {
  const added = new Map<MetricName, number[]>();

  function flush(): void {
    if (added.size === 0) return;
    const figures = [...added.keys()].map((name) => ({ Name: name, Unit: METRICS[name].unit }));
    const _aws = { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['service']], Metrics: figures }] };
    process.stdout.write(`${JSON.stringify({ _aws, service, ...Object.fromEntries(added) })}\n`);
    added.clear();
  }

  return {
    add(name, value = 1) {
      const values = added.get(name) ?? [];
      added.set(name, [...values, value]);
      if (values.length + 1 === VALUES_MAX) flush();
    },
    flush,
  };
}

/** Where nobody collects figures (the local server, tests). */
export const noMetrics: Metrics = { add: () => undefined, flush: () => undefined };
