/**
 * What the tests of the `describe` that calls share, in the line that names it: made before the first of them, after what
 * stands above it. It is a copy of what was made, so not for objects that others call back.
 */
export function setUp<T extends object>(make: () => T | Promise<T>): T {
  const shared = {} as T;

  beforeAll(async () => {
    const made = await make();
    Object.setPrototypeOf(shared, Object.getPrototypeOf(made) as object);
    Object.assign(shared, made);
  });

  return shared;
}
