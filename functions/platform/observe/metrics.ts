/** Figures for alarms and dashboards, in CloudWatch's embedded metric format: written to the log, no call is made. */
import { Metrics as Powertools, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Every figure there is. Like logs, figures never carry anything personal: their only dimension is the service. */
export const METRICS = {
  CallTime: { unit: MetricUnit.Milliseconds, meaning: 'How long an outside system took to answer' },
  CallFailed: { unit: MetricUnit.Count, meaning: 'Calls to outside systems that failed, each try counted' },
  CircuitOpened: { unit: MetricUnit.Count, meaning: 'Times an outside system was given up for a while' },
  RequestTime: { unit: MetricUnit.Milliseconds, meaning: 'How long a request took' },
  RequestFailed: { unit: MetricUnit.Count, meaning: 'Requests that ended in a surprise' },
  CardClaimed: { unit: MetricUnit.Count, meaning: 'Cards issued or bound' },
  CodeShown: { unit: MetricUnit.Count, meaning: 'Codes made to be shown' },
  MessageDead: { unit: MetricUnit.Count, meaning: 'Queue messages put aside after too many failures' },
} as const satisfies Record<string, { readonly unit: (typeof MetricUnit)[keyof typeof MetricUnit]; readonly meaning: string }>;

export type MetricName = keyof typeof METRICS;

export type Metrics = {
  /** Adds to a figure; `value` is in the unit the figure declares. */
  add(name: MetricName, value?: number): void;
  /** Writes what was added since the last time; called when a request or batch ends. */
  flush(): void;
};

export type MetricsOptions = { readonly namespace: string; readonly service: string };

/** Figures as lines of the embedded metric format on stdout. */
export function makeMetrics({ namespace, service }: MetricsOptions): Metrics {
  const metrics = new Powertools({ namespace, serviceName: service });
  return {
    add(name, value = 1) { metrics.addMetric(name, METRICS[name].unit, value); },
    flush() { if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics(); },
  };
}

/** Where nobody collects figures (the local server, tests). */
export const noMetrics: Metrics = { add: () => undefined, flush: () => undefined };
