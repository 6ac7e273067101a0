import { makeMetrics } from '../../../functions/platform/observe/metrics';
import { capturing } from './capturing';

const setup = () => ({ ...capturing(), metrics: makeMetrics({ namespace: 'henan-health', service: 'henan-health-dev-card-http' }) });

describe('metrics', () => {
  it('writes what was added as one embedded-metric line, with the unit the figure declares', () => {
    const { out, metrics } = setup();
    metrics.add('CallFailed');
    metrics.add('CallTime', 12);
    metrics.add('CallTime', 30);
    metrics.flush();
    expect(out()).toEqual([{
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [{
          Namespace: 'henan-health', Dimensions: [['service']], Metrics: [{ Name: 'CallFailed', Unit: 'Count' }, { Name: 'CallTime', Unit: 'Milliseconds' }],
        }],
      },
      service: 'henan-health-dev-card-http', CallFailed: [1], CallTime: [12, 30],
    }]);
  });

  it('writes nothing when nothing was added, and nothing twice', () => {
    const { out, metrics } = setup();
    metrics.flush();
    metrics.add('RequestFailed');
    metrics.flush();
    metrics.flush();
    expect(out()).toHaveLength(1);
  });

  it('never writes more values of a figure in one line than the format takes', () => {
    const { out, metrics } = setup();
    for (let n = 0; n < 150; n += 1) metrics.add('CallTime', n);
    metrics.flush();
    expect(out().map(({ CallTime }) => (CallTime as number[]).length)).toEqual([100, 50]);
  });
});
