import type { Row } from '../row';

/** Planned only, so that each measurement finds the same: what is removed costs what it costs, at either size. */
export const cleanUp: Row = {
  what: 'a slice of the clean-up finds what to remove',
  goalMs: 200,
  run: async ({ cleanUp: task }) => {
    await task.run({ dryRun: true });
  },
};
