import { setUp } from './set-up';
import { type SystemOptions, TestSystem } from './system';

/**
 * A system for the tests of the `describe` that calls: started before the first, closed after the last.
 * @param options or what returns them, where they come from what was made before
 */
export function useSystem(options: SystemOptions | (() => SystemOptions) = {}): TestSystem {
  const system = setUp(() => TestSystem.start(typeof options === 'function' ? options() : options));
  afterAll(() => system.close());
  return system;
}
