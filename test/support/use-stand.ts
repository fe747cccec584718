import { HttpStand } from './http-stand';

/** A web server for the tests of the `describe` that calls: it listens from before the first until after the last. */
export function useStand(): HttpStand {
  const stand = new HttpStand();
  beforeAll(() => stand.listen());
  afterAll(() => stand.close());
  return stand;
}
