import { nodeProblem } from './node-version';
import { threadsFor } from './thread-pool';

export { compileHotFunctions } from './compilers';
export { prepareHeapForRequests, prepareHeapForStreams } from './heap';
export { MEMORY_ENVIRONMENT, releaseStartupMemory } from './startup-memory';
export { makeTemporaryDirectory } from './temporary-directory';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

// The one exception to "only libs/config reads the environment", which eslint.config.mjs names. libuv reads this variable
// when it is first given work, whichever module does that, so it is set by the module that every program loads first. That
// one imports no other lib: on an old Node they may not load at all. libs/config validates MAX_CONCURRENT_DOWNLOADS later.
process.env.UV_THREADPOOL_SIZE ??= String(threadsFor(process.env.MAX_CONCURRENT_DOWNLOADS));
