import { temporaryDirectory } from './parts';

/** A directory of its own for each test of the `describe` that calls. */
export function useDirectory(): { readonly path: string } {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  afterEach(() => directory.remove());

  return {
    get path() {
      return directory.path;
    },
  };
}
