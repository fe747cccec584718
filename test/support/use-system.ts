import { type SystemOptions, TestSystem } from './system';

/** A system for the tests of the `describe` that calls: started before the first, closed after the last. */
export function useSystem(options: SystemOptions = {}): TestSystem {
  const system = Object.create(TestSystem.prototype) as TestSystem;

  beforeAll(async () => {
    Object.assign(system, await TestSystem.start(options));
  });

  afterAll(() => system.close());

  return system;
}
