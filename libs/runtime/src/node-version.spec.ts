import { nodeProblem } from './node-version';

describe(nodeProblem, () => {
  it.each(['18.20.4', '20.11.1', '22.21.0', '23.11.0', '24.0.0', '24.8.1'])(
    'should refuse %s in one line',
    (version) => {
      const problem = nodeProblem(version);
      expect(problem).toContain(`Node ${version} is too old: version 24.9 or newer is needed.`);
      expect(problem).not.toContain('\n');
    },
  );

  it.each(['24.9.0', '24.21.0', '25.1.0', '100.0.0'])('should accept %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });
});
