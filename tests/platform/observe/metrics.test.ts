import { makeMetrics } from '../../../functions/platform/observe/metrics';
import { capturing } from './capturing';

describe('metrics', () => {
  it('writes what was added as one embedded-metric line, with the unit the figure declares', () => {
    const { out } = capturing();
    const metrics = makeMetrics({ namespace: 'henan-health', service: 'card' });
    metrics.add('CardClaimed');
    metrics.add('CallTime', 12);
    metrics.flush();
    const [line] = out();
    expect(line).toMatchObject({ service: 'card', CardClaimed: 1, CallTime: 12 });
    expect(line?._aws.CloudWatchMetrics).toMatchObject([
      { Namespace: 'henan-health', Metrics: [{ Name: 'CardClaimed', Unit: 'Count' }, { Name: 'CallTime', Unit: 'Milliseconds' }] },
    ]);
  });

  it('writes nothing when nothing was added, and nothing twice', () => {
    const { out } = capturing();
    const metrics = makeMetrics({ namespace: 'henan-health', service: 'card' });
    metrics.flush();
    metrics.add('CardClaimed');
    metrics.flush();
    metrics.flush();
    expect(out()).toHaveLength(1);
  });
});
