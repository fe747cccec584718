import { Logger } from '@nestjs/common';

/** Runs a tool of the repository, with what stands behind its name. Whatever it leaves open ends with it. */
export function runTool(main: (args: string[]) => Promise<void>): void {
  Logger.overrideLogger(false);
  main(process.argv.slice(2))
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .finally(() => process.exit());
}
